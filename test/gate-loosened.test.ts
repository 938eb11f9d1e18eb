import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../src/model/report.ts";
import { newRepository, type Repository, removeFolders } from "./baseline/repository.ts";
import { archiveOf, dockerSave, makeImage } from "./fixtures/images.ts";
import { type Change, gateIn } from "./gate-world.ts";

afterAll(removeFolders);

const DOCKERFILE = `FROM scratch AS tiny
COPY app.bin /app.bin
USER 10001
FROM tiny AS test
RUN true
FROM tiny AS trivial
RUN true
FROM tiny AS app
COPY app.bin /more.bin
`;
const FILES = { Dockerfile: DOCKERFILE, "other.Dockerfile": DOCKERFILE, "app.bin": "x".repeat(2000) };

const SMALL = archiveOf(
  dockerSave(makeImage({ layers: [[{ name: "a", content: "a" }]], user: "10001" }), "25"),
);

type Config = Readonly<Record<string, unknown>>;

/** A pull request that changes the configuration, and what else it changes. */
function pullRequest(before: Config, after: Config, more: Readonly<Record<string, string>> = {}): Repository {
  const repository = newRepository();
  writeFileSync(join(repository.folder, "small.tar"), SMALL);
  repository.commit({ ...FILES, ".stagegate.yml": JSON.stringify(before, null, 1) });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ ".stagegate.yml": JSON.stringify(after, null, 1), ...more });
  return repository;
}

/** The findings of the rule `loosened`: of the run, then of its images. */
function loosened({ findings, images }: Report): string[] {
  return [...findings, ...images.flatMap((image) => image.findings)]
    .filter(({ rule }) => rule === "loosened")
    .map(({ level, message }) => `${level}: ${message}`);
}

const gate = (repository: Repository, change: Change = {}) =>
  gateIn(repository, { isProposal: true, ...change }).run();

const app = (settings: Config = {}, run: Config = {}): Config => ({ ...run, images: { app: settings } });
const SMOKE = {
  "read-only": true,
  "cap-drop": ["ALL"],
  exec: [{ command: ["whoami"], stdout: "appuser" }],
};

