import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
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
import { delimiter, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { isRunning, pidIn } from "../host/processes.ts";

/** The released bundle, in a process of its own. */
const CLI = resolve("dist/cli.cjs");

/** In ms: from the signal to the end of the process. */
const LONGEST_STOP = 5000;

const STEP = JSON.stringify({
  vertexes: [{ digest: "sha256:1", name: "[2/2] RUN sleep 60", started: "2026-01-02T03:04:05Z" }],
});

const infoOf = (store: string) =>
  JSON.stringify({
    ServerVersion: "29.1.3",
    DriverStatus: [["driver-type", store]],
    ClientInfo: { Plugins: [{ Name: "buildx", Version: "v0.29.1" }] },
  });

/** Docker as a shell script; each test says how it builds and removes images. */
const DOCKER = `#!/bin/sh
echo "$*" >> "$FAKE/log"
case "$1 $2" in
  "buildx inspect") printf 'Name: default\\nDriver: docker\\n' ;;
  "info --format") printf '%s' "$FAKE_INFO" ;;
  "ps --all") test ! -e "$FAKE/containers" || cat "$FAKE/containers" ;;
  "image ls") test ! -e "$FAKE/images" || cat "$FAKE/images" ;;
  "image rm") eval "$FAKE_REMOVE" ;;
  "buildx bake") cat > /dev/null; printf '%s\\n' '${STEP}' >&2; echo $$ > "$FAKE/pid"; eval "$FAKE_BAKE" ;;
esac
`;

let folder: string;
let app: string;
let temporary: string;
let pidFile: string;
const pids: number[] = [];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  [app, temporary, pidFile] = [join(folder, "app"), join(folder, "tmp"), join(folder, "pid")];
  mkdirSync(app);
  mkdirSync(temporary);
  writeFileSync(join(folder, "docker"), DOCKER, { mode: 0o755 });
  writeFileSync(join(app, "Dockerfile"), "FROM scratch\nRUN sleep 60\nUSER 1000\n");
  const image = makeImage({ layers: [[{ name: "a" }]], user: "1000" });
  writeFileSync(join(app, "app.tar"), archiveOf(dockerSave(image, "25")));
});
afterEach(() => {
  for (const pid of pids.splice(0)) if (isRunning(pid)) process.kill(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Fake {
  /** Shell code of a build, which has printed a running step. */
  readonly bake?: string;
  /** Shell code of `docker image rm`. */
  readonly remove?: string;
  readonly store?: string;
}

/** Starts the gate with a fake docker. */
function start(
  argv: readonly string[],
  { bake = "exec sleep 60", remove = "", store = "overlayfs" }: Fake = {},
) {
  const child = spawn(process.execPath, [CLI, "--progress", "quiet", ...argv], {
    cwd: app,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PATH: [folder, process.env["PATH"]].join(delimiter),
      TMPDIR: temporary,
      FAKE: folder,
      FAKE_INFO: infoOf(store),
      FAKE_BAKE: bake,
      FAKE_REMOVE: remove,
    },
  });
  pids.push(child.pid ?? 0);
  const ended = Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]).then(
    ([[status], stdout, stderr]) => ({ status, stdout, stderr: stderr.replaceAll(folder, "FOLDER") }),
  );
  return { child, ended };
}

const CONTAINERD = { store: "io.containerd.snapshotter.v1" };
const log = () => readFileSync(join(folder, "log"), "utf8").trimEnd().split("\n");

describe("a stopped run", () => {
  test.each<[what: string, bake: string]>([
    ["a build that ends at once", "exec sleep 60"],
    ["a build that ignores signals", "trap '' INT; sleep 60"],
    ["a build whose child holds its outputs", "trap '' INT; (trap '' INT; sleep 60) & sleep 60"],
    [
      "a build whose detached child holds its outputs",
      "setsid sh -c 'trap \"\" INT TERM; sleep 15' & sleep 60",
    ],
    ["a build that floods its outputs", "trap '' INT; yes >&2 & yes"],
  ])("ends within 5 s and leaves nothing behind: %s", async (_, bake) => {
    const { child, ended } = start([], { ...CONTAINERD, bake });
    const pid = await pidIn(pidFile);
    const before = performance.now();
    child.kill("SIGINT");
    expect(await ended).toEqual({ status: 130, stdout: "", stderr: "" });
    expect(performance.now() - before).toBeLessThan(LONGEST_STOP);
    expect(readdirSync(temporary)).toEqual([]);
    expect(isRunning(pid)).toBe(false);
  });

  test("leaves no report of an earlier run", async () => {
    const reports = join(app, "reports");
    await start(["--image", "app.tar", "--output-dir", "reports"]).ended;
    expect(readdirSync(reports)).toContain("report.json");
    const { child, ended } = start(["--output-dir", "reports"], CONTAINERD);
    await pidIn(pidFile);
    child.kill("SIGTERM");
    expect((await ended).status).toBe(143);
    expect(readdirSync(reports)).toEqual([]);
  });

  test("ends within 5 s and reports a clean-up that hangs", async () => {
    const { child, ended } = start([], { remove: "trap '' INT; sleep 60" });
    await pidIn(pidFile);
    const before = performance.now();
    child.kill("SIGTERM");
    expect(await ended).toEqual({
      status: 143,
      stdout: "",
      stderr: "stagegate could not clean up in time. The next run removes what this one has left.\n",
    });
    expect(performance.now() - before).toBeLessThan(LONGEST_STOP);
    expect(log().at(-1)).toMatch(/^image rm stagegate-/);
  });
});

