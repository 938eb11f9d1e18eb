import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** As it is shipped: the questions are a part of a bundle of its own. */
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
    // A question can be answered when its last line is drawn.
    const at = question === undefined ? -1 : output.indexOf(question, read);
    if (keys === undefined || at < 0 || !output.slice(at).includes("└")) return;
    read = output.length;
    open.shift();
    child.stdin.write(keys);
  });
  const [code] = await once(child, "close");
  return { code, output: stripVTControlCharacters(output).replaceAll("\r", "") };
}

test("a folder that cannot be written to is an error before anything is asked", async () => {
  // Root may write anywhere, so another user runs a copy that it can read.
  for (const name of ["cli.cjs", "init.cjs"]) cpSync(resolve("dist", name), join(folder, name));
  chmodSync(folder, 0o555);
  const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const command = [join(folder, "cli.cjs"), "init", "--yes"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: "utf8",
    ...uid,
  });
  chmodSync(folder, 0o755);
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: `${folder} cannot be written to: permission denied (EACCES)\nCheck the owner and permissions of the path, and of the folders above it.\n`,
  });
});

const written = (name: string) => readFileSync(join(folder, name), "utf8");

test("the defaults are taken with Enter", async () => {
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

test("a stage that may ship and another CI can be chosen", async () => {
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