describe("settings of a pull request", () => {
  test.each<[what: string, before: Config, after: Config, expected: string[]]>([
    ["nothing else", app({ "max-size": "9MB" }), app({ "max-size": "9MB" }), []],
    [
      "no baseline and a larger budget",
      app({ "max-size": "9MB" }),
      app({ "max-size": "99MB" }, { baseline: "none" }),
      [
        "warning: this change loosens baseline: auto → none",
        "warning: this change loosens max-size of app: 9 MB → 99 MB",
      ],
    ],
    [
      "an image as the baseline",
      app({ "max-growth": "1MB" }),
      app({ "max-growth": "1MB" }, { baseline: "./small.tar" }),
      ["warning: this change loosens baseline: auto → small.tar"],
    ],
    [
      "no test target",
      app({ target: "app" }),
      app({ target: "app", "test-target": [] }),
      ["warning: this change loosens test-target of app: test → none"],
    ],
    [
      "a trivial test target",
      app({ target: "app", "test-target": ["test"] }),
      app({ target: "app", "test-target": ["trivial"] }),
      ["warning: this change loosens test-target of app: test → trivial"],
    ],
    [
      "an image that is not built",
      app({ target: "app" }),
      app({ image: "./small.tar" }),
      [
        "warning: this change alters image of app: not set → small.tar",
        "warning: this change loosens test-target of app: test → none",
      ],
    ],
    [
      "another target",
      app({ target: "app" }),
      app({ target: "tiny" }),
      ["warning: this change alters target of app: app → tiny"],
    ],
    [
      "another target where none was set",
      app(),
      app({ target: "tiny" }),
      ["warning: this change alters target of app: app → tiny"],
    ],
    ["the target that was the last stage", app(), app({ target: "app" }), []],
    [
      "a smoke test that asks less",
      app({ target: "app", smoke: SMOKE, rules: { smoke: "notice" } }),
      app({ target: "app", smoke: { wait: "healthy" }, rules: { smoke: "notice" } }),
      [
        "warning: this change loosens smoke of app: read-only: true → read-only: false",
        "warning: this change loosens smoke of app: cap-drop: ALL → cap-drop: none",
        "warning: this change loosens smoke of app: exec `whoami` → not set",
      ],
    ],
    [
      "only another image",
      { images: { app: {}, other: {} } },
      { only: ["other"], images: { app: {}, other: {} } },
      ["warning: this change no longer gates app", "warning: this change loosens only: all → other"],
    ],
    [
      "only by a pattern, of the same images",
      { only: ["app", "other"], images: { app: {}, other: {}, third: {} } },
      { only: ["app", "o*"], images: { app: {}, other: {}, third: {} } },
      [],
    ],
    [
      "only by a pattern that leaves one out",
      { only: ["*"], images: { app: {}, other: {} } },
      { only: ["*r"], images: { app: {}, other: {} } },
      ["warning: this change no longer gates app", "warning: this change loosens only: all → other"],
    ],
    [
      "only two of four images",
      { images: { app: {}, other: {}, third: {}, fourth: {} } },
      { only: ["app", "other"], images: { app: {}, other: {}, third: {}, fourth: {} } },
      [
        "warning: this change no longer gates 2 images: third, fourth",
        "warning: this change loosens only: all → app, other",
      ],
    ],
    [
      "another name and another file",
      app(),
      { images: { web: { file: "other.Dockerfile" } } },
      ["warning: this change no longer gates app"],
    ],
    [
      "another name and a larger budget",
      app({ "max-size": "9MB" }),
      { images: { web: { "max-size": "99MB" } } },
      ["warning: this change loosens max-size of web: 9 MB → 99 MB"],
    ],
    [
      "another name, the default file written out, and a larger budget",
      app({ "max-size": "9MB" }),
      { images: { web: { "max-size": "99MB", file: "Dockerfile" } } },
      ["warning: this change loosens max-size of web: 9 MB → 99 MB"],
    ],
    [
      "another file",
      app(),
      app({ file: "other.Dockerfile" }),
      ["warning: this change alters file of app: Dockerfile → other.Dockerfile"],
    ],
    [
      "a label that waives failures",
      app(),
      app({}, { "waive-label": "documentation" }),
      ["warning: this change loosens waive-label: not set → documentation"],
    ],
    [
      "no comment",
      app(),
      app({}, { comment: "never" }),
      ["warning: this change loosens comment: always → never"],
    ],
    [
      "a comment of its own",
      app(),
      app({}, { "comment-key": "new" }),
      ["warning: this change alters comment-key: one for each step and job → new"],
    ],
    [
      "no scan",
      app({ scan: true, rules: { vulnerability: "notice" } }),
      app({ rules: { vulnerability: "notice" } }),
      ["warning: this change loosens scan of app: true → false"],
    ],
    [
      "no scan for the budgets that stay",
      app({ "max-critical": 0, rules: { vulnerability: "notice" } }),
      app({ "max-critical": 0, scan: false, rules: { vulnerability: "notice" } }),
      ["warning: this change loosens scan of app: true → false"],
    ],
    [
      "a budget in place of a scan",
      app({ scan: true }),
      app({ "max-critical": 5, rules: { vulnerability: "notice" } }),
      ["warning: this change loosens rules of app: vulnerability error → vulnerability notice"],
    ],
    [
      "no warnings",
      app({ "warn-size": "1MB", "warn-layers": 5, "warn-growth": "1%" }),
      app({ "warn-layers": 9, "warn-growth": "1kB" }),
      [
        "warning: this change loosens warn-size of app: 1 MB → not set",
        "warning: this change loosens warn-layers of app: 5 → 9",
        "warning: this change loosens warn-growth of app: 1 % → 1 kB",
      ],
    ],
    [
      "another platform",
      app({ platforms: "linux/amd64" }),
      app({ platforms: "linux/arm64" }),
      ["warning: this change loosens platforms of app: linux/amd64 → no longer judged"],
    ],
    ["the builder's own platform", app(), app({ platforms: "linux/amd64" }), []],
    ["no platform but the builder's own", app({ platforms: "linux/amd64" }), app(), []],
    [
      "another platform than the builder's own",
      app(),
      app({ platforms: "linux/arm64" }),
      ["warning: this change loosens platforms of app: linux/amd64 → no longer judged"],
    ],
    [
      "an image that is only reported",
      app(),
      app({ "report-only": true }),
      ["warning: this change loosens report-only of app: false → true"],
    ],
    [
      "build arguments, whose values are not shown",
      app({ "build-args": { MODE: "hunter2", OLD: "1" } }),
      app({ "build-args": { MODE: "hunter3", NEW: "hunter4" } }),
      [
        "warning: this change alters the value of MODE in build-args of app",
        "warning: this change removes OLD from build-args of app",
        "warning: this change sets NEW in build-args of app",
      ],
    ],
    [
      "a cache that results of tests may come from",
      app(),
      app({ "cache-from": ["type=registry,ref=example/app:cache,token=hunter2"] }),
      ["warning: this change loosens cache-from of app: not set → type=registry,ref=example/app:cache"],
    ],
    [
      "defaults, written out",
      app(),
      app(
        { "allow-root": false, context: ".", file: "Dockerfile", "test-target": "test" },
        { comment: "always", baseline: "auto", only: ["app"] },
      ),
      [],
    ],
    [
      "the same for all images by default",
      app({ "max-size": "9MB" }),
      { defaults: { "max-size": "9MB" }, images: { app: {} } },
      [],
    ],
    [
      "all of it stricter",
      app({ "max-size": "9MB", "warn-size": "8MB", forbid: ["*.map"] }, { comment: "on-change" }),
      app({ "max-size": "8MB", "warn-size": "7MB", forbid: ["*.js", "*.map"], "run-as": "10001" }),
      [],
    ],
  ])("%s", async (_, before, after, expected) => {
    const report = await gate(pullRequest(before, after));
    expect(loosened(report)).toEqual(expected);
    expect(report.verdict).toBe("pass");
    expect(JSON.stringify(report)).not.toContain("hunter");
  });
});

