import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newRepository, type Repository, removeFolders } from "./baseline/repository.ts";
import { type Change, gateIn } from "./gate-world.ts";

afterAll(removeFolders);

const DOCKERFILE = "FROM scratch AS app\nCOPY a /a\nUSER 10001\n";
const config = (own: object = {}) => JSON.stringify({ images: { app: { context: "app", ...own } } });
const FILES = { "app/Dockerfile": DOCKERFILE, "app/a": "a", ".stagegate.yml": config() };

/** What happens to a repository with one image between two runs of the gate. */
interface Case {
  readonly files?: Readonly<Record<string, string>>;
  /** Before the first commit. */
  readonly prepare?: (repository: Repository) => void;
  /** After it, before the first run. */
  readonly dirty?: (repository: Repository) => void;
  readonly first?: Change;
  readonly change?: (repository: Repository) => void;
  readonly second?: Change;
}

/** Gates main, changes something in a branch, and gates that. */
async function gateTwice({ files = {}, prepare, dirty, first = {}, change, second = {} }: Case) {
  const repository = newRepository();
  repository.write({ ...FILES, ...files });
  prepare?.(repository);
  const keepAs = repository.commit();
  dirty?.(repository);
  const flags = { "only-changed": "true" };
  const before = gateIn(repository, { keepAs, ...first, inputs: { ...flags, ...first.inputs } });
  const { verdict } = await before.run();
  repository.git("checkout", "--quiet", "-b", "change");
  repository.git("commit", "--quiet", "--allow-empty", "--message=branch");
  change?.(repository);
  const after = gateIn(repository, {
    ...second,
    kept: before.kept,
    inputs: { ...flags, ...second.inputs },
  });
  const report = await after.run();
  const why = after.told.flatMap((line) => / is built: (.*)$/s.exec(line)?.[1] ?? [])[0] ?? "unchanged";
  return { verdicts: [verdict, report.verdict], why, isUnchanged: report.images[0]?.unchanged };
}

const PASSED = ["pass", "pass"];
const NEW = "no earlier run with only-changed passed with the same files and settings";
const write = (files: Readonly<Record<string, string>>) => (repository: Repository) =>
  repository.write(files);
const commit = (files: Readonly<Record<string, string>>) => (repository: Repository) =>
  void repository.commit(files);

function addSubmodule(repository: Repository): void {
  const other = newRepository();
  other.commit({ f: "1" });
  repository.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", other.folder, "app/sub");
}

test.each<[what: string, own: Case]>([
  ["nothing changed", {}],
  ["a file beside its context changed", { change: commit({ "README.md": "x" }) }],
  ["its context has the same file that git does not track", { dirty: write({ "app/dist/x": "1" }) }],
  [
    "a secret has another value in a variable",
    {
      files: { ".stagegate.yml": config({ secrets: ["id=token,env=TOKEN"] }) },
      first: { env: { TOKEN: "one" } },
      second: { env: { TOKEN: "other" } },
    },
  ],
  [
    "its ignore file leaves out what changed",
    {
      files: { "app/.dockerignore": "dist\n!dist/b\n", "app/dist/b": "" },
      change: write({ "app/dist/x": "1" }),
    },
  ],
])("an image is unchanged if %s", async (_, own) => {
  expect(await gateTwice(own)).toEqual({ verdicts: PASSED, why: "unchanged", isUnchanged: true });
});

