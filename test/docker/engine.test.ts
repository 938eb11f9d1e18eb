import { describeEngine } from "../../src/docker/engine.ts";
import type { Exec, ExecResult } from "../../src/host/exec.ts";

// A mock of the docker command: such old or broken engines and plugins are not available to a test.
function docker(answers: Readonly<Record<string, Partial<ExecResult>>>): Exec {
  return async (_, args) => {
    const found = Object.entries(answers).find(([words]) => args.join(" ").startsWith(words))?.[1];
    return { code: 0, stdout: "", stderr: "", ...found };
  };
}

const info = (status: string) => ({ stdout: `{"ServerVersion":"28.5.2","DriverStatus":${status}}` });
const CLASSIC = info('[["Backing Filesystem","extfs"]]');
const CONTAINERD = info('[["driver-type","io.containerd.snapshotter.v1"]]');
const BUILDX = { stdout: "github.com/docker/buildx v0.29.1 a32761aeb3debd39be1eca514af3693af0db334b\n" };
const builder = (driver: string, name: string) => ({
  stdout: `Name:          ${name}\nDriver:        ${driver}\n\nNodes:\nName: ${name}\nStatus: running\nPlatforms: linux/amd64*, linux/386\n`,
});

test.each([
  [
    "classic",
    { info: CLASSIC, "buildx inspect": builder("docker", "default") },
    {
      report: { version: "28.5.2", store: "classic", buildx: "0.29.1", builder: "default" },
      recordsImages: false,
      exportsOci: false,
      platform: "linux/amd64",
    },
  ],
  [
    "containerd",
    { info: CONTAINERD, "buildx inspect": builder("docker", "default") },
    {
      report: { version: "28.5.2", store: "containerd", buildx: "0.29.1", builder: "default" },
      recordsImages: false,
      exportsOci: true,
      platform: "linux/amd64",
    },
  ],
  [
    "container",
    { info: CLASSIC, "buildx inspect": builder("docker-container", "ci") },
    {
      report: { version: null, store: null, buildx: "0.29.1", builder: "ci" },
      recordsImages: true,
      exportsOci: true,
      platform: "linux/amd64",
    },
  ],
])("%s", async (_, answers, expected) => {
  expect(await describeEngine(docker({ "buildx version": BUILDX, ...answers }), null, false, null)).toEqual(
    expected,
  );
});

test.each([
  ["0.29.1+ds1", "0.29.1+ds1"],
  ["v0.30.0-desktop.1", "0.30.0-desktop.1"],
])("buildx is not called if docker info has its version: %s", async (Version, buildx) => {
  const ClientInfo = {
    Plugins: [
      { Name: "compose", Version: "v2.1.0" },
      { Name: "buildx", Version },
    ],
  };
  const world = docker({
    "buildx version": { code: 1, stderr: "it was asked" },
    "buildx inspect": builder("docker", "default"),
    info: { stdout: JSON.stringify({ ...JSON.parse(CLASSIC.stdout), ClientInfo }) },
  });
  expect((await describeEngine(world, null, false, null)).report.buildx).toBe(buildx);
});

test("a remote builder needs no engine", async () => {
  const world = docker({
    "buildx version": BUILDX,
    info: { code: 1, stderr: "Cannot connect" },
    "buildx inspect far": builder("remote", "far"),
  });
  expect(await describeEngine(world, "far", false, null)).toEqual({
    report: { version: null, store: null, buildx: "0.29.1", builder: "far" },
    recordsImages: true,
    exportsOci: true,
    platform: "linux/amd64",
  });
});

test("a remote builder starts no containers", async () => {
  const world = docker({
    "buildx version": BUILDX,
    info: { code: 1, stderr: "Cannot connect to the Docker daemon" },
    "buildx inspect far": builder("remote", "far"),
  });
  await expect(describeEngine(world, "far", true, null)).rejects.toMatchObject({
    message: "the Docker engine does not answer: Cannot connect to the Docker daemon",
  });
});