describe("the change of a pull request", () => {
  test("is reported if it removes the test stage", async () => {
    const less = DOCKERFILE.replace("AS test", "AS checks2");
    const report = await gate(pullRequest(app(), app(), { Dockerfile: less }));
    expect(loosened(report)).toEqual(["warning: this change loosens test-target of app: test → none"]);
  });

  test("is reported if it adds a last stage", async () => {
    const more = `${DOCKERFILE}FROM tiny AS shim\n`;
    const report = await gate(pullRequest(app(), app(), { Dockerfile: more }));
    expect(loosened(report)).toEqual(["warning: this change alters target of app: app → shim"]);
  });

  test("is compared with the inputs if the file is new", async () => {
    const repository = newRepository();
    repository.commit(FILES);
    repository.git("checkout", "--quiet", "-b", "change");
    const images = { app: { "max-size": "99MB", "allow-root": true } };
    repository.commit({ ".stagegate.yml": JSON.stringify({ images, comment: "never" }) });
    const report = await gate(repository, { inputs: { "max-size": "9MB" } });
    expect(loosened(report)).toEqual([
      "warning: this change loosens comment: always → never",
      "warning: this change loosens max-size of app: 9 MB → 99 MB",
      "warning: this change loosens allow-root of app: false → true",
    ]);
  });

  test("is reported if a new file lists other images", async () => {
    const repository = newRepository();
    repository.commit(FILES);
    repository.git("checkout", "--quiet", "-b", "change");
    const images = { web: { file: "other.Dockerfile" } };
    repository.commit({ ".stagegate.yml": JSON.stringify({ images }) });
    expect(loosened(await gate(repository))).toEqual(["warning: this change no longer gates app"]);
  });

  const budgets = (size: string) => JSON.stringify(app({ "max-size": size }));

  test.each<[string, Change, Record<string, string>, Record<string, string>]>([
    [
      "of the context",
      { inputs: { context: "app" } },
      { "app/.stagegate.yml": budgets("9MB") },
      { "app/.stagegate.yml": budgets("99MB") },
    ],
    [
      "of the context, which had been in the root",
      { inputs: { context: "app" } },
      { ".stagegate.yml": budgets("9MB") },
      { "app/.stagegate.yml": budgets("99MB") },
    ],
    [
      "of the repository, for a folder in it",
      { subfolder: "app/src" },
      { ".stagegate.yaml": JSON.stringify(app({ "max-size": "9MB", context: "app" })) },
      { ".stagegate.yaml": JSON.stringify(app({ "max-size": "99MB", context: "app" })) },
    ],
    [
      "of a folder, which had been in the parent folder",
      { subfolder: "app/src" },
      { ".stagegate.yml": JSON.stringify(app({ "max-size": "9MB", context: "app" })) },
      { "app/.stagegate.yml": budgets("99MB") },
    ],
  ])("is reported if it raises a budget in the file %s", async (_, change, before, after) => {
    const repository = newRepository();
    const files = Object.entries(FILES).map(([name, text]) => [`app/${name}`, text]);
    repository.commit({ ...Object.fromEntries(files), "app/src/a": "", ...before });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit(after);
    expect(loosened(await gate(repository, change))).toEqual([
      "warning: this change loosens max-size of app: 9 MB → 99 MB",
    ]);
  });

  test("is not reported if the base has no image to gate", async () => {
    const repository = newRepository();
    repository.commit({ "a.txt": "" });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({
      ...FILES,
      ".stagegate.yml": JSON.stringify({ images: { web: { file: "other.Dockerfile" } } }),
    });
    expect(loosened(await gate(repository))).toEqual([]);
  });

  test("is not reported if it adds the Dockerfile", async () => {
    const repository = newRepository();
    repository.commit({ "a.txt": "" });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ ...FILES, Dockerfile: "FROM scratch\nCOPY app.bin /\nUSER 10001\n" });
    expect(loosened(await gate(repository, { inputs: { "max-size": "9MB" } }))).toEqual([]);
  });

  test("is reported if git ignores the Dockerfile", async () => {
    const repository = newRepository();
    const config = (settings: Config) => ({
      ".stagegate.yml": JSON.stringify(app({ file: "made.Dockerfile", ...settings })),
    });
    repository.commit({ ...FILES, ...config({}), ".gitignore": "made.Dockerfile" });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit(config({ target: "tiny", "test-target": "trivial" }));
    repository.write({ "made.Dockerfile": DOCKERFILE });
    expect(loosened(await gate(repository))).toEqual([
      "warning: this change alters target of app: the last stage → tiny",
      "warning: this change loosens test-target of app: a stage called test, tests or testing → trivial",
    ]);
  });

  test("is reported if it deletes the configuration file", async () => {
    const repository = pullRequest(app({ "max-size": "9MB" }), app());
    repository.git("rm", "--quiet", ".stagegate.yml");
    repository.commit();
    expect(loosened(await gate(repository))).toEqual([
      "warning: this change loosens max-size of app: 9 MB → not set",
    ]);
  });

  test("is reported if it renames the configuration file", async () => {
    const repository = pullRequest(app({ "max-size": "9MB" }), app({ "max-size": "99MB" }));
    repository.git("mv", ".stagegate.yml", ".stagegate.yaml");
    repository.commit();
    expect(loosened(await gate(repository))).toEqual([
      "warning: this change loosens max-size of app: 9 MB → 99 MB",
    ]);
  });
});

