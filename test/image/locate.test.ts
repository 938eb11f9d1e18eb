import type { Exec, ExecResult } from "../../src/host/exec.ts";
import { locateImage } from "../../src/image/locate.ts";
import { type ImageSource, parseSource } from "../../src/image/source.ts";

const digest = `sha256:${"a".repeat(64)}`;
const id = `sha256:${"6171cda521a5".padEnd(64, "0")}`;

/** What a machine has: images of the engine and of Podman, by what they are asked for, or why these do not answer. */
interface Machine {
  readonly docker?: Readonly<Record<string, string>> | Partial<ExecResult>;
  readonly podman?: Readonly<Record<string, string>> | Partial<ExecResult>;
}

const MISSING = { code: 127, notStarted: "ENOENT", stderr: "spawn ENOENT" };
const COMPLAINTS = {
  docker: "Error response from daemon: No such image: x",
  podman: "Error: inspecting object: x: image not known",
};

/** The place of a name on a machine; by default nothing is installed. */
function locate(text: string, machine: Machine): Promise<ImageSource> {
  const exec: Exec = async (command, args) => {
    const program = command === "docker" ? "docker" : "podman";
    const has = machine[program] ?? MISSING;
    if ("stderr" in has || "notStarted" in has) return { code: 1, stdout: "", stderr: "", ...has };
    const found = Object.entries(has).find(([name]) => name === args.at(-1))?.[1];
    return found === undefined
      ? { code: 1, stdout: "", stderr: COMPLAINTS[program] }
      : { code: 0, stdout: `${found}\n`, stderr: "" };
  };
  return locateImage(parseSource(text), exec);
}

/** An engine, or Podman, that has these under one id. */
const having = (names: readonly string[], of = id) => Object.fromEntries(names.map((name) => [name, of]));

test.each<[string, string[], string]>([
  ["app", ["app:latest"], "app:latest"],
  ["ghcr.io/o/app:1", ["ghcr.io/o/app:1"], "ghcr.io/o/app:1"],
  [`app:1@${digest}`, [`app@${digest}`], `app@${digest}`],
  ["6171cda521a5", ["6171cda521a5"], id],
  ["6171cda521a5", ["6171cda521a5:latest", "6171cda521a5"], "6171cda521a5:latest"],
  [id, [id], id],
  ["sha256:6171cda521a5", ["sha256:6171cda521a5"], "sha256:6171cda521a5"],
  ["docker-daemon:6171cda521a5", ["6171cda521a5"], id],
])("%s is an image of an engine with %j", async (text, has, name) => {
  expect(await locate(text, { docker: having(has) })).toEqual({ kind: "engine", name, id });
});

test("a missing image of the engine has no id", async () => {
  expect(await locate("docker-daemon:none", { docker: {} })).toEqual({ kind: "engine", name: "none:latest" });
});

test.each<[Machine, string]>([
  [{ docker: {} }, "the engine does not have it"],
  [{ docker: {}, podman: {} }, "the engine does not have it"],
  [{}, "docker is not installed"],
  [{ podman: {} }, "docker is not installed, Podman does not have it"],
  [{ podman: { stderr: "Error: cannot connect" } }, "docker is not installed, Podman is not running"],
  [{ podman: { stderr: "permission denied" } }, "docker is not installed, this user has no access to Podman"],
  [{ docker: { code: 127, notStarted: "EACCES" } }, "docker cannot be started (EACCES)"],
  [{ docker: { stderr: "Cannot connect to the Docker daemon at unix:///x." } }, "the engine is not running"],
  [
    { docker: { stderr: "permission denied while trying to connect" } },
    "this user has no access to the engine",
  ],
  [{ docker: { stderr: "first\nlast" } }, "the engine does not answer: last"],
  [{ docker: { stderr: "Error: inspecting object: x: image not known" } }, "the engine does not have it"],
])("an image is looked up in a registry if the engine has %j", async (machine, notHere) => {
  expect(await locate("ghcr.io/o/app:1", machine)).toEqual({
    kind: "registry",
    name: "ghcr.io/o/app:1",
    notHere,
  });
});

const bare = id.slice("sha256:".length);

test.each<[string, Machine]>([
  ["without docker", { podman: having(["app:1"], bare) }],
  [
    "with an engine that is not running",
    { docker: { stderr: "Cannot connect to the Docker daemon" }, podman: having(["app:1"], bare) },
  ],
  ["if docker is an alias of podman", { docker: having(["app:1"], bare) }],
])("an image is in Podman's storage %s", async (_, machine) => {
  expect(await locate("app:1", machine)).toEqual({ kind: "podman", name: "app:1", id });
});

test("the engine goes before Podman's storage for the same name", async () => {
  const machine = { docker: having(["app:1"]), podman: having(["app:1"], bare) };
  expect(await locate("app:1", machine)).toEqual({ kind: "engine", name: "app:1", id });
  expect(await locate("containers-storage:app:1", machine)).toEqual({ kind: "podman", name: "app:1", id });
});

test("an image of Podman's storage has an id", async () => {
  const machine = { podman: having(["6171cda521a5"], bare) };
  const source = { kind: "podman", name: bare, id };
  expect(await locate("6171cda521a5", machine)).toEqual(source);
  expect(await locate("containers-storage:6171cda521a5", machine)).toEqual(source);
});

test.each<[Machine, string]>([
  [{ docker: having(["app:latest"]), podman: {} }, "app: Podman does not have it"],
  [{ docker: having(["app:latest"]) }, "app: podman is not installed"],
])("a missing image of Podman's storage is an error", async (machine, message) => {
  await expect(locate("containers-storage:app", machine)).rejects.toMatchObject({
    name: "StagegateError",
    message,
    hint: expect.stringContaining("`podman images`"),
  });
});

test("an explicit source does not ask the engine", async () => {
  const source = { kind: "registry", name: "ghcr.io/o/app" };
  const machine = { docker: having(["ghcr.io/o/app:latest"]) };
  expect(await locate("registry:ghcr.io/o/app", machine)).toEqual(source);
});

test("an id that the engine does not have is an error", async () => {
  await expect(locate("sha256:6171cda521a5", { docker: {} })).rejects.toThrow(
    "sha256:6171cda521a5: the engine does not have it",
  );
});
