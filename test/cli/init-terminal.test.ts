import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** The released bundle: the questions are in a bundle of their own. */
const CLI = resolve("dist/cli.cjs");

const DOCKERFILE = `FROM alpine:3.22 AS build
FROM build AS test
FROM alpine:3.22 AS tools
USER 1000
FROM alpine:3.22 AS production
USER 1000
`;

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A question, and the keys that answer it. */
type Answer = readonly [question: string, keys: string];

const [ENTER, SPACE, UP, DOWN, CTRL_C, CTRL_D] = ["\r", " ", "\u001b[A", "\u001b[B", "\u0003", "\u0004"];

/** Runs `init` on a pseudo-terminal, and answers each question as soon as it is asked. */
async function answer(...answers: readonly Answer[]): Promise<{ code: number; output: string }> {
  const command = `stty cols 120 rows 50; exec '${process.execPath}' '${CLI}' init`;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: folder,
    env: { ...process.env, DOCKER_HOST: "unix:///nonexistent", TERM: "xterm" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  let read = 0;
  const open = [...answers];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    const [question, keys] = open[0] ?? [];
    // A question accepts an answer when its last line is drawn.
    const at = question === undefined ? -1 : output.indexOf(question, read);
    if (keys === undefined || at < 0 || !output.slice(at).includes("└")) return;
    read = output.length;
    open.shift();
    child.stdin.write(keys);
  });
  const [code] = await once(child, "close");
  return { code, output: stripVTControlCharacters(output).replaceAll("\r", "") };
}

/** Runs `init --yes` in a folder, as a user who may only write where everybody may. */
function runAsOther(cwd: string) {
  // Root may write anywhere, so another user runs a copy that it can read.
  for (const name of ["cli.cjs", "init.cjs"]) cpSync(resolve("dist", name), join(folder, name));
  const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  chmodSync(folder, 0o555);
  const command = [join(folder, "cli.cjs"), "init", "--yes"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: "utf8", ...uid });
  chmodSync(folder, 0o755);
  return { status, stdout, stderr };
}

test("an unwritable folder is an error before the first question", () => {
  expect(runAsOther(folder)).toEqual({
    status: 2,
    stdout: "",
    stderr: `${folder} cannot be written to: permission denied (EACCES)\nCheck the owner and permissions of the path, and of the folders above it.\n`,
  });
});

test("an unwritable folder of workflows is an error, and nothing is written", () => {
  mkdirSync(join(folder, ".git"));
  const api = join(folder, "api");
  mkdirSync(api);
  chmodSync(api, 0o777);
  writeFileSync(join(api, "Dockerfile"), DOCKERFILE);
  const { status, stdout, stderr } = runAsOther(api);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `${folder} cannot be written to: permission denied (EACCES)\nCheck the owner and permissions of the path, and of the folders above it.\n`,
  });
  expect(stdout).not.toContain("Wrote");
  expect(readdirSync(api)).toEqual(["Dockerfile"]);
});

const written = (name: string) => readFileSync(join(folder, name), "utf8");

test("Enter takes the default answers", async () => {
  const { code, output } = await answer(
    ["Which images should the gate judge?", ENTER],
    ["Where does the gate run?", ENTER],
    ["Write 2 files?", ENTER],
  );
  expect(output).toContain("Wrote .stagegate.yml\nWrote .github/workflows/image.yml\n");
  expect(code).toBe(0);
  expect(written(".stagegate.yml")).toMatch(/images:\n {2}production:\n(?: {4}.*\n)+$/);
  expect(existsSync(join(folder, ".github/workflows/image.yml"))).toBe(true);
});

test("a stage that may ship and another CI are possible answers", async () => {
  const { code } = await answer(
    ["Which images should the gate judge?", `${DOWN}${SPACE}${ENTER}`],
    ["Where does the gate run?", `${DOWN}${ENTER}`],
    ["Write 2 files?", ENTER],
  );
  expect(code).toBe(0);
  expect(written(".stagegate.yml")).toMatch(/^ {2}tools:\n {4}target: tools\n/m);
  expect(written(".stagegate.yml")).toMatch(/^ {2}production:\n/m);
  expect(written(".gitlab-ci.yml")).toContain("npx --yes stagegate --output-dir reports");
});

test.each<[what: string, answers: Answer[], code: number]>([
  ["Ctrl-C at the first question", [["Which images should the gate judge?", CTRL_C]], 130],
  ["Ctrl-D at the first question", [["Which images should the gate judge?", CTRL_D]], 130],
  [
    "Ctrl-D at a later question",
    [
      ["Which images should the gate judge?", ENTER],
      ["Where does the gate run?", CTRL_D],
    ],
    130,
  ],
  [
    "a no at the last one",
    [
      ["Which images should the gate judge?", ENTER],
      ["Where does the gate run?", `${UP}${ENTER}`],
      ["Write 1 file?", `${DOWN}${ENTER}`],
    ],
    130,
  ],
])("%s writes nothing", async (_, answers, expected) => {
  const { code, output } = await answer(...answers);
  expect(output).toContain("Cancelled: no file was written.\n");
  expect(code).toBe(expected);
  expect(existsSync(join(folder, ".stagegate.yml"))).toBe(false);
});