describe("an existing image", () => {
  const existing = { image: "./small.tar" };
  const settings = { file: "Dockerfile", target: "app" };
  const config = (own: Config) => ({ ".stagegate.yml": JSON.stringify(app(own)) });
  const withImage = (files: Readonly<Record<string, string>>) => {
    const repository = newRepository();
    writeFileSync(join(repository.folder, "small.tar"), SMALL);
    repository.commit({ ...FILES, ...files });
    repository.git("checkout", "--quiet", "-b", "change");
    return repository;
  };

  test("whose configuration is new and names the default Dockerfile and its last stage is no change", async () => {
    const repository = withImage({});
    repository.commit(config(settings));
    expect(loosened(await gate(repository, { inputs: existing }))).toEqual([]);
  });

  test("whose configuration is new and names another stage is a change", async () => {
    const repository = withImage({});
    repository.commit(config({ ...settings, target: "tiny" }));
    expect(loosened(await gate(repository, { inputs: existing }))).toEqual([
      "warning: this change alters target of app: app → tiny",
    ]);
  });

  test("whose configuration is gone and named the default Dockerfile is no change", async () => {
    const repository = withImage(config(settings));
    repository.git("rm", "--quiet", ".stagegate.yml");
    repository.commit();
    expect(loosened(await gate(repository, { inputs: existing }))).toEqual([]);
  });

  test("without a Dockerfile ignores a stage that a change adds to one", async () => {
    const repository = withImage(config({}));
    repository.commit({ Dockerfile: `${DOCKERFILE}FROM tiny AS other\n` });
    expect(loosened(await gate(repository, { inputs: existing }))).toEqual([]);
  });

  test("with a Dockerfile that has a new last stage is a change", async () => {
    const repository = withImage(config({ file: "Dockerfile" }));
    repository.commit({ Dockerfile: `${DOCKERFILE}FROM tiny AS other\n` });
    expect(loosened(await gate(repository, { inputs: existing }))).toEqual([
      "warning: this change alters target of app: app → other",
    ]);
  });
});