describe("the timeout", () => {
  test("ends the run with 2, names what still ran, and cleans up", async () => {
    const { ended } = start(["--timeout", "1s"], CONTAINERD);
    const { status, stdout, stderr } = await ended;
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "the run did not end within its timeout of 1s, with this still running: app: [2/2] RUN sleep 60\nFind out why the run takes so long, or set `timeout` to a longer time, for example 2s.\n",
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("covers the reading of bake files", async () => {
    writeFileSync(join(app, "docker-bake.hcl"), 'target "default" {}');
    const { status, stderr } = await start(["--timeout", "1s", "--bake", "docker-bake.hcl"]).ended;
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^the run did not end within its timeout of 1s, with this still running: docker buildx bake --print /,
    );
  });

  test("does not wait for a clean-up that hangs", async () => {
    const before = performance.now();
    const { status, stderr } = await start(["--timeout", "1s"], { remove: "trap '' INT; sleep 60" }).ended;
    expect([status, stderr]).toEqual([2, expect.stringContaining("did not end within its timeout of 1s")]);
    expect(performance.now() - before).toBeLessThan(1000 + LONGEST_STOP + 3000);
  });

  test("leaves SIGINT its effect", async () => {
    const { child, ended } = start(["--timeout", "1h"], CONTAINERD);
    await pidIn(pidFile);
    child.kill("SIGINT");
    expect((await ended).status).toBe(130);
  });

  test("has no effect on a run that ends in time", async () => {
    expect((await start(["--timeout", "1h", "--image", "app.tar"]).ended).status).toBe(0);
  });
});

test("a docker client killed by a signal says nothing about the image", async () => {
  const { ended } = start([], { ...CONTAINERD, bake: "kill -9 $$" });
  expect(await ended).toEqual({
    status: 2,
    stdout: "",
    stderr:
      "docker buildx bake was ended by SIGKILL\nFind out what sent the signal, for example the kernel when it ran out of memory (dmesg), and run stagegate again.\n",
  });
});

describe("remains of a killed run", () => {
  const git = (...args: string[]) => execFileSync("git", ["-C", app, ...args], { encoding: "utf8" });

  const worktrees = () =>
    [...git("worktree", "list", "--porcelain").matchAll(/^worktree (.*)$/gm)].map(([, path]) => path);

  /** Starts a run in a repository, up to its build; gives its folder and id. */
  async function startRun() {
    git("init", "--quiet");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--allow-empty", "--message=a");
    const { child, ended } = start([], CONTAINERD);
    pids.push(await pidIn(pidFile));
    const [name = ""] = readdirSync(temporary);
    const owner = readFileSync(join(temporary, name, "owner.json"), "utf8");
    const id = /"runId":"(\w+)"/.exec(owner)?.[1] ?? "";
    // The worktree of the base, which git of the repository does not list.
    expect(existsSync(join(temporary, name, "base/.git"))).toBe(true);
    expect(worktrees()).toEqual([app]);
    return { child, ended, name, id };
  }

  test("are removed by the next run, also containers and images", async () => {
    const { child, ended, name, id } = await startRun();
    child.kill("SIGKILL");
    await ended;
    expect(readdirSync(temporary)).toEqual([name]);
    writeFileSync(join(folder, "containers"), "c1\nc2\n");
    writeFileSync(join(folder, "images"), `stagegate-${id}:image-0\n`);
    rmSync(join(folder, "log"));
    expect(await start(["--image", "app.tar"]).ended).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(temporary)).toEqual([]);
    expect(worktrees()).toEqual([app]);
    expect(log()).toEqual([
      `ps --all --quiet --filter name=^/?stagegate-${id}-`,
      "rm --force --volumes c1 c2",
      `image ls --format {{.Repository}}:{{.Tag}} stagegate-${id}`,
      `image rm stagegate-${id}:image-0`,
    ]);
  });

  test("stay while it runs, and so do other files", async () => {
    const { name } = await startRun();
    const others = ["stagegate-abcdef", "stagegate-notes", "other"];
    for (const other of others) mkdirSync(join(temporary, other));
    writeFileSync(join(temporary, "stagegate-ABCDEF"), "a file");
    expect((await start(["--image", "app.tar"]).ended).status).toBe(0);
    expect(readdirSync(temporary).sort()).toEqual([...others, "stagegate-ABCDEF", name].sort());
    expect(existsSync(join(temporary, name, "base"))).toBe(true);
  });

  test.each<[what: string, change: (owner: string) => string, isRemoved: boolean]>([
    [
      "the process id belongs to a new process",
      (owner) => owner.replace(/"started":"\d+"/, '"started":"1"'),
      true,
    ],
    ["the run is older than the boot", (owner) => owner.replace(/"boot":"[^"]+"/, '"boot":"other"'), true],
    [
      "the run was on another machine",
      (owner) => owner.replace(/"host":"[^"]*"/, '"host":"other"').replace(/"pid":\d+/, '"pid":999999'),
      false,
    ],
    [
      "the run was in another container",
      (owner) =>
        owner.replace(/"namespace":"[^"]+"/, '"namespace":"other"').replace(/"pid":\d+/, '"pid":999999'),
      false,
    ],
    ["the run used another engine", (owner) => owner.replace(/"engine":"[^"]*"/, '"engine":"other"'), false],
    ["the owner is unknown", () => "{}", false],
  ])("stay unless their run is certainly over: %s", async (_, change, isRemoved) => {
    const { name } = await startRun();
    const file = join(temporary, name, "owner.json");
    writeFileSync(file, change(readFileSync(file, "utf8")));
    expect((await start(["--image", "app.tar"]).ended).status).toBe(0);
    expect(existsSync(join(temporary, name))).toBe(!isRemoved);
  });
});
