import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseCommandLine } from "../../src/cli/arguments.ts";
import { COMMAND_NAMES } from "../../src/cli/commands.ts";
import { GATE_FLAGS } from "../../src/cli/flags.ts";
import { help } from "../../src/cli/help.ts";
import { GROUPS } from "../../src/values/setting.ts";
import { cli, cliIn } from "./world.ts";

const TOPICS = [...COMMAND_NAMES, ...Object.keys(GROUPS)];

test.each<[what: string, words: string[]]>([
  ["of the program", []],
  ...TOPICS.map((topic): [string, string[]] => [`of ${topic}`, [topic]]),
])("the help %s has 40 lines of 80 columns at most", async (_, words) => {
  const { code, stdout, stderr } = await cli(["help", ...words]);
  const lines = stdout.trimEnd().split("\n");
  expect(stdout).toMatchSnapshot();
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test.each(COMMAND_NAMES)("%s shows its help wherever --help stands", async (command) => {
  const expected = await cli(["help", command]);
  expect(await cli([command, "--help"])).toEqual(expected);
  expect(await cli(["-h", command])).toEqual(expected);
});

test("stagegate without a command shows its help", async () => {
  const expected = await cli(["help"]);
  expect(await cli(["--help"])).toEqual(expected);
  expect(await cli(["--max-size", "junk", "-h"])).toEqual(expected);
});

test("the help of a folder is the help of the gate", async () => {
  expect(await cli(["./app", "--help"])).toEqual(await cli(["help", "gate"]));
});

test("the help of the gate names each flag, and one topic explains each", async () => {
  const [, gate = ""] = (await cli(["help", "gate"])).stdout.split("Flags by topic");
  const topics = await Promise.all(
    Object.keys(GROUPS).map(async (group) => (await cli(["help", group])).stdout),
  );
  for (const name of Object.keys(GATE_FLAGS)) {
    expect(gate.match(new RegExp(`--${name}(?![\\w-])`, "g"))).toHaveLength(1);
    const start = new RegExp(`^ +(?:-\\w, )?--${name}(?![\\w-])`, "m");
    expect(topics.filter((text) => start.test(text))).toHaveLength(1);
  }
});

test.each([
  [{}, 80],
  [{ COLUMNS: "60" }, 60],
  [{ COLUMNS: "200" }, 80],
  [{ COLUMNS: "wide" }, 80],
  [{ COLUMNS: "" }, 80],
])("with %j, help in a pipe has %d columns", async (env, columns) => {
  expect((await cliIn("/", ["help"], env)).stdout).toBe(help(null, columns));
});

test("in a terminal of 60 columns help fits without losing a word", () => {
  const words = (text: string) => text.split(/\s+/).join(" ");
  const narrow = help("gate", 60);
  expect(words(narrow)).toBe(words(help("gate", 80)));
  expect(Math.max(...narrow.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
});

describe("an operand of the gate", () => {
  let cwd: string;
  beforeAll(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
    mkdirSync(join(cwd, "app"));
    mkdirSync(join(cwd, "init"));
  });
  afterAll(() => rmSync(cwd, { recursive: true }));

  const inputsOf = (...argv: string[]) => {
    const { command } = parseCommandLine(argv, cwd);
    if (command.kind !== "gate") return command.kind;
    return Object.fromEntries([...command.inputs].map(([name, { value }]) => [name, value]));
  };

  test.each<[argv: string[], expected: object | string]>([
    [["."], { context: "." }],
    [["app"], { context: "app" }],
    [["./app", "-t", "production"], { context: "./app", target: "production" }],
    [["-t", "production", "app"], { context: "app", target: "production" }],
    [["gate", "init"], { context: "init" }],
    [["./init"], { context: "./init" }],
    [["init"], "init"],
    [["--", "./app"], { context: "./app" }],
    [["-q", "app"], { context: "app", progress: "quiet" }],
  ])("of %j is the build context, unless it is a command", (argv, expected) => {
    expect(inputsOf(...argv)).toEqual(expected);
  });

  test.each<[argv: string[], expected: object]>([
    [["-fDockerfile"], { file: "Dockerfile" }],
    [["-f=Dockerfile"], { file: "Dockerfile" }],
    [["-f", "Dockerfile"], { file: "Dockerfile" }],
    [["-ft"], { file: "t" }],
    [["-qt", "production"], { progress: "quiet", target: "production" }],
    [["-t", "a", "--target", "b"], { target: "b" }],
    [["--build-args", "A=1", "--build-args=B=2"], { "build-args": "A=1\nB=2" }],
    [["--target=", "-f", ""], {}],
  ])("is optional beside %j", (argv, expected) => {
    expect(inputsOf(...argv)).toEqual(expected);
  });
});

test("-v is verbose and -V is the version", async () => {
  expect(parseCommandLine(["-v"], "/").isVerbose).toBe(true);
  expect(await cli(["-V"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
});
