import { join } from "node:path";
import type { BaseCommit } from "../../src/baseline/commit.ts";
import { StagegateError } from "../../src/host/errors.ts";
import type { Exec } from "../../src/host/exec.ts";
import { removeFolders } from "./repository.ts";
import { BASE, PARENT, type Scene, STORED, search, type Tree } from "./search.ts";

afterEach(removeFolders);

const DOCKERFILE = "FROM scratch AS test\nFROM scratch AS app\n";

/** A tree with a configuration file of these images. */
const treeOf = (images: string, more: Tree = {}): Tree => ({
  ".stagegate.yml": `images: ${images}\n`,
  Dockerfile: DOCKERFILE,
  ...more,
});

/** The image `app`, which is the same now and before. */
const SAME: Scene = { now: treeOf("{app: {}}"), before: treeOf("{app: {}}") };

describe("no image has a baseline", () => {
  const shortOf = "commit ba5e000 is not in the clone and cannot be fetched";
  const noGit = { kind: "none", why: "no git repository" } as const;
  const noCommit: BaseCommit = { kind: "none", why: "the repository has no commit yet" };
  test.each<[when: string, why: string, change: Partial<Scene>]>([
    ["without a commit to compare with", "the repository has no commit yet", { commit: noCommit }],
    ["without git", "no git repository", { noGit }],
    [
      "if the commit cannot be fetched",
      `${shortOf} (no remote): give actions/checkout \`fetch-depth: 0\`, or run \`git fetch\``,
      { known: [], fetched: { there: false, why: "no remote" } },
    ],
    [
      "if the base's configuration is not valid",
      'the base\'s configuration is not valid (unknown setting "max-sise")',
      { before: treeOf("{app: {max-sise: 1MB}}") },
    ],
  ])("%s", async (_, why, scene) => {
    const images = "{app: {}, web: {}}";
    const { plans, change } = await search("auto", {
      now: treeOf(images),
      before: treeOf(images),
      ...scene,
    });
    expect([...plans]).toEqual([
      ["app", { kind: "none", why }],
      ["web", { kind: "none", why }],
    ]);
    expect(change).toBeNull();
    // A pull request must say that its configuration was not compared.
    const proposed = await search("none", {
      now: treeOf(images),
      before: treeOf(images),
      ...scene,
      isProposal: true,
    });
    expect(proposed.change).toEqual({ kind: "unread", why });
  });
});

describe("the commit", () => {
  test("is not fetched if the clone holds it", async () => {
    const { calls } = await search("auto", { ...SAME, known: [BASE] });
    expect(calls.filter((call) => call.startsWith("fetch"))).toEqual([]);
  });

  test("is fetched with its nearest ancestors if the clone is shallow", async () => {
    const { calls, plans } = await search("auto", { ...SAME, known: [BASE], isShallow: true });
    expect(calls[0]).toBe("fetch ba5e at depth 10");
    expect(plans.get("app")?.kind).toBe("built");
  });

  test("is not fetched if a shallow clone holds enough", async () => {
    const known = [BASE, ...Array.from({ length: 12 }, (_, at) => `${at}`.padEnd(40, "0"))];
    const { calls } = await search("stored", { ...SAME, known, isShallow: true });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.split(", ")).toHaveLength(10);
  });
});

describe("a stored measurement", () => {
  test.each(["auto", "stored"])("is the baseline in mode %s, without a checkout", async (mode) => {
    const { plans, calls, baseOf, worktree } = await search(mode, { ...SAME, behind: () => 1 });
    expect(plans.get("app")).toEqual({
      kind: "stored",
      base: expect.objectContaining({ root: worktree, commit: BASE, branch: "main" }),
      stored: STORED,
      behind: 1,
    });
    expect(baseOf("app")?.context).toBe(worktree);
    expect(calls).toEqual([`look for app in ${worktree} at ba5e, fa7e`]);
  });

  test("is found by the settings of the image at that commit", async () => {
    const before = treeOf("{app: {target: old}}", { Dockerfile: "FROM scratch AS old\n" });
    const { baseOf } = await search("auto", { ...SAME, before, behind: () => 0 });
    expect(baseOf("app")?.target).toBe("old");
  });

  test("does not count in mode build", async () => {
    const { plans, calls } = await search("build", { ...SAME, behind: () => 0 });
    expect(plans.get("app")?.kind).toBe("built");
    expect(calls).toEqual(["check out ba5e"]);
  });

  test("is required in mode stored", async () => {
    const { plans, calls, worktree } = await search("stored", SAME);
    expect(plans.get("app")).toEqual({
      kind: "none",
      why: "first run: no measurement of ba5e000 or the commits before it is stored",
      base: expect.objectContaining({ root: worktree, commit: BASE, branch: "main" }),
    });
    expect(calls).toEqual([`look for app in ${worktree} at ba5e, fa7e`]);
  });

  test("that does not fit is named with the reason", async () => {
    const other = { commit: PARENT, making: "measured on the containerd store" };
    const { plans } = await search("stored", { ...SAME, other });
    expect(plans.get("app")).toMatchObject({
      kind: "none",
      why: "first run: no stored measurement fits, because the one of fa7e000 was measured on the containerd store",
    });
  });
});

