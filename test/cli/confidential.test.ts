import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder, newRepository, type Repository, removeFolders } from "../baseline/repository.ts";
import { type DockerProgram, startDockerProgram } from "../fixtures/docker-program.ts";
import type { Answer } from "../fixtures/fake-builder.ts";
import { cliIn } from "./world.ts";

const SECRET = 'zq9SECRET"value/7731abc';
const FILE = "-----BEGIN-----\nMIIEvQIBADANBgkq\n-----END-----\n";
const ARGUMENT = "npm_SUPERbuildarg55ab12cdSUPERbuildarg55ab1";
/** Parts of the secrets, in any encoding, that no output may show. */
const PARTS = [
  "zq9SECRET",
  "7731abc",
  "MIIEvQIBADANBgkq",
  "SUPERbuildarg",
  "enE5U0VDUkVU",
  "TUlJRXZRSUJBREFO",
];

let repository: Repository;
let docker: DockerProgram;
beforeEach(() => {
  process.env["XDG_CACHE_HOME"] = newFolder();
  repository = newRepository();
  repository.commit({
    Dockerfile:
      "FROM scratch AS app\nCOPY app.bin /app.bin\nUSER 10001\nFROM app AS test\nARG NPM_TOKEN\nRUN exit 3\n",
    "app.bin": "x".repeat(5000),
    "key.pem": FILE,
    ".stagegate.yml": [
      "images:",
      "  app:",
      "    target: app",
      "    test-target: test",
      '    secrets: ["id=tok,env=TOKEN", "id=key,src=key.pem"]',
      `    build-args: {NPM_TOKEN: ${ARGUMENT}}`,
    ].join("\n"),
  });
});
afterEach(() => docker.close());
afterAll(removeFolders);

/** Runs the gate with this answer of docker; gives its whole output, in the terminal and in every folder. */
async function gate(answer: Answer, ...argv: readonly string[]) {
  docker = await startDockerProgram(newFolder(), answer);
  const out = newFolder();
  const env = { ...process.env, TOKEN: SECRET };
  const { code, stdout, stderr } = await cliIn(repository.folder, [...argv, "--output-dir", out], env);
  const texts = [stdout, stderr, ...textsIn(out), ...textsIn(process.env["XDG_CACHE_HOME"] ?? "")];
  return { code, stdout, stderr, texts };
}

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
}

const shown = (texts: readonly string[]) =>
  texts.flatMap((text) => PARTS.filter((part) => text.includes(part)));

/** The events of a step that prints all the values, in pieces, and fails. */
const failingTest: Answer = (command) => {
  const id = /\S*test\S*$/.exec(command)?.[0];
  if (!command.startsWith("docker buildx bake") || id === undefined) return undefined;
  const log = `a ${SECRET} b\n${FILE}${JSON.stringify({ SECRET, FILE })}\n${encodeURIComponent(SECRET)} ${Buffer.from(`user:${SECRET}`).toString("base64")}\n${ARGUMENT}\n`;
  const vertex = "sha256:a";
  const name = `[${id} test 1/1] RUN npm config set //registry/:_authToken=${ARGUMENT} && ${"echo ".repeat(11)} ${ARGUMENT}`;
  const error = 'process "/bin/sh -c x" did not complete successfully: exit code: 1';
  const events = [
    { vertexes: [{ digest: vertex, name, started: "2026-01-02T03:04:05Z" }] },
    ...(log.match(/.{1,7}/gs) ?? []).map((part) => ({
      logs: [{ vertex, data: Buffer.from(part).toString("base64") }],
    })),
    { vertexes: [{ digest: vertex, name, completed: "2026-01-02T03:04:06Z", error }] },
  ];
  const lines = [
    ...events.map((event) => JSON.stringify(event)),
    `ERROR: target ${id}: failed to solve: ${error}`,
  ];
  return { code: 1, stderr: lines.join("\n") };
};

test("no format, log or cache shows a secret in the output of a failing step", async () => {
  const { code, stdout, stderr, texts } = await gate(failingTest);
  expect(stdout).toContain("a *** b");
  expect(stderr).toContain("_authToken=***");
  expect(code).toBe(1);
  expect(texts.length).toBeGreaterThan(6);
  expect(shown(texts)).toEqual([]);
});

test("a log cut inside the base64 text of a secret hides its lines", async () => {
  const long = Array.from({ length: 600 }, (_, at) => (at * 7919).toString(36)).join("");
  repository.write({ "key.pem": long });
  const lines =
    Buffer.from(long)
      .toString("base64")
      .match(/.{1,76}/g) ?? [];
  const { stdout } = await gate((command) => {
    const id = /\S*test\S*$/.exec(command)?.[0];
    if (!command.startsWith("docker buildx bake") || id === undefined) return undefined;
    const error = 'process "/bin/sh -c x" did not complete successfully: exit code: 1';
    const data = Buffer.from(`${lines.join("\n")}\nthe end\n`).toString("base64");
    const vertexes = [{ digest: "sha256:a", name: `[${id} test 1/1] RUN x`, error }];
    const event = JSON.stringify({ vertexes, logs: [{ vertex: "sha256:a", data }] });
    return { code: 1, stderr: `${event}\nERROR: target ${id}: failed to solve: ${error}` };
  }, "--baseline=none");
  expect(stdout).toContain("the end");
  expect(lines.filter((line) => stdout.includes(line.slice(20, 50)))).toEqual([]);
});

test("no error shows a secret in the output of a program", async () => {
  const { code, stderr, texts } = await gate((command) => {
    if (!command.startsWith("docker buildx bake")) return undefined;
    const isBuild = !command.includes(" --print ");
    return isBuild ? { code: 1, stderr: `ERROR: bad token ${SECRET} ${ARGUMENT}` } : { code: 0 };
  });
  expect(stderr).toContain("bad token *** ***");
  expect(code).toBe(2);
  expect(shown(texts)).toEqual([]);
});

test("--verbose shows no secret", async () => {
  const { stderr, texts } = await gate(failingTest, "--verbose");
  expect(stderr).toContain("docker buildx bake");
  expect(shown(texts)).toEqual([]);
});

test("a secret in the base's own configuration is hidden too", async () => {
  const other = "hk49dkf03kd8x7q";
  repository.write({ ".stagegate.yml": `images: {app: {target: app, build-args: {OLD_TOKEN: ${other}}}}\n` });
  repository.commit();
  repository.write({ ".stagegate.yml": "images: {app: {target: app}}\n" });
  const { texts } = await gate(
    (command) =>
      command.startsWith("docker buildx bake") ? { code: 1, stderr: `ERROR: bad ${other}` } : undefined,
    "--baseline",
    "build",
  );
  expect(texts.join()).toContain("bad ***");
  expect(texts.join()).not.toContain(other);
});
