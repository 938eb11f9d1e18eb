import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  checkout,
  newFolder,
  newRepository,
  type Repository,
  removeFolders,
} from "../baseline/repository.ts";
import { type DockerProgram, startDockerProgram } from "../fixtures/docker-program.ts";
import type { Answer } from "../fixtures/fake-builder.ts";
import { type ActionRun, runAction } from "./action-world.ts";

const DOCKERFILE = "FROM scratch AS app\nCOPY app.bin /app.bin\nUSER 10001\n";
const TREE = { Dockerfile: DOCKERFILE, "app.bin": "x".repeat(5000) };

/** A file whose image has this budget; the head's image has 5 kB. */
const budget = (size: string) => `images:\n  app:\n    max-size: ${size}\n`;

let repository: Repository;
let docker: DockerProgram;
let folder: string;
beforeEach(() => {
  folder = newFolder();
  process.env["XDG_CACHE_HOME"] = newFolder();
  repository = newRepository();
});
afterEach(() => docker.close());
afterAll(removeFolders);

type Files = Readonly<Record<string, string>>;

/** Commits a base, then a change of it on a branch, and checks out their merge, like GitHub. */
function change(base: Files, head: Readonly<Record<string, string | null>>) {
  const baseSha = repository.commit({ ...TREE, ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  const written = Object.entries(head).flatMap(([name, text]) => (text === null ? [] : [[name, text]]));
  for (const name of Object.keys(head)) if (head[name] === null) repository.git("rm", "--quiet", name);
  const headSha = repository.commit(Object.fromEntries(written));
  repository.git("checkout", "--quiet", "--detach", baseSha);
  repository.git(
    "-c",
    "user.name=x",
    "-c",
    "user.email=x@example.com",
    "merge",
    "--quiet",
    "--no-ff",
    headSha,
  );
  return { baseSha, headSha, merge: repository.git("rev-parse", "HEAD") };
}

interface Shas {
  readonly baseSha: string;
  readonly headSha: string;
  readonly merge: string;
}

/** Runs the action for a pull request, with the base's configuration. */
async function pull(
  { baseSha, headSha, merge }: Shas,
  env: Readonly<Record<string, string>> = {},
  { answer, cwd = repository.folder }: { answer?: Answer; cwd?: string } = {},
): Promise<ActionRun> {
  docker = await startDockerProgram(newFolder(), answer);
  const inputs = {
    "INPUT_CONFIG-FROM": "base",
    INPUT_BASELINE: "none",
    "INPUT_OUTPUT-DIR": join(folder, "stagegate"),
    GITHUB_SHA: merge,
    ...env,
  };
  return runAction(cwd, folder, "pull_request", inputs, (payload) => {
    const { pull_request: pull } = payload as { pull_request: { head: object; base: object } };
    const sides = { head: { ...pull.head, sha: headSha }, base: { ...pull.base, sha: baseSha } };
    return { ...payload, pull_request: { ...pull, ...sides } };
  });
}

/** The budget that the report has for the image of 5,000 bytes. */
const report = () => JSON.parse(readFileSync(join(folder, "stagegate/report.json"), "utf8"));

test("a pull request that loosens its budget fails by the base's budget", async () => {
  const shas = change({ ".stagegate.yml": budget("4kB") }, { ".stagegate.yml": budget("9kB") });
  expect((await pull(shas, { "INPUT_CONFIG-FROM": "head" })).code).toBe(0);
  await docker.close();
  const { code, log } = await pull(shas);
  expect(code).toBe(1);
  expect(log).toContain(
    `config-from: base: the configuration file of commit ${shas.baseSha.slice(0, 7)} counts.\n`,
  );
  expect(report().images[0].image.size).toBe(5000);
});

test.each([
  ["the context", { INPUT_CONTEXT: "app" }, ""],
  ["a folder above the working folder", {}, "app/src"],
])("the base's file is searched in %s, like the pull request's", async (_, inputs, cwd) => {
  const tree = { "app/Dockerfile": DOCKERFILE, "app/app.bin": TREE["app.bin"], "app/src/a": "" };
  const shas = change(
    { ...tree, "app/.stagegate.yml": budget("4kB"), ".stagegate.yml": budget("8kB") },
    { "app/.stagegate.yml": budget("9kB"), "app/src/.stagegate.yml": budget("9kB") },
  );
  const { code } = await pull(shas, inputs, { cwd: join(repository.folder, cwd) });
  expect(code).toBe(1);
});

test("changes of the file in the pull request are shown, but have no effect", async () => {
  const file = (size: string, more = "") => ({ ".stagegate.yml": `${budget(size)}${more}` });
  const shas = change(file("9kB"), file("20kB", "    allow-root: true\n  more: {target: app}\n"));
  const { code, said } = await pull(shas);
  expect(code).toBe(0);
  expect(said.filter((line) => /^(?:warning|notice): this /.test(line))).toEqual([
    "warning: this change loosens max-size of app: 9 kB → 20 kB",
    "warning: this change loosens allow-root of app: false → true",
    "notice: this change adds more, which this run does not gate yet\nWith `config-from: base`, stagegate gates the image once the change is merged.",
  ]);
});

test("the rule loosened at level error blocks a change for the next run", async () => {
  const rules = "    rules: {loosened: error}\n";
  const shas = change({ ".stagegate.yml": `${budget("9kB")}${rules}` }, { ".stagegate.yml": budget("9kB") });
  const { code, said } = await pull(shas);
  expect(said).toContain("error: this change loosens rules of app: loosened error → loosened warning");
  expect(code).toBe(1);
});

test.each([
  [
    "is not valid",
    { ".stagegate.yml": "images: [" },
    /cannot tell whether this change loosens the gate: the configuration of this change is not valid/,
  ],
  ["is gone", { ".stagegate.yml": null }, /^warning: this change loosens max-size of app: 9 kB → not set/],
] as const)("a file of the pull request that %s is reported", async (_, head, message) => {
  const shas = change({ ".stagegate.yml": budget("9kB") }, head);
  const { code, said } = await pull(shas);
  expect(said).toContainEqual(expect.stringMatching(message));
  expect(code).toBe(0);
});

test.each([
  ["is not valid", { ".stagegate.yml": "images: [" }],
  ["lies elsewhere", { ".stagegate.yml": "", "ci/gate.yml": budget("9kB") }],
])("the head's file has no effect, even if it %s", async (_, head) => {
  expect((await pull(change({ ".stagegate.yml": budget("4kB") }, head))).code).toBe(1);
});

test("if the base has no configuration file, only inputs count, and the log says so", async () => {
  const shas = change({}, { ".stagegate.yml": "images: {app: {report-only: true, max-size: many}}\n" });
  const { code, log } = await pull(shas, { "INPUT_MAX-SIZE": "4kB" });
  expect(code).toBe(1);
  expect(log).toContain(
    `config-from: base: commit ${shas.baseSha.slice(0, 7)} has no configuration file, so only inputs count.\n`,
  );
});

test("the image is built from the head's tree, with paths of the base's file", async () => {
  const yaml = "images: {app: {context: app, max-size: 6kB}}\n";
  const base = { ".stagegate.yml": yaml, "app/Dockerfile": DOCKERFILE, "app/app.bin": "x" };
  const { code } = await pull(change(base, { "app/app.bin": "x".repeat(5500) }));
  expect([code, report().images[0].image.size]).toEqual([0, 5500]);
});

test("the file of an input also comes from the base", async () => {
  const file = (size: string) => ({ "ci/gate.yml": `${budget(size)}    context: ..\n` });
  const shas = change(file("4kB"), file("9kB"));
  expect((await pull(shas, { INPUT_CONFIG: "ci/gate.yml" })).code).toBe(1);
});

test("a file outside the repository is read in place", async () => {
  const outside = join(newFolder(), "gate.yml");
  writeFileSync(outside, `images:\n  app:\n    context: ${repository.folder}\n    max-size: 4kB\n`);
  const shas = change({ ".stagegate.yml": budget("9kB") }, {});
  expect((await pull(shas, { INPUT_CONFIG: outside })).code).toBe(1);
});

test("an unreadable file of the base is an error, not an absent configuration", async () => {
  const shas = change({ ".stagegate.yml/folder": "" }, { "README.md": "" });
  const { code, said } = await pull(shas);
  expect(code).toBe(2);
  expect(said.at(-1)).toContain(
    `error: config-from: base: .stagegate.yml of commit ${shas.baseSha.slice(0, 7)} cannot be read\n`,
  );
});

test("a base that the clone lacks is fetched", async () => {
  const shas = change({ ".stagegate.yml": budget("4kB") }, { ".stagegate.yml": budget("9kB") });
  const clone = checkout(repository, shas.merge, 1);
  expect((await pull(shas, {}, { cwd: clone.folder })).code).toBe(1);
});

test("a missing base is an error, and nothing is built", async () => {
  const shas = change({ ".stagegate.yml": budget("4kB") }, { ".stagegate.yml": budget("9kB") });
  const { code, said } = await pull({ ...shas, baseSha: "2".repeat(40), merge: "3".repeat(40) });
  expect(code).toBe(2);
  expect(said).toContainEqual(
    expect.stringMatching(
      /^error: config-from: base: the commit to read the configuration from cannot be found: commit 2222222 .*\nRun on pull_request or merge_group after actions\/checkout, .*`fetch-depth: 0`\.$/s,
    ),
  );
  expect(docker.commands).toEqual([]);
});

test("the parent of a merge counts only if GitHub created the merge", async () => {
  // The branch of a fork may end in a merge with any first parent.
  const shas = change({ ".stagegate.yml": budget("9kB") }, { "README.md": "" });
  const tip = repository.commit({ ".stagegate.yml": budget("4kB") });
  repository.git("checkout", "--quiet", "--detach", shas.merge);
  expect((await pull({ ...shas, baseSha: tip })).code).toBe(0);
  await docker.close();
  expect((await pull({ ...shas, baseSha: tip, merge: "3".repeat(40) })).code).toBe(1);
});

test("a merge group has the configuration of the commit below it", async () => {
  const { baseSha } = change({ ".stagegate.yml": budget("4kB") }, { ".stagegate.yml": budget("9kB") });
  docker = await startDockerProgram(newFolder());
  const env = { "INPUT_CONFIG-FROM": "base", INPUT_BASELINE: "none" };
  const { code } = await runAction(repository.folder, folder, "merge_group", env, (payload) => ({
    ...payload,
    merge_group: { ...payload["merge_group"], base_sha: baseSha },
  }));
  expect(code).toBe(1);
});

test("a push has its own configuration", async () => {
  change({ ".stagegate.yml": budget("4kB") }, { ".stagegate.yml": budget("9kB") });
  docker = await startDockerProgram(newFolder());
  const env = { "INPUT_CONFIG-FROM": "base", INPUT_BASELINE: "none" };
  expect((await runAction(repository.folder, folder, "push", env)).code).toBe(0);
});

test("the head's file does not choose the baseline either", async () => {
  const big = "FROM scratch AS app\nCOPY big.bin /app.bin\nUSER 10001\n";
  const shas = change(
    { "Dockerfile.big": big, "big.bin": "x".repeat(50_000), "app.bin": "x" },
    { ".stagegate.yml": "images: {app: {file: Dockerfile.big}}\n", "app.bin": "x".repeat(4000) },
  );
  await pull(shas, { INPUT_BASELINE: "auto", INPUT_FILE: "Dockerfile", "INPUT_MAX-GROWTH": "1kB" });
  expect(report().images[0].baseline.image.size).toBe(1);
});

describe("bake files", () => {
  /** The output of bake for the file in its working folder. */
  const answer: Answer = (command) => {
    if (!command.startsWith("docker buildx bake --print")) return undefined;
    const { cwd } = docker.calls.at(-1) ?? { cwd: "" };
    const size = readFileSync(join(cwd, "docker-bake.hcl"), "utf8").trim();
    const target = { context: ".", dockerfile: "Dockerfile", args: { SIZE: size, AT: cwd } };
    return { stdout: JSON.stringify({ group: { default: { targets: ["app"] } }, target: { app: target } }) };
  };

  test("are those of the base, with the head's folders", async () => {
    const shas = change(
      { ".stagegate.yml": "bake: docker-bake.hcl\n", "docker-bake.hcl": "base" },
      { "docker-bake.hcl": "head" },
    );
    const { code } = await pull(shas, {}, { answer });
    expect(code).toBe(0);
    const [print] = docker.calls.filter(({ args }) => args.includes("--print"));
    const built = docker.calls.find(({ args }) => args.includes("--file=-"));
    const [target] = Object.values(JSON.parse(built?.input ?? "").target as object);
    expect(target).toMatchObject({
      context: repository.folder,
      args: { SIZE: "base", AT: repository.folder },
    });
    expect(print?.cwd).not.toBe(repository.folder);
    expect(existsSync(print?.cwd ?? "/")).toBe(false);
    expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
  });

  test("that an input names and the base lacks are an error", async () => {
    const shas = change({}, { "docker-bake.hcl": "head" });
    const refuse: Answer = (command) =>
      command.startsWith("docker buildx bake --print")
        ? { code: 1, stderr: "ERROR: open docker-bake.hcl: no such file or directory" }
        : { stdout: "github.com/docker/buildx v0.29.1 a32761a" };
    const { code, said } = await pull(shas, { INPUT_BAKE: "docker-bake.hcl" }, { answer: refuse });
    expect(code).toBe(2);
    expect(said.at(-1)).toContain("there is no file docker-bake.hcl");
  });
});
