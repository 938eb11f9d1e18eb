import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { dockerSave, type StartProcess } from "../../src/image/engine.ts";
import { readImage } from "../../src/image/read.ts";
import { archiveOf, dockerSave as dockerArchive, makeImage, tarEntry } from "../fixtures/images.ts";
import { errorOf } from "./reading.ts";

const archive = archiveOf(dockerArchive(makeImage({ user: "app" }), "25"));

/** A docker that is a script for Node; it finds the archive in its environment. */
function scripted(
  script: string,
  started: { process?: ChildProcess; args?: readonly string[] } = {},
): StartProcess {
  return (command, args) => {
    expect(command).toBe("docker");
    started.args = args;
    const env = { ...process.env, ARCHIVE: archive.toString("base64") };
    const child = spawn(process.execPath, ["-e", script], { env, stdio: ["ignore", "pipe", "pipe"] });
    started.process = child;
    return child;
  };
}

const read = (start: StartProcess) =>
  readImage({ kind: "engine", name: "app:latest" }, { saveImage: dockerSave(start) });

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
    /^the engine may not be asked: permission denied/,
    /group docker/,
  ],
  ["first line\\nsomething else", "3", /^docker save app:latest failed \(3\): something else$/, /^$/],
  ["", "1", /^docker save app:latest failed \(1\): it gave no reason$/, /^$/],
])("tells what %j means", async (complaint, code, message, hint) => {
  const error = await errorOf(
    read(scripted(`process.stderr.write("${complaint}"); process.exitCode = ${code}`)),
  );
  expect(error.message).toMatch(message);
  expect(error.hint ?? "").toMatch(hint);
});

it("takes no archive of a docker that failed in the end", async () => {
  const error = await errorOf(read(scripted(`${OUTPUT}; console.error("disk full"); process.exitCode = 1`)));
  expect(error.message).toBe("docker save app:latest failed (1): disk full");
});

it("says so when docker was killed", async () => {
  const error = await errorOf(read(scripted('process.kill(process.pid, "SIGKILL")')));
  expect(error.message).toMatch(/failed \(SIGKILL\)/);
});

it("says what to do when there is no docker", async () => {
  const start: StartProcess = () => spawn("/nonexistent/docker", [], { stdio: ["ignore", "pipe", "pipe"] });
  const error = await errorOf(read(start));
  expect(error.message).toMatch(/^docker cannot be started: .*ENOENT/);
  expect(error.hint).toMatch(/app\.tar/);
});

it.each([
  ["is none", Buffer.from("text ".repeat(200)), /^app:latest: is no tar/],
  ["has a name out of its root", tarEntry({ name: "../x" }), /^app:latest: entry "\.\.\/x" leads out/],
])("stops a docker whose archive %s", async (_, start, message) => {
  const started: { process?: ChildProcess } = {};
  const endless = `process.stdout.write(Buffer.from("${start.toString("base64")}", "base64"));
    setInterval(() => process.stdout.write(Buffer.alloc(10)), 1);`;
  const error = await errorOf(read(scripted(endless, started)));
  expect(error.message).toMatch(message);
  const docker = started.process as ChildProcess;
  if (docker.exitCode === null && docker.signalCode === null) await once(docker, "exit");
  expect(docker.signalCode).toBe("SIGTERM");
});