describe("a flag that a new configuration file replaces", () => {
  const repository = () => {
    const made = newRepository();
    made.commit(FILES);
    made.commit({ ".stagegate.yml": JSON.stringify(app({ target: "app" })) });
    return made;
  };
  const inputs = { target: "tiny" };

  test("has no effect on either side if a person typed it", async () => {
    const report = await gate(repository(), { inputs, isProposal: false, isTyped: true });
    expect(loosened(report)).toEqual([]);
  });

  test("counts before the change if a workflow has it", async () => {
    const report = await gate(repository(), { inputs, isProposal: false });
    expect(loosened(report)).toEqual(["warning: this change alters target of app: tiny → app"]);
  });
});

describe("images that a run leaves out", () => {
  const two = { images: { app: { "max-size": "9MB" }, other: {} } };

  test("by an input are not reported as no longer gated", async () => {
    const report = await gate(pullRequest(two, two), { inputs: { only: "app" } });
    expect(loosened(report)).toEqual([]);
    expect(report.removedImages).toEqual([]);
  });

  test("by the file of both commits are not reported", async () => {
    const config = { only: ["app"], ...two };
    expect(loosened(await gate(pullRequest(config, config)))).toEqual([]);
  });

  test("are reported at the file if they are gone", async () => {
    const report = await gate(pullRequest(two, app({ "max-size": "9MB" })));
    expect(report).toMatchObject({
      verdict: "pass",
      removedImages: ["other"],
      findings: [
        {
          rule: "loosened",
          message: "this change no longer gates other",
          place: { file: ".stagegate.yml", lines: [1, 1] },
        },
      ],
    });
  });
});

test("a setting that leaves out several images is reported once, at its line", async () => {
  const images = "images: {a: {}, b: {}, c: {}}\n";
  const repository = newRepository();
  repository.commit({ ...FILES, ".stagegate.yml": images });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ ".stagegate.yml": `${images}only: a\n` });
  const [removed] = (await gate(repository)).findings;
  expect(removed).toMatchObject({
    message: "this change no longer gates 2 images: b, c",
    place: { file: ".stagegate.yml", lines: [2, 2] },
    advice: "`only` changed and no longer selects these images. Add those again that still ship.",
  });
});

