import { execFileSync, type StdioOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { reportOf, richImageReport } from "../fixtures/report.ts";

/** The released bundle, in a process of its own. */
const CLI = resolve("dist/cli.cjs");

const archive = archiveOf(
  dockerSave(
    makeImage({ layers: [[{ name: "etc/passwd", content: "app:x:1000:1000::/:\n" }]], user: "app" }),
    "25",
  ),
);

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  writeFileSync(join(folder, "app.tar"), archive);
  writeFileSync(join(folder, "report.json"), JSON.stringify(reportOf(richImageReport())));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GATE = ["--image", "app.tar"];

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: StdioOptions;
  /** The working folder; the test's own by default. */
  readonly cwd?: string;
}

/** Runs the command line, with the test's folder shown as CWD. */
function run(argv: readonly string[], { env = {}, stdio = "pipe", cwd = folder }: Options = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...argv], {
    cwd,
    stdio,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, ...env },
  });
  const shown = (output: string | null) => (output ?? "").replaceAll(folder, "CWD");
  return { status, stdout: shown(stdout), stderr: shown(stderr) };
}

const at = (name: string) => join(folder, name);
const yml = (content: string) => writeFileSync(at(".stagegate.yml"), content);
const fifo = (name: string) => execFileSync("mkfifo", [at(name)]);
const loop = (name: string) => symlinkSync(name, at(name));
const large = (name: string) => {
  writeFileSync(at(name), "");
  truncateSync(at(name), 1e9);
};

/** Lists with nine aliases of the list before: seven levels are five million entries. */
const BOMB = [..."bcdefgh"].map(
  (name, index) => `      ${name}: &${name} [${`*${"abcdefg"[index]}, `.repeat(9)}]\n`,
);

type Case = [what: string, prepare: () => unknown, argv: string[], stderr: string | RegExp];

const CONFIG_HINT = "Write the path of a file, for example: config: .stagegate.yml\n";
const FILE_HINT = "Write the path of a Dockerfile, for example: --file docker/Dockerfile\n";