describe("a baseline to build", () => {
  test("has the base's settings without tests and cache export", async () => {
    const images = "{app: {cache-to: [type=inline], cache-from: [example/cache]}}";
    const { plans, calls, worktree } = await search("auto", { now: treeOf(images), before: treeOf(images) });
    expect(plans.get("app")).toMatchObject({
      kind: "built",
      base: { root: worktree, commit: BASE, branch: "main" },
      image: {
        name: "app",
        settings: { context: worktree, cacheTo: null, cacheFrom: ["example/cache"] },
        bake: null,
        how: {
          kind: "built",
          file: join(worktree, "Dockerfile"),
          testTargets: [],
          place: { file: "Dockerfile", lines: [2, 2] },
        },
      },
    });
    expect(calls).toEqual([`look for app in ${worktree} at ba5e, fa7e`, "check out ba5e"]);
  });

  test("has its cache-to in the settings for the comparison", async () => {
    const images = "{app: {cache-to: [type=inline]}}";
    const { baseOf } = await search("auto", { now: treeOf(images), before: treeOf(images) });
    expect(baseOf("app")?.cacheTo).toEqual(["type=inline"]);
  });

  test("shares one checkout with all images", async () => {
    const images = "{a: {}, b: {}, c: {}}";
    const { plans, calls } = await search("build", { now: treeOf(images), before: treeOf(images) });
    expect([...plans.values()].map(({ kind }) => kind)).toEqual(["built", "built", "built"]);
    expect(calls).toEqual(["check out ba5e"]);
  });

  test.each<[what: string, before: Tree, why: string]>([
    [
      "without its Dockerfile",
      { ".stagegate.yml": "images: {app: {}}\n" },
      "the base has no such image (there is no Dockerfile at Dockerfile)",
    ],
    [
      "without its target",
      treeOf("{app: {target: app}}", { Dockerfile: "FROM scratch AS other\n" }),
      'the base has no such image (target: Dockerfile has no stage "app")',
    ],
    [
      "without its context",
      treeOf("{app: {context: app}}"),
      "the base has no such image (context: there is no folder app)",
    ],
  ])("is no baseline %s", async (_, before, why) => {
    const exec: Exec = async () => ({ code: 0, stdout: '{"targets": [{"name": "other"}]}', stderr: "" });
    const { plans } = await search("auto", { ...SAME, before, exec });
    expect(plans.get("app")).toEqual({
      kind: "none",
      why,
      isNew: true,
      base: expect.objectContaining({ commit: BASE }),
    });
  });

  test("is no baseline if the checkout fails", async () => {
    const checkOutError = new StagegateError("git worktree failed");
    const { plans } = await search("auto", { ...SAME, checkOutError });
    expect(plans.get("app")).toEqual({
      kind: "none",
      why: "git worktree failed",
      base: expect.objectContaining({ commit: BASE }),
    });
  });

  test("passes an unexpected error on", async () => {
    const checkOutError = new TypeError("a bug");
    await expect(search("auto", { ...SAME, checkOutError })).rejects.toBe(checkOutError);
  });
});

test("an existing image without a stored measurement has no baseline", async () => {
  const tree = treeOf("{app: {image: 'app:1'}}");
  const { plans, calls, worktree } = await search("auto", { now: tree, before: tree });
  expect(plans.get("app")).toEqual({
    kind: "none",
    why: "first run: no measurement of ba5e000 is stored, and an existing image cannot be built again. Set baseline to the image of the base branch, or run stagegate on a push to the default branch, which stores one",
    base: expect.objectContaining({ commit: BASE }),
  });
  expect(calls).toEqual([`look for app in ${worktree} at ba5e, fa7e`]);
});