test.each<[what: string, own: Case, verdicts?: readonly string[]]>([
  [
    "its tests failed",
    {
      files: {
        "app/Dockerfile": `${DOCKERFILE}FROM app AS test\nRUN exit 3\n`,
        ".stagegate.yml": config({ target: "app" }),
      },
    },
    ["fail", "fail"],
  ],
  [
    "its tests failed and are no error",
    {
      files: {
        "app/Dockerfile": `${DOCKERFILE}FROM app AS test\nRUN exit 3\n`,
        ".stagegate.yml": config({ target: "app", rules: { test: "warning" } }),
      },
    },
  ],
  [
    "its smoke test failed and it is only reported",
    { files: { ".stagegate.yml": config({ smoke: { wait: "exit" }, "report-only": true }) } },
  ],
  [
    "it is too large and it is only reported",
    { files: { ".stagegate.yml": config({ "max-size": "0B", "report-only": true }) } },
  ],
  [
    "its smoke test failed",
    { files: { ".stagegate.yml": config({ smoke: { wait: "exit" } }) } },
    ["error", "error"],
  ],
  ["it is too large", { files: { ".stagegate.yml": config({ "max-size": "0B" }) } }, ["fail", "fail"]],
])("an image is built again if %s in the run before", async (_, own, verdicts = PASSED) => {
  expect(await gateTwice(own)).toEqual({ verdicts, why: NEW, isUnchanged: false });
});

const CHECKED = {
  "app/Dockerfile": `${DOCKERFILE}FROM app AS check\nRUN exit 3\n`,
  ".stagegate.yml": config({ target: "app" }),
};

test.each<[what: string, own: Case, second?: string]>([
  [
    "a flag names another test stage",
    { files: CHECKED, second: { inputs: { "test-target": "check" } } },
    "fail",
  ],
  ["a flag asks for a smoke test", { second: { inputs: { smoke: "{wait: exit}" } } }, "error"],
  [
    "main now names another test stage",
    {
      files: CHECKED,
      change: (repository) => {
        repository.git("checkout", "--quiet", "main");
        repository.commit({ ".stagegate.yml": config({ target: "app", "test-target": "check" }) });
        repository.git("checkout", "--quiet", "-b", "later");
        repository.commit({ "README.md": "x" });
      },
    },
    "fail",
  ],
  [
    "a secret comes from another file",
    {
      files: { one: "1", other: "2", ".stagegate.yml": config({ secrets: ["id=s,src=one"] }) },
      change: commit({ ".stagegate.yml": config({ secrets: ["id=s,src=other"] }) }),
    },
  ],
  [
    "a secret in a file of the repository changed",
    {
      files: { one: "1", ".stagegate.yml": config({ secrets: ["id=s,src=one"] }) },
      change: commit({ one: "2" }),
    },
  ],
  [
    "the file changed that its ignore file links to",
    {
      files: { "app/ign/p": "ign\nbig\n", "app/big": "b" },
      prepare: ({ folder }) => symlinkSync("ign/p", join(folder, "app/.dockerignore")),
      change: commit({ "app/ign/p": "ign\n" }),
    },
  ],
  [
    "git was told to skip a file that changed",
    {
      change: (repository) => {
        repository.git("update-index", "--skip-worktree", "app/a");
        repository.write({ "app/a": "b" });
      },
    },
  ],
  [
    "git was told to assume that a file is unchanged",
    {
      change: (repository) => {
        repository.git("update-index", "--assume-unchanged", "app/a");
        repository.write({ "app/a": "b" });
      },
    },
  ],
  [
    "the checkout leaves out a folder",
    {
      files: { "app/big/b": "b" },
      change: ({ git }) => void git("sparse-checkout", "set", "--no-cone", "/*", "!/app/big"),
    },
  ],
  [
    "a submodule is not checked out",
    { prepare: addSubmodule, change: ({ git }) => void git("submodule", "deinit", "-q", "-f", "app/sub") },
  ],
  [
    "a file of a submodule changed that git assumes to be unchanged",
    {
      prepare: addSubmodule,
      change: (repository) => {
        repository.git("-C", "app/sub", "update-index", "--assume-unchanged", "f");
        repository.write({ "app/sub/f": "2" });
      },
    },
  ],
  [
    "a file may be read by its owner only",
    { change: ({ folder }) => chmodSync(join(folder, "app/a"), 0o600) },
  ],
  [
    "a file can be executed and git looks at no permissions",
    {
      change: ({ folder, git }) => {
        git("config", "core.fileMode", "false");
        chmodSync(join(folder, "app/a"), 0o755);
      },
    },
  ],
  [
    "git writes other line ends",
    {
      files: { "app/a": "1\n2\n" },
      change: ({ folder, git }) => {
        git("config", "core.autocrlf", "true");
        rmSync(join(folder, "app/a"));
        git("checkout", "--", "app/a");
      },
    },
  ],
  [
    "a filter of git writes another file",
    {
      files: { ".gitattributes": "app/a filter=up\n" },
      change: ({ folder, git }) => {
        git("config", "filter.up.smudge", "sed s/a/AAAA/");
        git("config", "filter.up.clean", "sed s/AAAA/a/");
        rmSync(join(folder, "app/a"));
        git("checkout", "--", "app/a");
      },
    },
  ],
  [
    "an empty folder is gone",
    {
      dirty: ({ folder }) => void mkdirSync(join(folder, "app/empty")),
      change: ({ folder }) => rmSync(join(folder, "app/empty"), { recursive: true }),
    },
  ],
  [
    "the first run had a file that git does not track",
    {
      dirty: write({ "app/dist/x": "1" }),
      change: ({ folder }) => rmSync(join(folder, "app/dist"), { recursive: true }),
    },
  ],
  [
    "the first run had another tracked file",
    { dirty: write({ "app/a": "b" }), change: write({ "app/a": "a" }) },
  ],
  [
    "a file behind a link to its context changed",
    {
      files: { "real/Dockerfile": DOCKERFILE, "real/a": "1", ".stagegate.yml": config({ context: "link" }) },
      prepare: ({ folder }) => symlinkSync("real", join(folder, "link")),
      change: commit({ "real/a": "2" }),
    },
  ],
  [
    "a link in its context leads elsewhere",
    {
      prepare: ({ folder }) => symlinkSync("a", join(folder, "app/link")),
      change: ({ folder }) => {
        rmSync(join(folder, "app/link"));
        symlinkSync("b", join(folder, "app/link"));
      },
    },
  ],
  ["the first run did not ask for only-changed", { first: { inputs: { "only-changed": "false" } } }],
])("an image is built if %s", async (_, own, second = "pass") => {
  const { verdicts, isUnchanged } = await gateTwice(own);
  expect({ verdicts, isUnchanged }).toEqual({ verdicts: ["pass", second], isUnchanged: false });
});