test.each<Case>([
  [
    "a working folder that is gone",
    () => {
      mkdirSync(at("gone"));
      return { cwd: at("gone") };
    },
    ["inspect", "app.tar"],
    "the working folder cannot be used: there is no such file or folder (ENOENT)\nChange into a folder that exists, and run stagegate again.\n",
  ],
  [
    "a temporary folder that is missing",
    () => ({ env: { TMPDIR: "/nonexistent" } }),
    ["inspect", "app.tar"],
    "no temporary folder can be made in /nonexistent: there is no such file or folder (ENOENT)\nSet TMPDIR to a folder that can be written to.\n",
  ],
  [
    "a temporary folder that is a file",
    () => ({ env: { TMPDIR: at("app.tar") } }),
    GATE,
    "no temporary folder can be made in CWD/app.tar: a part of the path is not a folder (ENOTDIR)\nSet TMPDIR to a folder that can be written to.\n",
  ],
  [
    "an empty PATH",
    () => ({ env: { PATH: "" } }),
    ["inspect", "127.0.0.1:9/alpine:3.22"],
    /^127\.0\.0\.1:9\/alpine:3\.22: docker is not installed, and 127\.0\.0\.1:9 cannot be reached: nothing listens/,
  ],
  [
    "a source of 300 characters",
    () => ({ env: { PATH: "" } }),
    ["inspect", "a".repeat(300)],
    /^"a{200}" is not a valid image reference\n/,
  ],
  [
    "a path of 5,000 characters",
    () => undefined,
    ["inspect", `./${"a/".repeat(2500)}app.tar`],
    /^\.\/a\/.*app\.tar: there is no such file or directory\n/,
  ],
  [
    "a source with a line break",
    () => ({ env: { PATH: "" } }),
    ["inspect", "a\nb"],
    /^"a\\nb" is not a valid image reference\n/,
  ],
  [
    "a source in a loop of links",
    () => loop("loop.tar"),
    ["inspect", "loop.tar"],
    "CWD/loop.tar cannot be read: its symbolic links form a loop (ELOOP)\nRemove the loop, or name another path.\n",
  ],
  [
    "a source that is a device",
    () => undefined,
    ["inspect", "/dev/zero"],
    /^\/dev\/zero: is neither an OCI layout .* nor an archive/,
  ],
  [
    "a Dockerfile in a loop of links",
    () => loop("Dockerfile"),
    [],
    `Dockerfile cannot be read: its symbolic links form a loop (ELOOP). ${FILE_HINT}`,
  ],
  [
    "a Dockerfile that is a folder",
    () => void mkdirSync(at("Dockerfile")),
    [],
    `Dockerfile cannot be read: it is a folder (EISDIR). ${FILE_HINT}`,
  ],
  [
    "a Dockerfile that is a pipe",
    () => void fifo("Dockerfile"),
    [],
    `Dockerfile is not a regular file. ${FILE_HINT}`,
  ],
  [
    "a Dockerfile without end",
    () => symlinkSync("/dev/zero", at("Dockerfile")),
    [],
    `Dockerfile is larger than 4 MB. ${FILE_HINT}`,
  ],
  ["a Dockerfile of 1 GB", () => large("Dockerfile"), [], `Dockerfile is larger than 4 MB. ${FILE_HINT}`],
  [
    "a context in a loop of links",
    () => loop("app"),
    ["--context", "app"],
    "--context: there is no folder app. stagegate looked in CWD. Write the path of a folder, for example: --context ./app\n",
  ],
  [
    "a configuration file in a loop of links",
    () => loop(".stagegate.yml"),
    [],
    `.stagegate.yml: the file cannot be read: its symbolic links form a loop (ELOOP). ${CONFIG_HINT}`,
  ],
  [
    "a configuration file without end",
    () => symlinkSync("/dev/zero", at(".stagegate.yml")),
    [],
    `.stagegate.yml: the file is larger than 4 MB. ${CONFIG_HINT}`,
  ],
  [
    "a configuration file that is a folder",
    () => void mkdirSync(at("ci.yml")),
    ["--config", "ci.yml"],
    `--config: ci.yml cannot be read: it is a folder (EISDIR). Write the path of a file, for example: --config .stagegate.yml\n`,
  ],
  [
    "a configuration file that is a pipe",
    () => void fifo(".stagegate.yml"),
    [],
    `.stagegate.yml: the file is not a regular file. ${CONFIG_HINT}`,
  ],
  [
    "a configuration file of 1 GB",
    () => large(".stagegate.yml"),
    [],
    `.stagegate.yml: the file is larger than 4 MB. ${CONFIG_HINT}`,
  ],
  [
    "a binary configuration file",
    () => writeFileSync(at(".stagegate.yml"), archive),
    [],
    `.stagegate.yml: the file is not a text file. ${CONFIG_HINT}`,
  ],
  [
    "aliases that multiply",
    () => yml(`images:\n  app:\n    build-args:\n      a: &a [x, x, x, x, x, x, x, x, x]\n${BOMB.join("")}`),
    [],
    /^\.stagegate\.yml:\d+: build-args has aliases \(\*name\) that cannot be resolved/m,
  ],
  [
    "an alias without its anchor",
    () => yml("images:\n  app:\n    target: *nowhere\n"),
    [],
    /^\.stagegate\.yml:3: target has aliases \(\*name\) that cannot be resolved/,
  ],
  [
    "lists within lists",
    () => yml(`images: ${"[".repeat(100_000)}`),
    [],
    /^\.stagegate\.yml(?::1)?: not valid YAML: /,
  ],
  [
    "a NUL in a value",
    () => yml('images:\n  app:\n    image: "a\\0b"\n'),
    [],
    '.stagegate.yml:3: image: "a\\u0000b" is not a text. Write for example: image: registry.example/app:1.2\n',
  ],
  [
    "a pipe as the Dockerfile of inspect",
    () => void fifo("pipe"),
    ["inspect", "app.tar", "--file", "pipe"],
    "--file: pipe is not a regular file\nWrite the path of a Dockerfile, for example: --file Dockerfile\n",
  ],
  [
    "a report without end",
    () => undefined,
    ["report", "/dev/zero"],
    "/dev/zero is no report: it is larger than 256 MB\nWrite the path of a report.json, or - for standard input\n",
  ],
  [
    "a report that cannot be written",
    () => undefined,
    ["report", "report.json", "--format", "json", "--output", "/dev/full"],
    "--output: /dev/full cannot be written: the disk is full (ENOSPC)\nFree some space on that disk, or name a path on another one.\n",
  ],
])("%s ends with 2 and says why", (_, prepare, argv, expected) => {
  const options = (prepare() ?? {}) as Options;
  // The process starts in the folder, which is then removed.
  const isGone = options.cwd !== undefined;
  const { status, stderr } = isGone ? runInRemoved(argv, options.cwd ?? "") : run(argv, options);
  if (typeof expected === "string") expect(stderr).toBe(expected);
  else expect(stderr).toMatch(expected);
  expect(stderr).not.toMatch(/^ +at |This is a bug/m);
  expect(status).toBe(2);
});

function runInRemoved(argv: readonly string[], cwd: string) {
  const script = 'cd "$0" && rmdir "$0" && exec "$@"';
  const { status, stderr } = spawnSync("sh", ["-c", script, cwd, process.execPath, CLI, ...argv], {
    encoding: "utf8",
  });
  return { status, stderr };
}

