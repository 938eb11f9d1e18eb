import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { runInit } from "./init-world.ts";

const DOCKERFILE = "FROM scratch\nUSER 1\n";
const CONFIG = ".stagegate.yml";
const WORKFLOW = ".github/workflows/image.yml";
const OTHER_WORKFLOW = ".github/workflows/stagegate.yml";
const REPOSITORY = { ".git/HEAD": "ref: refs/heads/main" };

describe.each([false, true])("with force %s", (force) => {
  const options = { force };

  test("image.yml of the user stays, and init writes stagegate.yml", async () => {
    const files = { Dockerfile: DOCKERFILE, [WORKFLOW]: "name: image\non: push\njobs: {}\n" };
    const { written, stdout } = await runInit({ files, options });
    expect(Object.keys(written).sort()).toEqual([OTHER_WORKFLOW, CONFIG].sort());
    expect(parse(written[OTHER_WORKFLOW] ?? "")).toMatchObject({ name: "stagegate" });
    expect(stdout).toContain(`Wrote ${OTHER_WORKFLOW}\n`);
  });

  test("two workflows of the user stay, and init prints its own", async () => {
    const files = { Dockerfile: DOCKERFILE, [WORKFLOW]: "on: push\n", [OTHER_WORKFLOW]: "on: push\n" };
    const { written, stdout } = await runInit({ files, options });
    expect(Object.keys(written)).toEqual([CONFIG]);
    expect(stdout).toContain(
      `${WORKFLOW} and ${OTHER_WORKFLOW} already exist, and init does not change them. Write this into another file beside them:\n\n  name: stagegate\n`,
    );
  });

  test("a workflow that is a dangling link stays", async () => {
    const links = { [WORKFLOW]: "nowhere.yml" };
    const { written } = await runInit({ files: { Dockerfile: DOCKERFILE }, links, options });
    expect(Object.keys(written).sort()).toEqual([OTHER_WORKFLOW, CONFIG].sort());
  });

  test.each([CONFIG, ".stagegate.yaml"])("a folder %s is an error before any output", async (name) => {
    const { end, stdout, written } = await runInit({
      files: { Dockerfile: DOCKERFILE, [`${name}/a`]: "" },
      options,
    });
    expect({ end, stdout, written }).toEqual({
      end: {
        kind: "failed",
        message: `${name} is a folder`,
        hint: "Remove or rename it, then run init again.",
      },
      stdout: "",
      written: {},
    });
  });

  test.each([
    ["configuration", { [CONFIG]: "../outside.yml" }, { "../outside.yml": "a: 1\n" }, CONFIG],
    ["folder .github", { ".github": "../outside" }, { "../outside/a": "" }, WORKFLOW],
    ["folder of workflows", { ".github/workflows": "../../outside" }, { "../outside/a": "" }, WORKFLOW],
  ])("init writes nothing through a %s that links out of the repository", async (_, links, there, path) => {
    const files = { ...REPOSITORY, Dockerfile: DOCKERFILE, ...there };
    const { end, written, outside } = await runInit({ files, links, options });
    expect(end).toEqual({
      kind: "failed",
      message: `${path} leads out of the repository through a symbolic link`,
      hint: "init writes only into the repository. Remove the link, then run init again.",
    });
    expect(written).toEqual({});
    expect(outside.filter((name) => /\.yml$/.test(name))).toEqual(
      Object.keys(there).flatMap((name) => (name.endsWith(".yml") ? [name.slice("../".length)] : [])),
    );
  });

  test.each([
    [".github", { ".github": "" }],
    [".github/workflows", { ".github/workflows": "" }],
  ])("a file %s is an error before the build", async (place, there) => {
    const { end, written } = await runInit({
      files: { Dockerfile: DOCKERFILE, ...there },
      options,
      parts: {
        hasEngine: () => {
          throw new Error("asked for an engine");
        },
      },
    });
    expect(end).toEqual({
      kind: "failed",
      message: `${WORKFLOW} cannot be written: ${place} is not a folder`,
      hint: "Remove or rename it, then run init again.",
    });
    expect(written).toEqual({});
  });
});

test("init names the file that it wrote before another one failed", async () => {
  const { end, stdout, written } = await runInit({
    files: { Dockerfile: DOCKERFILE },
    parts: {
      hasEngine: async () => true,
      measure: async (path) => {
        writeFileSync(join(dirname(path), ".github"), "");
        return { kind: "failed", message: "no image", hint: null };
      },
    },
  });
  expect(end).toMatchObject({
    kind: "failed",
    message: expect.stringContaining(`${WORKFLOW} cannot be written: `),
  });
  expect(stdout).toContain(`\nWrote ${CONFIG}\n`);
  expect(stdout).not.toContain(`Wrote ${WORKFLOW}`);
  expect(Object.keys(written)).toContain(CONFIG);
});

test("--force is needed to replace a configuration that is a dangling link", async () => {
  const files = { Dockerfile: DOCKERFILE };
  const links = { [CONFIG]: "../outside.yml" };
  const { end, written } = await runInit({ files, links });
  expect(end).toMatchObject({ kind: "failed", message: `${CONFIG} already exists` });
  expect(written).toEqual({});
  const forced = await runInit({ files, links, options: { force: true } });
  expect(Object.keys(forced.written)).toEqual([CONFIG, WORKFLOW]);
  expect(forced.outside).toEqual([]);
});

test("--force writes through a link inside the repository", async () => {
  const files = { ...REPOSITORY, Dockerfile: DOCKERFILE, "ci/gate.yml": "images: {}\n" };
  const links = { [CONFIG]: "ci/gate.yml" };
  const { written } = await runInit({ files, links, options: { force: true } });
  expect(Object.keys(written).sort()).toEqual([WORKFLOW, CONFIG, "ci/gate.yml"].sort());
});

describe("a file that is called Dockerfile", () => {
  test("and links out of its folder is left out", async () => {
    const { written, stdout } = await runInit({
      files: { "api/docker/Dockerfile": DOCKERFILE, "my app/a.txt": "" },
      links: { "my app/linked.Dockerfile": "../api/docker/Dockerfile" },
    });
    expect(Object.keys(parse(written[CONFIG] ?? "").images)).toEqual(["api"]);
    expect(stdout).toContain(
      "my app/linked.Dockerfile is a symbolic link to a file outside of its folder, so it is left out\n",
    );
  });

  test("and links within its folder is an image", async () => {
    const { written } = await runInit({
      files: { "api/docker/prod": DOCKERFILE },
      links: { "api/Dockerfile": "docker/prod" },
    });
    expect(parse(written[CONFIG] ?? "").images).toEqual({ api: { context: "api" } });
  });

  test.each([
    ["is too large", `${DOCKERFILE}#${"x".repeat(4_000_000)}`, "is larger than 4 MB"],
    ["is not a text", "FROM scratch\0", "is not a text file"],
  ])("and %s is left out by name", async (_, text, why) => {
    const alone = await runInit({ files: { Dockerfile: text } });
    expect(alone.end).toMatchObject({ kind: "failed" });
    expect(alone.end).toHaveProperty(
      "message",
      expect.stringMatching(new RegExp(`can be used: Dockerfile ${why}$`)),
    );
    const { stdout, written } = await runInit({ files: { Dockerfile: text, "api/Dockerfile": DOCKERFILE } });
    expect(Object.keys(parse(written[CONFIG] ?? "").images)).toEqual(["api"]);
    expect(stdout).toContain(`  Dockerfile ${why}, so it is left out\n`);
  });
});