const ANEW = "no-cache, pull or rerun-tests asks for a new build";

test.each<[what: string, own: object]>([
  ["no-cache", { "no-cache": true }],
  ["pull", { pull: true }],
  ["rerun-tests", { "rerun-tests": true }],
])("an image with %s is built", async (_, own) => {
  const { why } = await gateTwice({ files: { ".stagegate.yml": config(own) } });
  expect(why).toBe(ANEW);
});

test.each<[what: string, app: object, base: object]>([
  ["no-cache-filter", { "no-cache-filter": ["app"] }, {}],
  ["a linked target with no-cache-filter", {}, { "no-cache-filter": ["base"] }],
  ["a linked target with no-cache", {}, { "no-cache": true }],
])("a target of a bake file with %s is built", async (_, app, base) => {
  expect((await gateLinked(app, base)).why).toBe(ANEW);
});

/** Gates an image that is built upon another target, in two runs. */
function gateLinked(app: object, base: object, rest: Case = {}) {
  const targets = {
    group: { default: { targets: ["app"] } },
    target: {
      app: { context: "app", contexts: { base: "target:base" }, ...app },
      base: { context: "app", ...base },
    },
  };
  const answer: Change["answer"] = (command) =>
    command.includes("--print") ? { stdout: JSON.stringify(targets) } : undefined;
  const files = {
    ...rest.files,
    "docker-bake.json": JSON.stringify(targets),
    ".stagegate.yml": JSON.stringify({ bake: "docker-bake.json" }),
  };
  return gateTwice({ ...rest, files, first: { answer, ...rest.first }, second: { answer } });
}

test("the secret of a linked target counts if git tracks its file", async () => {
  const base = { secret: [{ id: "s", src: "one" }] };
  const files = { one: "1", other: "1" };
  expect((await gateLinked({}, base, { files, change: commit({ other: "2" }) })).isUnchanged).toBe(true);
  expect((await gateLinked({}, base, { files, change: commit({ one: "2" }) })).isUnchanged).toBe(false);
});