describe("unwritable output", () => {
  const FULL =
    "standard output cannot be written: the disk is full (ENOSPC)\nFree some space on that disk, or name a path on another one.\n";

  /** Runs with standard output or standard error on a full disk. */
  function runFull(which: 1 | 2, argv: readonly string[]) {
    const full = openSync("/dev/full", "w");
    const stdio = ["ignore", which === 1 ? full : "pipe", which === 2 ? full : "pipe"] as StdioOptions;
    try {
      return run(argv, { stdio });
    } finally {
      closeSync(full);
    }
  }

  /** Runs with a reader of standard output that leaves at once. */
  async function runUnread(argv: readonly string[]) {
    const child = spawn(process.execPath, [CLI, ...argv], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    return { status, stderr };
  }

  test.each([
    ["passes", [], 0],
    ["fails", ["--max-size", "1B"], 1],
  ])("on a full disk leaves the verdict of an image that %s", (_, flags, status) => {
    expect(runFull(1, [...GATE, ...flags])).toEqual({ status, stdout: "", stderr: FULL });
  });

  test.each([
    ["passes", [], 0],
    ["fails", ["--max-size", "1B"], 1],
  ])("to a reader that left leaves the verdict of an image that %s", async (_, flags, status) => {
    expect(await runUnread([...GATE, ...flags])).toEqual({ status, stderr: "" });
  });

  test("to standard error leaves the verdict", () => {
    expect(runFull(2, [...GATE, "--verbose"])).toMatchObject({ status: 0, stderr: "" });
  });

  test.each([
    [["inspect", "app.tar"]],
    [["inspect", "app.tar", "--json"]],
    [["explain", "app.tar"]],
    [["report", "report.json", "--format", "json"]],
    [["cache", "--json"]],
    [["--help"]],
  ])("ends the command %j with 2", async (argv) => {
    expect(runFull(1, argv)).toEqual({ status: 2, stdout: "", stderr: FULL });
    expect(await runUnread(argv)).toEqual({ status: 0, stderr: "" });
  });

  test.each<[what: string, prepare: () => string, why: string]>([
    [
      "a file",
      () => {
        writeFileSync(at("out"), "");
        return at("out");
      },
      "something else has that name (EEXIST)",
    ],
    ["below a file", () => at("app.tar/out"), "a part of the path is not a folder (ENOTDIR)"],
    [
      "a loop of links",
      () => {
        loop("out");
        return at("out");
      },
      "its symbolic links form a loop (ELOOP)",
    ],
    [
      "in a file system that makes no folders",
      () => "/proc/stagegate/out",
      "there is no such file or folder (ENOENT)",
    ],
  ])("in a report folder that is %s leaves the verdict", (_, prepare, why) => {
    const output = prepare().replaceAll(folder, "CWD");
    const { status, stdout, stderr } = run([...GATE, "--output-dir", output.replace("CWD", folder)]);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `The report cannot be written to ${output}: ${why}. Name a writable folder, for example \`--output-dir reports\`.\n`,
    });
    expect(stdout).toContain("the image passes");
  });

  test.each<[what: string, env: () => NodeJS.ProcessEnv]>([
    ["a file", () => ({ XDG_CACHE_HOME: at("app.tar") })],
    ["in a file system that makes no folders", () => ({ XDG_CACHE_HOME: "/proc/stagegate" })],
    ["not known", () => ({ XDG_CACHE_HOME: "", HOME: "relative" })],
  ])("in a cache folder that is %s leaves the verdict", (_, env) => {
    const { status, stdout, stderr } = run(GATE, { env: env() });
    expect(stdout).toContain("the image passes");
    expect(stderr).toMatch(/^Layers cannot be stored in .*Set XDG_CACHE_HOME to .*\.\n$/);
    expect(status).toBe(0);
  });
});

test("/dev/null as the configuration file means none", () => {
  yml("images: junk");
  expect(run([...GATE, "--config", "/dev/null"])).toMatchObject({ status: 0, stderr: "" });
});

test("a report replaces another one completely, also through a link", () => {
  writeFileSync(at("real.md"), "earlier", { mode: 0o600 });
  symlinkSync("real.md", at("report.md"));
  expect(run(["report", "report.json", "--format", "markdown", "--output", "report.md"]).status).toBe(0);
  expect(readFileSync(at("real.md"), "utf8")).toMatch(/^<!--|^#/);
});

test("threads that end without an answer end the command with 2", () => {
  const dist = at("dist");
  execFileSync("cp", ["-r", resolve("dist"), dist]);
  writeFileSync(
    join(dist, "layers.cjs"),
    `const { parentPort } = require("node:worker_threads");
     parentPort.postMessage({ kind: "ready" });
     parentPort.on("message", () => process.exit(0));`,
  );
  const inspect = () =>
    spawnSync(process.execPath, [join(dist, "cli.cjs"), "inspect", "app.tar"], {
      cwd: folder,
      encoding: "utf8",
      timeout: 30_000,
      env: { ...process.env, XDG_CACHE_HOME: at("empty-cache") },
    });
  expect(inspect()).toMatchObject({ status: 2, stdout: "" });
  expect(inspect().stderr).not.toMatch(/^ +at /m);
  expect(existsSync(at("empty-cache/stagegate/layers"))).toBe(false);
});