test("an existing image may have a stored measurement", async () => {
  const tree = treeOf("{app: {image: 'app:1'}}");
  const { plans } = await search("auto", { now: tree, before: tree, behind: () => 0 });
  expect(plans.get("app")).toMatchObject({ kind: "stored", stored: STORED, behind: 0 });
});

describe("several images", () => {
  test("each have a baseline of their own", async () => {
    const images = "{a: {}, b: {}, c: {image: 'c:1'}";
    const { plans, change } = await search("auto", {
      now: treeOf(`${images}, new: {file: new.Dockerfile}}`, { "new.Dockerfile": DOCKERFILE }),
      before: treeOf(`${images}, old: {file: old.Dockerfile}}`),
      behind: (name) => (name === "a" ? 2 : null),
    });
    expect([...plans].map(([name, { kind }]) => [name, kind])).toEqual([
      ["a", "stored"],
      ["b", "built"],
      ["c", "none"],
      ["new", "none"],
    ]);
    expect(plans.get("new")).toEqual({ kind: "none", why: "the base has no such image", isNew: true });
    expect(change).toMatchObject({ kind: "read", removed: ["old"] });
  });

  test("match a renamed image with itself", async () => {
    const { plans, change } = await search("build", {
      now: treeOf("{backend: {}}"),
      before: treeOf("{server: {}}"),
    });
    expect(plans.get("backend")).toMatchObject({ kind: "built", image: { name: "server" } });
    expect(change).toMatchObject({ kind: "read", removed: [] });
  });

  test("that the setting only leaves out are not removed from the base", async () => {
    const tree = treeOf("{a: {file: a.Dockerfile}, b: {}}", { "a.Dockerfile": DOCKERFILE });
    const { plans, change } = await search("build", { now: tree, before: tree, inputs: { only: "b" } });
    expect([...plans.keys()]).toEqual(["b"]);
    expect(plans.get("b")?.kind).toBe("built");
    // The setting leaves the others out, so they are not removed.
    expect(change).toMatchObject({ kind: "read", removed: [] });
  });
});

test("a base without a configuration file uses the one of the working tree", async () => {
  const { plans } = await search("build", { ...SAME, before: { Dockerfile: DOCKERFILE } });
  expect(plans.get("app")?.kind).toBe("built");
});

describe("a base with a bake file", () => {
  const printed = JSON.stringify({
    group: { default: { targets: ["app"] } },
    target: {
      app: {
        context: ".",
        dockerfile: "Dockerfile",
        contexts: { base: "target:base" },
        "cache-to": [{ type: "inline" }],
      },
      base: { context: ".", dockerfile: "Dockerfile", "cache-to": [{ type: "inline" }] },
    },
  });
  const exec: Exec = async () => ({ code: 0, stdout: printed, stderr: "" });
  const tree = { "docker-bake.hcl": "", Dockerfile: DOCKERFILE };
  const scene: Scene = { now: tree, before: tree, inputs: { bake: "docker-bake.hcl" }, exec };

  test("is checked out to read the file", async () => {
    const { plans, calls } = await search("stored", { ...scene, behind: () => 0 });
    expect(plans.get("app")?.kind).toBe("stored");
    expect(calls[0]).toBe("check out ba5e");
  });

  test("builds its images without cache export", async () => {
    const { plans, baseOf, calls } = await search("build", scene);
    const plan = plans.get("app");
    expect(plan).toMatchObject({ kind: "built", image: { settings: { cacheTo: null } } });
    expect(plan?.kind === "built" && plan.image.bake?.linked["base"]).not.toHaveProperty("cache-to");
    expect(baseOf("app")?.cacheTo).toEqual(["type=inline"]);
    expect(calls).toEqual(["check out ba5e"]);
  });

  test("is no baseline if the checkout fails", async () => {
    const checkOutError = new StagegateError("git worktree failed");
    const { plans } = await search("auto", { ...scene, checkOutError });
    expect(plans.get("app")).toEqual({ kind: "none", why: "git worktree failed" });
  });

  test("passes an unexpected error on", async () => {
    const checkOutError = new TypeError("a bug");
    await expect(search("auto", { ...scene, checkOutError })).rejects.toBe(checkOutError);
  });
});
