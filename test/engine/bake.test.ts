import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ImageReport } from "../../src/model/report.ts";
import { engineEnv, folderWith, STORES, stagegate } from "./engine.ts";
import { type Gated, gateIn } from "./gated.ts";
import { type Files, Repository } from "./repository.ts";

/** Makes the steps of each run unique, so that no earlier cache has them. */
const NONCE = Date.now();

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}

const gate = (
  store: string,
  files: Readonly<Record<string, string>>,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Gated> =>
  gateIn(folderOf(files), store, ["--baseline=none", "--allow=network.host", ...argv], env);

/** The own layers of an image as `BYTES FILE:LINE INSTRUCTION`. */
function ownLayers(report: ImageReport | undefined): string[] {
  return (report?.image?.layers ?? []).flatMap(({ origin, size }) =>
    origin.kind === "instruction" ? [`${size} ${origin.file}:${origin.lines[0]} ${origin.instruction}`] : [],
  );
}

const BAKE = `
variable "EDITION" { default = "none" }
group "default" { targets = ["services", "sized"] }
group "services" { targets = ["app"] }

target "_common" {
  args        = { KB = "100", EDITION = EDITION, ODD = "$$\{a} %%{b}" }
  extra-hosts = { proxy = "10.9.8.7" }
  network     = "host"
  entitlements = ["network.host"]
  labels      = { "org.example.edition" = EDITION }
}
target "app" {
  inherits   = ["_common"]
  context    = "app"
  dockerfile = "docker/Dockerfile"
  target     = "production"
  contexts   = { base = "target:lib" }
}
target "lib" {
  context  = "lib"
  contexts = { os = "target:os" }
}
target "os" { dockerfile-inline = "FROM alpine:3.22" }
target "sized" {
  name     = "sized-\${size}"
  matrix   = { size = ["1", "2"] }
  inherits = ["_common"]
  args     = { KB = "\${size}000" }
  dockerfile-inline = <<EOT
FROM alpine:3.22
ARG KB
RUN head -c $\${KB}000 /dev/zero > /zeros && echo ${NONCE}
USER 1000
EOT
}
`;

const SOURCES = {
  "docker-bake.hcl": BAKE,
  "lib/Dockerfile": `FROM os\nRUN head -c 500000 /dev/zero > /shared && echo ${NONCE}\n`,
  "app/docker/Dockerfile": `FROM base AS production
ARG KB
ARG EDITION ODD
RUN test "$ODD" = '$\{a} %{b}' && test "$(cat /etc/hosts | grep -c 10.9.8.7)" = 1 && head -c \${KB}000 /dev/zero > /own-$EDITION
USER 1000
FROM production AS test
RUN test -f /own-full && echo ${NONCE}
`,
};

describe.each(STORES)("on the %s store", (store) => {
  test("each target of the default group is an image", async () => {
    const { code, images } = await gate(store, SOURCES, ["--bake=docker-bake.hcl"], { EDITION: "full" });
    expect(Object.keys(images)).toEqual(["app", "sized-1", "sized-2"]);
    expect(images["app"]?.tests).toMatchObject([{ target: "test", status: "passed" }]);
    expect(images["app"]?.image?.baseImage).toMatchObject({ name: "alpine:3.22", from: "alpine:3.22" });
    expect(Object.values(images).map(ownLayers)).toEqual([
      [
        `500000 lib/Dockerfile:2 RUN head -c 500000 /dev/zero > /shared && echo ${NONCE}`,
        expect.stringMatching(/^100000 app\/docker\/Dockerfile:4 RUN test /),
      ],
      [expect.stringMatching(/^1000000 docker-bake\.hcl#sized-1:3 RUN head /)],
      [expect.stringMatching(/^2000000 docker-bake\.hcl#sized-2:3 RUN head /)],
    ]);
    expect(code).toBe(0);
  });

  test("an image of the configuration changes its target or is new", async () => {
    const files = {
      ...SOURCES,
      "ci/gate.yml": `
bake: docker-bake.hcl
bake-targets: [sized]
defaults: {build-args: {KB: 1}, max-size: 4MB, test-target: []}
images:
  lib: {context: ../lib, build-contexts: {os: docker-image://alpine:3.22}, max-size: 9MB, allow-root: true}
  sized-2: {build-args: {KB: 300}, warn-size: 1MB}
`,
      "ci/docker-bake.hcl": BAKE,
    };
    const { code, images } = await gate(store, files, ["--config=ci/gate.yml"]);
    expect(Object.entries(images).map(([name, report]) => [name, report.image?.size])).toEqual([
      ["lib", expect.any(Number)],
      ["sized-2", expect.any(Number)],
      ["sized-1", expect.any(Number)],
    ]);
    expect(ownLayers(images["sized-2"])).toEqual([
      expect.stringMatching(/^300000 ci\/docker-bake\.hcl#sized-2:3 /),
    ]);
    expect(ownLayers(images["sized-1"])).toEqual([expect.stringMatching(/^1000000 /)]);
    expect(images["sized-2"]?.findings.map(({ rule }) => rule)).toContain("size");
    expect(code).toBe(0);
  });

  test("services of a Compose file with a build are images", async () => {
    const files = {
      "compose.yaml": `
services:
  web:
    image: registry.example/web:\${TAG:-1}
    build:
      context: ./web
      dockerfile: Dockerfile.web
      target: production
      args: {KB: "\${KB:-1}"}
      additional_contexts: {base: "service:jobs"}
  jobs:
    build: ./jobs
  cache:
    image: redis:8
`,
      "web/Dockerfile.web":
        "FROM base AS production\nARG KB\nRUN head -c $KB /dev/zero > /web\nUSER 1000\nFROM scratch\nCOPY nothing /\n",
      "jobs/Dockerfile": `FROM alpine:3.22\nRUN head -c 200000 /dev/zero > /jobs && echo ${NONCE}\n`,
    };
    const { images, code } = await gate(store, files, ["--bake=compose.yaml", "--allow-root"], {
      KB: "70000",
    });
    expect(Object.entries(images).map(([name, report]) => [name, ownLayers(report)])).toEqual([
      ["jobs", [expect.stringMatching(/^200000 jobs\/Dockerfile:2 /)]],
      [
        "web",
        [
          expect.stringMatching(/^200000 jobs\/Dockerfile:2 /),
          "70000 web/Dockerfile.web:3 RUN head -c $KB /dev/zero > /web",
        ],
      ],
    ]);
    expect(code).toBe(0);
  });

  test("a failing linked target is reported at its line", async () => {
    const files = { ...SOURCES, "lib/Dockerfile": `FROM os\nRUN echo ${NONCE} && false\n` };
    const { code, images } = await gate(store, files, ["--bake=docker-bake.hcl"]);
    expect(code).toBe(1);
    expect(Object.values(images).map(({ verdict }) => verdict)).toEqual(["fail", "pass", "pass"]);
    expect(images["app"]?.findings[0]).toMatchObject({
      rule: "build",
      message: expect.stringContaining("&& false ended with exit code 1"),
      place: { file: "lib/Dockerfile", lines: [2, 2] },
      log: String(NONCE),
    });
  });

  test.each<[string, Files, Files, string[], string, object | null]>([
    [
      "another argument",
      SOURCES,
      { "docker-bake.hcl": BAKE.replace('KB = "100"', 'KB = "400"') },
      [],
      "Compared with main at MAIN (built)",
      { size: 300_000, growth: 300_000, drift: 0 },
    ],
    [
      "another FROM of the linked target, which is no drift",
      SOURCES,
      { "docker-bake.hcl": BAKE.replace("FROM alpine:3.22", "FROM debian:trixie-slim") },
      [],
      "Compared with main at MAIN (built)",
      { drift: 0, origins: [{ before: { kind: "base" }, after: { kind: "base" } }] },
    ],
    [
      "a selected target that the base lacks",
      { ...SOURCES, "docker-bake.hcl": BAKE.replace(/target "sized"[\s\S]*/, "") },
      { "docker-bake.hcl": BAKE, "lib/Dockerfile": SOURCES["lib/Dockerfile"].replace("500000", "700000") },
      ["--bake-targets=app,sized"],
      "Compared with main at MAIN (built)",
      { size: 200_000 },
    ],
    [
      "a bake file that the base lacks",
      { ...SOURCES, "docker-bake.hcl": "" },
      { "new.hcl": BAKE, "lib/Dockerfile": SOURCES["lib/Dockerfile"].replace("500000", "700000") },
      ["--bake=new.hcl"],
      "Compared with main at MAIN (built)",
      { size: 200_000 },
    ],
    [
      "a base whose bake file is broken",
      { ...SOURCES, "docker-bake.hcl": 'target "app" {' },
      { "docker-bake.hcl": BAKE },
      [],
      expect.stringMatching(/^No baseline: the base's configuration is not valid \(bake: .+\)$/),
      null,
    ],
  ])("the baseline is right after %s", async (_, main, change, argv, expected, report) => {
    const made = new Repository(main);
    folders.push(made.folder);
    made.git("checkout", "--quiet", "-b", "change");
    made.commit(change);
    const defaults = argv.some((flag) => flag.startsWith("--bake=")) ? [] : ["--bake=docker-bake.hcl"];
    const env = { EDITION: "full", XDG_CACHE_HOME: join(made.folder, "cache") };
    const run = () =>
      gateIn(made.folder, store, [...defaults, "--only=app", "--allow=network.host", ...argv], env);
    const told = ({ stdout }: Gated) =>
      /^(?:Compared with|No baseline).*$/m
        .exec(stdout)?.[0]
        .replaceAll(made.git("rev-parse", "--short=7", "main"), "MAIN");
    const built = await run();
    expect(told(built)).toEqual(expected);
    if (report === null) expect(built.images["app"]?.change).toBeNull();
    else expect(built.images["app"]?.change).toMatchObject(report);
    expect(made.git("worktree", "list").split("\n")).toHaveLength(1);
    if (report === null) return;
    const stored = await run();
    expect(told(stored)).toBe("Compared with main at MAIN (stored)");
    expect(stored.images["app"]?.change).toMatchObject(report);
  });
});

const INVALID: [what: string, bake: string, text: string, argv: string[]][] = [
  ["a missing bake file", "none.hcl", "", ["--bake=docker-bake.hcl"]],
  ["an unknown target", "a.hcl", 'target "app" {}\ntarget "api" {}', ["--bake=a.hcl", "--bake-targets=ap"]],
  ["no default group", "a.hcl", 'target "app" {}', ["--bake=a.hcl"]],
  ["an unknown inherited target", "a.hcl", 'target "default" { inherits = ["x"] }', ["--bake=a.hcl"]],
  ["invalid HCL", "a.hcl", 'target "default" {\n  context = [\n', ["--bake=a.hcl"]],
  ["an unknown function", "a.hcl", 'target "default" {\n  args = { A = f() }\n}\n', ["--bake=a.hcl"]],
  ["invalid JSON", "a.json", '{"target": {"default": }}', ["--bake=a.json"]],
  ["invalid YAML", "a.yaml", "services:\n  a:\n    build: [x\n", ["--bake=a.yaml"]],
  ["nothing to build", "a.yaml", "services:\n  a:\n    image: redis\n", ["--bake=a.yaml"]],
  ["a missing secret file", "a.hcl", 'target "default" { secret = ["id=a,src=s"] }', ["--bake=a.hcl"]],
  [
    "a remote context",
    "a.hcl",
    'target "default" { context = "https://example.org/a.git" }',
    ["--bake=a.hcl"],
  ],
  ["a missing folder", "a.hcl", 'target "default" { context = "gone" }', ["--bake=a.hcl"]],
  ["a missing Dockerfile", "a.hcl", 'target "default" { dockerfile = "gone" }', ["--bake=a.hcl"]],
  [
    "an unknown stage",
    "a.hcl",
    'target "default" {\n  target = "gone"\n  dockerfile-inline = "FROM scratch AS here"\n}',
    ["--bake=a.hcl"],
  ],
];

test.each(INVALID)("%s is one error", async (_, name, text, argv) => {
  const env = engineEnv(STORES[0] ?? "");
  const folder = folderOf({ [name]: text });
  const { code, stderr } = await stagegate(argv, folder, env);
  expect(stderr.replaceAll(folder, "FOLDER")).toMatchSnapshot();
  expect(code).toBe(2);
});