test.each<[string, Record<string, Partial<ExecResult>>, string | null, string]>([
  [
    "docker missing",
    { "": { code: 127, stderr: "spawn docker ENOENT" } },
    null,
    "docker was not found on the PATH",
  ],
  [
    "buildx missing",
    { "buildx version": { code: 1, stderr: "docker: unknown command: docker buildx" } },
    null,
    "docker buildx is missing",
  ],
  [
    "buildx too old",
    { "buildx version": { stdout: "github.com/docker/buildx v0.9.1 ed00243\n" } },
    null,
    "docker buildx 0.9.1 is too old",
  ],
  [
    "buildx too old by docker info",
    { info: { stdout: '{"ClientInfo":{"Plugins":[{"Name":"buildx","Version":"v0.13.1"}]}}' } },
    null,
    "docker buildx 0.13.1 is too old",
  ],
  [
    "engine not running",
    {
      "buildx version": BUILDX,
      "buildx inspect": builder("docker", "default"),
      info: {
        code: 1,
        stdout: '{"ServerVersion":""}',
        stderr:
          "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
      },
    },
    null,
    "the Docker engine does not answer: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
  ],
  ...[
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/info": dial unix /var/run/docker.sock: connect: permission denied',
    "permission denied while trying to connect to the docker API at unix:///var/run/docker.sock",
  ].map((stderr): [string, Record<string, Partial<ExecResult>>, null, string] => [
    "socket that the user may not open",
    {
      "buildx version": BUILDX,
      "buildx inspect": builder("docker", "default"),
      info: { code: 1, stdout: '{"ServerVersion":""}', stderr },
    },
    null,
    "this user has no access to the Docker engine: permission denied at unix:///var/run/docker.sock",
  ]),
  [
    "no such builder",
    {
      "buildx version": BUILDX,
      "buildx inspect": { code: 1, stderr: 'ERROR: no builder "nosuch" found' },
      info: CLASSIC,
    },
    "nosuch",
    'builder nosuch does not answer: ERROR: no builder "nosuch" found',
  ],
])("an error with a hint: %s", async (_, answers, name, message) => {
  await expect(describeEngine(docker(answers), name, false, null)).rejects.toMatchObject({
    name: "StagegateError",
    message,
    hint: expect.stringMatching(/\w/),
  });
});

test.each<[string, Partial<ExecResult>, string]>([
  ["is there", { stdout: "podman version 5.4.2\n" }, "^Install .* answers\\. Build by podman\\.$"],
  ["is missing", { code: 127, notStarted: "ENOENT" }, "^Install [^.]* answers\\.$"],
])("without Docker, the hint mentions Podman if it %s", async (_, podman, hint) => {
  const exec: Exec = async (command) => ({
    code: 0,
    stdout: "",
    stderr: "",
    ...(command === "podman" ? podman : { code: 127, notStarted: "ENOENT" }),
  });
  await expect(describeEngine(exec, null, false, "Build by podman.")).rejects.toMatchObject({
    message: "docker was not found on the PATH",
    hint: expect.stringMatching(hint),
  });
});

const DEFAULT = builder("docker", "default");

test.each([
  ["no client", '{"ServerVersion":"28.5.2"}'],
  [
    "a deeply nested status",
    `{"ServerVersion":"28.5.2","DriverStatus":${"[".repeat(5000)}${"]".repeat(5000)}}`,
  ],
  ["null for the client", '{"ServerVersion":"28.5.2","ClientInfo":null,"DriverStatus":null}'],
  ["null for the plugins", '{"ServerVersion":"28.5.2","ClientInfo":{"Plugins":null}}'],
  [
    "a plugin without a version",
    '{"ServerVersion":"28.5.2","ClientInfo":{"Plugins":[{},{"Name":"buildx"}]}}',
  ],
  [
    "a version that is a number",
    '{"ServerVersion":"28.5.2","ClientInfo":{"Plugins":[{"Name":"buildx","Version":1}]}}',
  ],
])("docker info is read with %s", async (_, stdout) => {
  const world = docker({ "buildx version": BUILDX, "buildx inspect": DEFAULT, info: { stdout } });
  expect((await describeEngine(world, null, false, null)).report).toEqual({
    version: "28.5.2",
    store: "classic",
    buildx: "0.29.1",
    builder: "default",
  });
});

test.each(["{}", "[]", '{"ServerVersion":null}', '{"ServerVersion":28}'])(
  "docker info that answers %s has no engine",
  async (stdout) => {
    const world = docker({ "buildx version": BUILDX, "buildx inspect": DEFAULT, info: { stdout } });
    await expect(describeEngine(world, null, false, null)).rejects.toThrow(
      "the Docker engine does not answer",
    );
  },
);

test.each([
  ["Warning: x", "is not JSON: "],
  ["null", "has an unexpected structure: "],
  ['"28.5.2"', "has an unexpected structure: "],
  ['{"ClientInfo":"x"}', "has an unexpected structure: "],
  ['{"ClientInfo":{"Plugins":{}}}', "has an unexpected structure: "],
  ['{"ClientInfo":{"Plugins":[null]}}', "has an unexpected structure: "],
])("docker info that answers %s is an error", async (stdout, why) => {
  const world = docker({ "buildx version": BUILDX, "buildx inspect": DEFAULT, info: { stdout } });
  await expect(describeEngine(world, null, false, null)).rejects.toMatchObject({
    name: "StagegateError",
    message: expect.stringContaining(`the answer of docker info ${why}`),
  });
});
