import { parse } from "yaml";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";
import { runInit } from "./init-world.ts";

const DOCKERFILE = "FROM scratch\nUSER 1\n";
const ROOT = "FROM debian\n";
const CONFIG = ".stagegate.yml";

const imagesOf = (written: Readonly<Record<string, string>>) => parse(written[CONFIG] ?? "").images;

describe("the name of an image", () => {
  test.each([
    ["letters beyond ASCII", ["ünï/Dockerfile", "日本/Dockerfile"], ["ünï", "日本"]],
    ["decomposed letters", ["u\u0308/Dockerfile"], ["ü"]],
    ["other characters", ["my app/Dockerfile", "🎉/Dockerfile"], ["my-app", "shop"]],
    [
      "a number if it is taken",
      ["a/x/Dockerfile", "b/x/Dockerfile", "c/x/Dockerfile", "d/x/Dockerfile"],
      ["x", "x-shop", "x-2", "x-3"],
    ],
    ["a number", ["1.10/Dockerfile"], ["1.10"]],
  ])("has %s", async (_, paths, names) => {
    const files = Object.fromEntries(paths.map((path) => [path, DOCKERFILE]));
    const { written } = await runInit({ files });
    expect(Object.keys(imagesOf(written)).sort()).toEqual(names.sort());
  });

  test("becomes a tag of ASCII letters, and a quoted value", async () => {
    const { stdout } = await runInit({
      files: {
        "ünï/1.10/Dockerfile": DOCKERFILE,
        "ünï/Dockerfile": DOCKERFILE,
        "日本/Dockerfile": DOCKERFILE,
        ".github/workflows/ci.yml":
          "on: push\njobs:\n  build:\n    steps:\n      - run: docker build ünï/1.10\n      - run: docker build ünï\n      - run: docker build 日本\n",
      },
    });
    expect(stdout).toContain('image: 1-10:ci\n          only: "1.10"\n');
    expect(stdout).toContain("image: uni:ci\n          only: ünï\n");
    expect(stdout).toContain("image: image:ci\n          only: 日本\n");
  });
});

describe("a line break in a name", () => {
  const folder = "x\n---\nimages";

  test("of a folder is escaped in the configuration and the output", async () => {
    const { stdout, written } = await runInit({ files: { [`${folder}/Dockerfile`]: ROOT } });
    expect(imagesOf(written)).toEqual({ "x-----images": { context: folder, "allow-root": true } });
    expect(stdout).toContain('Found:\n  "x\\n---\\nimages/Dockerfile"\n');
    expect(stdout).toContain(
      'probably runs as root: the Dockerfile has no USER for it ("x\\n---\\nimages/Dockerfile")',
    );
  });

  test("of a USER is left out of the comment in the configuration", async () => {
    const { written } = await runInit({
      files: {
        "a/Dockerfile": "FROM debian\nUSER root:\u2028images\u0085:\u001b[31m\n",
        "b/Dockerfile": `FROM debian\nUSER root:${"x".repeat(500)}\n`,
      },
    });
    expect(Object.keys(imagesOf(written))).toEqual(["a", "b"]);
    for (const line of written[CONFIG]?.split("\n") ?? []) {
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(line.length).toBeLessThan(400);
    }
  });

  test("of an image in a Compose file is escaped in the step", async () => {
    const { stdout } = await runInit({
      files: {
        Dockerfile: DOCKERFILE,
        "compose.yaml": 'services: {"a\\nb": {build: ., image: "a:1\\n    config: evil.yml"}}\n',
        ".github/workflows/ci.yml":
          'on: push\njobs:\n  "build\\nx":\n    steps:\n      - run: docker compose build\n',
      },
    });
    expect(stdout).toContain('          image: "a:1\\n    config: evil.yml"\n');
    expect(stdout).toContain('  compose.yaml: builds "a\\nb"\n');
    expect(stdout).toContain('.github/workflows/ci.yml: job "build\\nx" builds with docker compose build\n');
    expect(stdout).toContain('Add this step to the job "build\\nx" of .github/workflows/ci.yml');
  });
});

test.each([
  "mcr.microsoft.com/windows/nanoserver:ltsc2022",
  "mcr.microsoft.com/windows/servercore:ltsc2022",
  "mcr.microsoft.com/windows:20H2",
  "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022",
  "golang:1.25-windowsservercore",
])("init does not say that an image from %s runs as root", async (base) => {
  const { written, stdout } = await runInit({ files: { Dockerfile: `FROM ${base}\n` } });
  expect(written[CONFIG]).not.toContain("root");
  expect(stdout).not.toContain("root");
});

