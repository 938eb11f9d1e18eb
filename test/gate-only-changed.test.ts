import { symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../src/model/report.ts";
import { copyOf, newRepository, type Repository, removeFolders } from "./baseline/repository.ts";
import { type Change, type GateRun, gateIn } from "./gate-world.ts";

const NAMES = Array.from({ length: 20 }, (_, at) => `svc-${String(at + 1).padStart(2, "0")}`);
const TOUCHED = "svc-07";

const DOCKERFILE = `FROM scratch AS app
COPY app.bin /app.bin
USER 10001
FROM app AS test
COPY test.txt /
RUN true
`;

const CONFIG = {
  images: Object.fromEntries(
    NAMES.map((name) => [name, { context: `services/${name}`, target: "app", "max-size": "9kB" }]),
  ),
};

const ONLY_CHANGED = { "only-changed": "true" };

/** A monorepo of 20 measured services on main, and a branch for the change. */
let main: Repository;
let kept: GateRun["kept"];
beforeAll(async () => {
  main = newRepository();
  const files = NAMES.map((name) => ({
    [`services/${name}/Dockerfile`]: DOCKERFILE,
    [`services/${name}/app.bin`]: "x".repeat(2000),
    [`services/${name}/test.txt`]: "",
    [`services/${name}/.dockerignore`]: "docs\n*.log\n.dockerignore\n",
    [`services/${name}/docs/a.md`]: "",
    [`services/${name}/lib/a`]: "",
  }));
  main.commit({ ...Object.assign({}, ...files), ".stagegate.yml": JSON.stringify(CONFIG), "README.md": "" });
  const first = gateIn(main, { inputs: ONLY_CHANGED, keepAs: main.git("rev-parse", "HEAD") });
  expect((await first.run()).verdict).toBe("pass");
  kept = first.kept;
  main.git("checkout", "--quiet", "-b", "change");
});
afterAll(removeFolders);

interface Outcome {
  readonly report: Report;
  /** The images that were built. */
  readonly built: readonly string[];
  readonly told: readonly string[];
}

async function gate(repository: Repository, change: Change = {}): Promise<Outcome> {
  const run = gateIn(repository, { inputs: ONLY_CHANGED, kept, ...change });
  const report = await run.run();
  const built = report.images.flatMap(({ name, unchanged }) => (unchanged ? [] : [name]));
  const bakes = run.commands.filter((command) => command.startsWith("docker buildx bake"));
  const targets = bakes.flatMap((command) => command.match(/(?<= )image-\d+(?= |$)/g) ?? []);
  expect(targets).toHaveLength(built.length);
  return { report, built, told: run.told };
}

test("one changed service of twenty is built, the others use the store", async () => {
  const repository = copyOf(main.folder);
  repository.commit({ [`services/${TOUCHED}/app.bin`]: "x".repeat(10_000) });
  const { report, built, told } = await gate(repository);
  expect(built).toEqual([TOUCHED]);
  expect(report.images.map(({ name }) => name)).toEqual(NAMES);
  for (const { name, verdict, image, change, tests, baseline } of report.images) {
    const isTouched = name === TOUCHED;
    expect([verdict, image?.size, change?.size, tests.length, baseline.state]).toEqual(
      isTouched ? ["fail", 10_000, 8000, 1, "stored"] : ["pass", 2000, 0, 0, "stored"],
    );
  }
  const [other] = report.images;
  expect(other?.rules.find(({ id }) => id === "test")?.skipped).toBe(
    "the image is unchanged, so it was not built",
  );
  expect(other?.rules.find(({ id }) => id === "smoke")?.skipped).toBe(
    "the image is unchanged, so it was not built",
  );
  expect(told).toEqual([
    `only-changed: ${TOUCHED} is built: services/${TOUCHED}/app.bin changed`,
    "only-changed: 19 of 20 images unchanged and not built",
  ]);
});

test("nothing is built if no input of an image changed", async () => {
  const repository = copyOf(main.folder);
  repository.commit({ "README.md": "x", [`services/${TOUCHED}/docs/a.md`]: "x" });
  repository.write({ [`services/${TOUCHED}/a.log`]: "left out by .dockerignore, and no file of git" });
  const { report, built } = await gate(repository);
  expect([built, report.verdict]).toEqual([[], "pass"]);
});

const touched = (file: string) => `services/${TOUCHED}/${file}`;
const config = (change: object) =>
  JSON.stringify({
    images: { ...CONFIG.images, [TOUCHED]: { ...CONFIG.images[TOUCHED], ...change } },
  });

test.each<[what: string, files: Readonly<Record<string, string>>, why: string]>([
  ["its Dockerfile", { [touched("Dockerfile")]: `${DOCKERFILE}# x\n` }, `${touched("Dockerfile")} changed`],
  ["a file that only its tests take", { [touched("test.txt")]: "x" }, `${touched("test.txt")} changed`],
  ["another file of its context", { [touched("lib/a")]: "x" }, `${touched("lib/a")} changed`],
  ["a new file of its context", { [touched("lib/b")]: "x" }, `${touched("lib/b")} changed`],
  [
    "its ignore file",
    { [touched(".dockerignore")]: "docs\n.dockerignore\n" },
    `${touched(".dockerignore")} changed`,
  ],
  [
    "a new ignore file of its Dockerfile",
    { [touched("Dockerfile.dockerignore")]: "docs\n" },
    `${touched("Dockerfile.dockerignore")} changed`,
  ],
  ["its budget", { ".stagegate.yml": config({ "max-size": "8kB" }) }, "its configuration changed: max-size"],
  [
    "its build arguments",
    { ".stagegate.yml": config({ "build-args": { A: "1" } }) },
    "its configuration changed: build-args",
  ],
  [
    "its test stage",
    { ".stagegate.yml": config({ "test-target": [] }) },
    "its configuration changed: test-target",
  ],
])("a change of %s is built", async (_, files, why) => {
  const repository = copyOf(main.folder);
  repository.commit(files);
  const { built, told } = await gate(repository);
  expect(built).toEqual([TOUCHED]);
  expect(told[0]).toBe(`only-changed: ${TOUCHED} is built: ${why}`);
});

const NEW = "no earlier run with only-changed passed with the same files and settings";

test.each<[string, (repository: Repository) => void, string]>([
  [
    "is gone",
    (repository) => repository.git("rm", "--quiet", touched("lib/a")),
    `${touched("lib/a")} changed`,
  ],
  [
    "was changed and not committed",
    (repository) => repository.write({ [touched("lib/a")]: "y" }),
    `${touched("lib/a")} changed`,
  ],
  ["git does not track", (repository) => repository.write({ [touched("lib/c")]: "" }), NEW],
  [
    "is a link that git does not track",
    (repository) => symlinkSync("a", join(repository.folder, touched("lib/link"))),
    NEW,
  ],
])("a service with a file that %s is built", async (_, change, why) => {
  const repository = copyOf(main.folder);
  change(repository);
  const { built, told } = await gate(repository);
  expect(built).toEqual([TOUCHED]);
  expect(told[0]).toBe(`only-changed: ${TOUCHED} is built: ${why}`);
});

test("all are built without a stored measurement or without the setting", async () => {
  expect((await gate(copyOf(main.folder), { kept: new Map() })).built).toEqual(NAMES);
  expect((await gate(copyOf(main.folder), { inputs: {} })).built).toEqual(NAMES);
});

test("a reason that several images share is reported once", async () => {
  const { told } = await gate(copyOf(main.folder), { kept: new Map() });
  expect(told).toEqual([
    `only-changed: ${NAMES.slice(0, 5).join(", ")} and 15 more are built: no earlier run with only-changed passed with the same files and settings`,
    "only-changed: 0 of 20 images unchanged and not built",
  ]);
});

test("a change since the base without a stored measurement is reported", async () => {
  const repository = copyOf(main.folder);
  repository.git("checkout", "--quiet", "main");
  const first = repository.git("rev-parse", "HEAD").slice(0, 7);
  const base = repository.commit({ [touched("app.bin")]: "x".repeat(3000) }).slice(0, 7);
  repository.git("checkout", "--quiet", "-B", "change");
  repository.commit({ "README.md": "y" });
  const { told } = await gate(repository);
  expect(told[0]).toBe(
    `only-changed: ${TOUCHED} is built: ${touched("app.bin")} changed; no measurement of main at ${base} is stored, so the one of ${first} counts`,
  );
});

test("a push keeps the measurements of unchanged images under its own commit", async () => {
  const repository = copyOf(main.folder);
  const head = repository.commit({ [touched("app.bin")]: "x".repeat(3000) });
  const run = gateIn(repository, { inputs: ONLY_CHANGED, kept, keepAs: head });
  await run.run();
  const added = [...run.kept.keys()].filter((key) => !kept.has(key));
  expect(added.filter((key) => key.includes(head))).toHaveLength(20);
  // The changed one once more, by what it is built from.
  expect(added).toHaveLength(21);
});

test("a pull request that sets only-changed loosens the gate", async () => {
  const repository = copyOf(main.folder);
  repository.commit({ ".stagegate.yml": JSON.stringify({ "only-changed": true, ...CONFIG }) });
  const { report } = await gate(repository, { inputs: {}, isProposal: true });
  expect(report.findings.map(({ message }) => message)).toEqual([
    "this change loosens only-changed: false → true",
  ]);
});

describe("named contexts", () => {
  const files = {
    "app/Dockerfile": "FROM scratch AS app\nCOPY app.bin /app.bin\nUSER 10001\n",
    "app/app.bin": "x",
    "shared/a": "",
    "shared/.dockerignore": "docs\n",
    "shared/docs/a": "",
    "base/Dockerfile": "FROM scratch\nCOPY b /\n",
    "base/b": "",
  };
  const DIGEST = "a".repeat(64);

  /** Measures the first commit, then changes files and gates that. */
  async function afterChange(
    contexts: Readonly<Record<string, string>>,
    change: Readonly<Record<string, string>>,
    targets: object | null = null,
  ): Promise<readonly string[]> {
    const repository = newRepository();
    const images = { app: { context: "app", "build-contexts": contexts } };
    const own = targets === null ? { images } : { bake: "docker-bake.json" };
    const bakeFile = targets === null ? {} : { "docker-bake.json": JSON.stringify(targets) };
    repository.commit({ ...files, ...bakeFile, ".stagegate.yml": JSON.stringify(own) });
    const answer: Change["answer"] = (command) =>
      command.includes("--print") ? { stdout: JSON.stringify(targets) } : undefined;
    const keepAs = repository.git("rev-parse", "HEAD");
    const first = gateIn(repository, { answer, inputs: ONLY_CHANGED, keepAs });
    await first.run();
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "README.md": "", ...change });
    const { told } = await gate(repository, { answer, kept: first.kept });
    return told
      .filter((line) => line.includes(" is built: "))
      .map((line) => line.replace(/^.* is built: /, ""));
  }

  test.each<[what: string, source: string, change: Readonly<Record<string, string>>, why: string[]]>([
    ["a folder", "shared", {}, []],
    ["a folder with a changed file", "shared", { "shared/a": "x" }, ["shared/a changed"]],
    ["a folder with a new file", "shared", { "shared/b": "" }, ["shared/b changed"]],
    ["a folder whose ignore file leaves out the changed file", "shared", { "shared/docs/a": "x" }, []],
    ["an image by its digest", `docker-image://alpine@sha256:${DIGEST}`, {}, []],
    [
      "an image by its tag",
      "docker-image://alpine:3.22",
      {},
      ["the build context other (docker-image://alpine:3.22) may change"],
    ],
    [
      "a repository",
      "https://example.org/a.git",
      {},
      ["the build context other (https://example.org/a.git) may change"],
    ],
  ])("%s", async (_, source, change, why) => {
    expect(await afterChange({ other: source }, change)).toEqual(why);
  });

  const bake = (base: object) => ({
    group: { default: { targets: ["app"] } },
    target: {
      app: { context: "app", contexts: { base: "target:base" } },
      base: { context: "base", ...base },
    },
  });

  test.each<[what: string, base: object, change: Readonly<Record<string, string>>, why: string[]]>([
    ["nothing of it changed", {}, {}, []],
    ["a file of its context changed", {}, { "base/b": "x" }, ["base/b changed"]],
    ["its Dockerfile changed", {}, { "base/Dockerfile": "FROM scratch\n" }, ["base/Dockerfile changed"]],
    [
      "a context of its own changed",
      { contexts: { lib: "shared" } },
      { "shared/a": "x" },
      ["shared/a changed"],
    ],
    [
      "it is built elsewhere",
      { context: "https://example.org/a.git" },
      {},
      ["the build context base (target:base) may change"],
    ],
  ])("a target of a bake file, if %s", async (_, base, change, why) => {
    expect(await afterChange({}, change, bake(base))).toEqual(why);
  });
});