describe("a base with an unreadable configuration", () => {
  const before = app({ "max-size": "9MB" });
  const after = app({ "max-size": "99MB" }, { baseline: "none" });
  const UNKNOWN = "warning: stagegate cannot tell whether this change loosens the gate:";

  test("is a warning if its commit is unknown", async () => {
    const commit = {
      kind: "none",
      why: "the clone is too shallow to find the merge base with main",
    } as const;
    expect(loosened(await gate(pullRequest(before, after), { commit }))).toEqual([
      `${UNKNOWN} the clone is too shallow to find the merge base with main`,
    ]);
  });

  test("is a warning if the fetch fails", async () => {
    const commit = { kind: "commit", sha: "ba5e".padEnd(40, "0"), name: "main" } as const;
    expect(loosened(await gate(pullRequest(before, after), { commit }))).toEqual([
      expect.stringMatching(/loosens the gate: commit ba5e000 is not in the clone and cannot be fetched /),
    ]);
  });

  test("is a warning if it is not valid", async () => {
    expect(loosened(await gate(pullRequest(app({ "max-sise": "9MB" }), after)))).toEqual([
      `${UNKNOWN} the base's configuration is not valid (unknown setting "max-sise")`,
    ]);
  });

  test("is a warning if it lacks the input's file", async () => {
    const repository = pullRequest(before, before, { "new.yml": JSON.stringify(after) });
    expect(loosened(await gate(repository, { inputs: { config: "new.yml" } }))).toEqual([
      `${UNKNOWN} the base has no configuration file new.yml`,
    ]);
  });

  test("is reported at the configuration file", async () => {
    const config = JSON.stringify(after);
    const repository = pullRequest(before, before, { "new.yml": config });
    const { findings } = await gate(repository, { inputs: { config: "new.yml" } });
    expect(findings).toMatchObject([{ place: { file: "new.yml", lines: [1, 1] } }]);
  });

  test("is ignored without a proposed change", async () => {
    const commit = { kind: "none", why: "no common commit" } as const;
    const report = await gate(pullRequest(before, app()), { commit, isProposal: false });
    expect(loosened(report)).toEqual([]);
  });
});

test("without a baseline or a proposal, git is not asked for a commit", async () => {
  const { run, commands } = gateIn(pullRequest(app({ "max-size": "9MB" }), app()), {
    inputs: { baseline: "none" },
  });
  expect(loosened(await run())).toEqual([]);
  expect(commands.join("\n")).not.toContain("base-0");
});

test("images that are only read are compared without a build", async () => {
  const image = { image: "./small.tar" };
  const repository = pullRequest(
    app({ ...image, "max-size": "9MB" }),
    app({ ...image, "max-size": "99MB" }, { baseline: "none" }),
  );
  const { run, commands } = gateIn(repository, { isProposal: true });
  expect(loosened(await run())).toEqual([
    "warning: this change loosens baseline: auto → none",
    "warning: this change loosens max-size of app: 9 MB → 99 MB",
  ]);
  expect(commands.filter((command) => command.startsWith("docker"))).toEqual([]);
});

describe("the level of the rule", () => {
  const strict = { loosened: "error" };

  test.each<[what: string, before: Config, after: Config, expected: string[]]>([
    [
      "of the base counts if the pull request lowers it",
      app({ "max-size": "9MB", rules: strict }),
      app({ "max-size": "99MB", rules: { loosened: "warning" } }),
      [
        "error: this change loosens max-size of app: 9 MB → 99 MB",
        "error: this change loosens rules of app: loosened error → loosened warning",
      ],
    ],
    [
      "of the base counts for an image that is now report-only",
      app({ rules: strict }),
      app({ "report-only": true }),
      [
        "error: this change loosens rules of app: loosened error → loosened warning",
        "error: this change loosens report-only of app: false → true",
      ],
    ],
    [
      "of the pull request counts if it is higher",
      app({ "max-size": "9MB" }),
      app({ rules: strict }),
      ["error: this change loosens max-size of app: 9 MB → not set"],
    ],
    [
      "of any image counts for the run",
      { images: { app: {}, other: { rules: strict } } },
      app({}, { comment: "never" }),
      ["error: this change no longer gates other", "error: this change loosens comment: always → never"],
    ],
  ])("%s", async (_, before, after, expected) => {
    const report = await gate(pullRequest(before, after), { waiver: "image-size-ok" });
    expect(loosened(report)).toEqual(expected);
    expect(report.verdict).toBe("fail");
  });

  test("makes an unreadable base an error as well", async () => {
    const commit = { kind: "none", why: "no common commit" } as const;
    const report = await gate(pullRequest(app(), app({ rules: strict })), { commit });
    expect(loosened(report)).toEqual([
      "error: stagegate cannot tell whether this change loosens the gate: no common commit",
    ]);
    expect(report).toMatchObject({ verdict: "fail", images: [{ verdict: "pass" }] });
  });
});