describe("many images", () => {
  const filesOf = (count: number, text: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`app${at + 10}/Dockerfile`, text]));

  test("share one line and one note about root", async () => {
    const { written, stdout } = await runInit({ files: filesOf(30, ROOT) });
    expect(parse(written[CONFIG] ?? "").defaults).toEqual({ "max-growth": "10%", "allow-root": true });
    expect(imagesOf(written)["app10"]).toEqual({ context: "app10" });
    expect(written[CONFIG]?.match(/root|max-size/g)).toHaveLength(4);
    expect(written[CONFIG]).toContain(
      "  # All images probably run as root. Add a USER to each Dockerfile, then remove allow-root.\n",
    );
    expect(stdout).toContain(
      "\n30 images probably run as root: app10, app11, app12, app13, app14, app15, app16, app17, app18, app19, and 20 more. The configuration allows that by allow-root: true.\nEnd each of their stages with a USER, for example USER 10001, then remove allow-root.\n",
    );
    expect(stdout.match(/run as root/g)).toHaveLength(2);
  });

  test("up to ten have a line and a note each", async () => {
    const { written, stdout } = await runInit({ files: filesOf(10, ROOT) });
    expect(parse(written[CONFIG] ?? "").defaults).toEqual({ "max-growth": "10%" });
    expect(imagesOf(written)["app10"]).toEqual({ context: "app10", "allow-root": true });
    expect(stdout.match(/probably runs as root/g)).toHaveLength(10);
  });

  test("that do not all run as root have a line each", async () => {
    const { written, stdout } = await runInit({
      files: { ...filesOf(20, ROOT), "web/Dockerfile": DOCKERFILE },
    });
    expect(parse(written[CONFIG] ?? "").defaults).toEqual({ "max-growth": "10%" });
    expect(imagesOf(written)["web"]).toEqual({ context: "web" });
    expect(imagesOf(written)["app10"]).toEqual({ context: "app10", "allow-root": true });
    expect(stdout).toContain("20 images probably run as root: app10, ");
  });

  test("that were built share one note for each rule", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `app${at + 10}`);
    const user = { configured: "", uid: 0, gid: 0, name: "root", problem: null };
    const images = names.map((name) =>
      imageReport({
        name,
        imageName: name,
        image: measuredImage({ user }),
        findings: [
          finding({ rule: "user", message: `${name} runs as root` }),
          finding({ rule: "leftover", message: `${name} holds a cache` }),
        ],
      }),
    );
    const { written, stdout } = await runInit({
      files: filesOf(12, ROOT),
      parts: {
        hasEngine: async () => true,
        measure: async () => ({ kind: "done", value: reportOf(...images) }),
      },
    });
    expect(parse(written[CONFIG] ?? "").defaults).toEqual({ "max-growth": "10%", "allow-root": true });
    expect(imagesOf(written)["app10"]).toEqual({
      context: "app10",
      "max-size": "180MB",
      rules: { leftover: "warning" },
    });
    expect(written[CONFIG]).toContain("  # All images run as root. Add");
    expect(stdout).toContain("\n12 images run as root: app10, ");
    expect(stdout).toContain("\n12 images fail by the rule leftover: app10, ");
  });
});

describe("a folder", () => {
  test.each(["vendor", "node_modules", "dist", "testdata", ".cache"])("%s is not searched", async (name) => {
    const { written } = await runInit({
      files: { Dockerfile: DOCKERFILE, [`${name}/x/Dockerfile`]: DOCKERFILE },
    });
    expect(Object.keys(imagesOf(written))).toEqual(["shop"]);
  });

  test("five levels deep is searched, and a deeper one is not", async () => {
    const { written } = await runInit({
      files: { "1/2/3/4/five/Dockerfile": DOCKERFILE, "1/2/3/4/five/six/Dockerfile": DOCKERFILE },
    });
    expect(Object.keys(imagesOf(written))).toEqual(["five"]);
  });
});

test.each([
  [200, true],
  [201, false],
])("a Compose file with %i nested brackets is read: %s", async (depth, isRead) => {
  const [open, close] = ["[".repeat(depth), "]".repeat(depth)];
  const { stdout } = await runInit({
    files: {
      Dockerfile: DOCKERFILE,
      "compose.yaml": `services: {api: {build: .}}\nx-deep: ${open}${close}\n`,
    },
  });
  expect(stdout.includes("compose.yaml: builds api")).toBe(isRead);
});