test.each<[what: string, ignoreFile: string]>([
  ["a regular expression may mean otherwise", "x{2}*"],
  ["holds a byte order mark", "a*\uFEFF"],
])("an image with a pattern in its ignore file that %s is built", async (_, pattern) => {
  const { why } = await gateTwice({ files: { "app/.dockerignore": pattern } });
  expect(why).toBe(
    `stagegate cannot tell what the pattern ${pattern} in .dockerignore leaves out; write it without special characters`,
  );
});

const PINNED = `FROM up:1@sha256:${"0".repeat(64)} AS app\nCOPY a /a\nUSER 10001\n`;

/** As much of BuildKit's provenance as tells at which lines a build ran steps. */
const stepsAt =
  (...lines: readonly number[]) =>
  (text: string) => ({
    buildConfig: {
      llbDefinition: lines.map((line) => ({ id: `step${line}`, op: { Op: { file: { actions: [] } } } })),
    },
    metadata: {
      "https://mobyproject.org/buildkit@v1#metadata": {
        source: {
          locations: Object.fromEntries(
            lines.map((line) => [
              `step${line}`,
              { locations: [{ ranges: [{ start: { line }, end: { line } }] }] },
            ]),
          ),
          infos: [{ data: Buffer.from(text).toString("base64") }],
        },
      },
    },
  });

test.each<[what: string, files: Readonly<Record<string, string>>, expected: boolean, first: Change]>([
  ["runs no steps at its FROM", { "app/Dockerfile": PINNED }, true, { provenanceOf: stepsAt(2) }],
  ["runs steps at its FROM", { "app/Dockerfile": PINNED }, false, { provenanceOf: stepsAt(1, 2) }],
  ["is not in the provenance", { "app/Dockerfile": PINNED }, false, {}],
  [
    "runs steps at the FROM of its test stage",
    {
      "app/Dockerfile": `${PINNED}FROM up:1@sha256:${"0".repeat(64)} AS test\n`,
      ".stagegate.yml": config({ target: "app" }),
    },
    false,
    { provenanceOf: stepsAt(2, 4) },
  ],
  [
    "runs steps at a FROM of a stage only",
    { "app/Dockerfile": `${PINNED}ONBUILD COPY a /b\nFROM app AS last\n` },
    true,
    { provenanceOf: stepsAt(2, 5) },
  ],
])("the base image decides whether an image is unchanged later: %s", async (_, files, expected, first) => {
  const { verdicts, isUnchanged } = await gateTwice({ files, first });
  expect({ verdicts, isUnchanged }).toEqual({ verdicts: PASSED, isUnchanged: expected });
});

test.each<[what: string, line: number, expected: boolean]>([
  ["runs no steps at its FROM", 2, true],
  ["runs steps at its FROM", 1, false],
])("the linked target decides whether an image is unchanged later: %s", async (_, line, expected) => {
  const rest = { files: { "app/Base": PINNED }, first: { provenanceOf: () => stepsAt(line)(PINNED) } };
  expect((await gateLinked({}, { dockerfile: "Base" }, rest)).isUnchanged).toBe(expected);
});

test("an image that copies .git is built", async () => {
  const { why } = await gateTwice({
    files: {
      "app/Dockerfile": "FROM scratch AS app\nCOPY .git/HEAD /a\nUSER 10001\n",
      ".stagegate.yml": config({ context: ".", file: "app/Dockerfile" }),
    },
  });
  expect(why).toBe("the build takes .git");
});

test("a file that changes during the build prevents a record", async () => {
  let folder = "";
  const answer: Change["answer"] = (command) => {
    if (command.startsWith("docker buildx bake")) writeFileSync(join(folder, "app/a"), "b");
    return undefined;
  };
  const { isUnchanged } = await gateTwice({
    prepare: (repository) => {
      folder = repository.folder;
    },
    first: { answer },
    change: write({ "app/a": "a" }),
  });
  expect(isUnchanged).toBe(false);
});
