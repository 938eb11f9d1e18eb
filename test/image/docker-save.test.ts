import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createExecStream, type ExecStream } from "../../src/host/exec.ts";
import { dockerSave } from "../../src/image/docker-save.ts";
import { readImage } from "../../src/image/read.ts";
import { archiveOf, dockerSave as dockerArchive, makeImage, tarEntry } from "../fixtures/images.ts";
import { isRunning, pidIn, until } from "../host/processes.ts";
import { errorOf } from "./reading.ts";

const archive = archiveOf(dockerArchive(makeImage({ user: "app" }), "25"));

/** A docker that is a script for Node; it finds the archive in its environment. */
function scripted(script: string, started: { args?: readonly string[] } = {}): ExecStream {
  return (command, args) => {
    expect(command).toBe("docker");
    started.args = args;
    return stream(process.execPath, ["-e", script], { env: { ARCHIVE: archive.toString("base64") } });
  };
}

const stream = createExecStream(new AbortController().signal);

const read = (docker: ExecStream) =>
  readImage({ kind: "engine", name: "app:latest" }, { saveImage: dockerSave(docker) });

const OUTPUT = 'process.stdout.write(Buffer.from(process.env.ARCHIVE, "base64"))';

it("reads what docker save writes", async () => {
  const started: { args?: readonly string[] } = {};
  expect((await read(scripted(OUTPUT, started))).config.user).toBe("app");
  expect(started.args).toEqual(["save", "--", "app:latest"]);
});

it.each<[string, string, RegExp, RegExp]>([
  [
    "Error response from daemon: No such image: app:latest",
    "1",
    /^the engine has no image app:latest$/,
    /docker build --tag app:latest \..*docker pull app:latest/,
  ],
  [
    "Error response from daemon: reference does not exist",
    "1",
    /^the engine has no image app:latest$/,
    /docker pull/,
  ],
  [
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    "1",
    /^the engine is not running: Cannot connect/,
    /Start Docker/,
  ],
  [
    "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory",
    "1",
    /^the engine is not running/,
    /Start Docker/,
  ],
  [
    "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
    "1",
    /^no access to the engine: permission denied/,
    /group docker/,
  ],
  ["first line\\nsomething else", "3", /^docker save app:latest failed \(3\): something else$/, /^$/],
  ["", "1", /^docker save app:latest failed \(1\): no reason given$/, /^$/],
])("explains the error %j", async (complaint, code, message, hint) => {
  const error = await errorOf(
    read(scripted(`process.stderr.write("${complaint}"); process.exitCode = ${code}`)),
  );
  expect(error.message).toMatch(message);
  expect(error.hint ?? "").toMatch(hint);
});

it("rejects the archive if docker save fails at the end", async () => {
  const error = await errorOf(read(scripted(`${OUTPUT}; console.error("disk full"); process.exitCode = 1`)));
  expect(error.message).toBe("docker save app:latest failed (1): disk full");
});

it("says if docker was killed", async () => {
  const error = await errorOf(read(scripted('process.kill(process.pid, "SIGKILL")')));
  expect(error.message).toMatch(/failed \(SIGKILL\)/);
});

it("has a hint if docker is missing", async () => {
  const error = await errorOf(read(() => stream("/nonexistent/docker", [])));
  expect(error.message).toMatch(/^docker cannot be started: .*ENOENT/);
  expect(error.hint).toMatch(/app\.tar/);
});

it.each([
  ["is not a tar", Buffer.from("text ".repeat(200)), /^app:latest: is not an image archive: /],
  ["has a path outside the root", tarEntry({ name: "../x" }), /^app:latest: entry "\.\.\/x" leads out/],
])("stops docker save if its archive %s", async (_, start, message) => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  const pidFile = join(folder, "pid");
  const endless = `require("fs").writeFileSync("${pidFile}", String(process.pid));
    process.stdout.write(Buffer.from("${start.toString("base64")}", "base64"));
    setInterval(() => process.stdout.write(Buffer.alloc(10)), 1);
    process.stdout.on("error", () => {});`;
  const error = await errorOf(read(scripted(endless)));
  expect(error.message).toMatch(message);
  const pid = await pidIn(pidFile);
  await until(() => !isRunning(pid));
  rmSync(folder, { recursive: true });
});