describe("a change of the Dockerfile", () => {
  const BASE = "FROM scratch AS base\nUSER 10001\n";
  const LAST = "FROM base\nCOPY app.bin /app.bin\nUSER 10001\n";
  const TESTS = "FROM base AS test\nRUN true\n";

  /** A pull request that changes only these files; a path among `links` is a link to its text in both commits. */
  function change(before: string, after: string, links: Readonly<Record<string, string>> = {}): Repository {
    const repository = newRepository();
    for (const [name, to] of Object.entries(links)) symlinkSync(to, join(repository.folder, name));
    const path = links["Dockerfile"] ?? "Dockerfile";
    repository.commit({ ...SETTINGS, [path]: before, "app.bin": "x".repeat(2000) });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ [path]: after });
    return repository;
  }
  const SETTINGS = { ".stagegate.yml": "images: {app: {max-size: 9MB}}\n" };

  test.each<[what: string, before: string, after: string, expected: readonly string[]]>([
    ["adds a stage before the last one", `${BASE}${LAST}`, `${BASE}FROM base AS more\nUSER 1\n${LAST}`, []],
    [
      "changes the last stage",
      `${BASE}${LAST}`,
      `${BASE}${LAST.replace("app.bin /app.bin", "app.bin /x")}`,
      [],
    ],
    [
      "adds an unnamed stage after an unnamed one",
      `${BASE}${LAST}`,
      `${BASE}${LAST}FROM base\nUSER 10001\n`,
      ["warning: this change alters target of app: stage 2 → stage 3"],
    ],
    [
      "adds a named stage after an unnamed one",
      `${BASE}${LAST}`,
      `${BASE}${LAST}FROM base AS tiny\nUSER 10001\n`,
      ["warning: this change alters target of app: stage 2 → tiny"],
    ],
    [
      "renames the last stage and adds another one after it",
      `${BASE}${LAST.replace("base", "base AS app")}`,
      `${BASE}${LAST.replace("base", "base AS old")}FROM base AS tiny\nUSER 10001\n`,
      ["warning: this change alters target of app: app → tiny"],
    ],
  ])("%s", async (_, before, after, expected) => {
    expect(loosened(await gate(change(before, after)))).toEqual(expected);
  });

  test("is reported if the Dockerfile is a link", async () => {
    const [before, after] = [`${BASE}${TESTS}${LAST}`, `${BASE}${LAST}`];
    expect(loosened(await gate(change(before, after, { Dockerfile: "docker.file" })))).toEqual([
      "warning: this change loosens test-target of app: test → none",
    ]);
  });

  test("is reported if the configuration file is a link", async () => {
    const repository = newRepository();
    symlinkSync("gate.yml", join(repository.folder, ".stagegate.yml"));
    const settings = (size: string) => `images: {app: {max-size: ${size}, rules: {loosened: error}}}\n`;
    repository.commit({ Dockerfile: `${BASE}${LAST}`, "app.bin": "x", "gate.yml": settings("9MB") });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "gate.yml": settings("99MB") });
    expect(loosened(await gate(repository))).toEqual([
      "error: this change loosens max-size of app: 9 MB → 99 MB",
    ]);
  });
});
