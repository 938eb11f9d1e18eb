import type { Exec, ExecResult } from "../../src/host/exec.ts";
import { locateImage } from "../../src/image/locate.ts";
import { type ImageSource, parseSource } from "../../src/image/source.ts";

const digest = `sha256:${"a".repeat(64)}`;
const id = `sha256:${"6171cda521a5".padEnd(64, "0")}`;

/** Where a name is, with an engine that has these, or fails. */
function locate(
  text: string,
  has: readonly string[],
  failure: Partial<ExecResult> = {},
): Promise<ImageSource> {
  const exec: Exec = async (_, args) => {
    const found = has.includes(args.at(-1) ?? "");
    return found
      ? { code: 0, stdout: `${id}\n`, stderr: "" }
      : { code: 1, stdout: "", stderr: "Error response from daemon: No such image: x", ...failure };
  };
  return locateImage(parseSource(text), exec);
}

test.each<[string, string[], string]>([
  ["app", ["app:latest"], "app:latest"],
  ["ghcr.io/o/app:1", ["ghcr.io/o/app:1"], "ghcr.io/o/app:1"],
  [`app:1@${digest}`, [`app@${digest}`], `app@${digest}`],
  ["6171cda521a5", ["6171cda521a5"], id],
  ["6171cda521a5", ["6171cda521a5:latest", "6171cda521a5"], "6171cda521a5:latest"],
  [id, [id], id],
  ["sha256:6171cda521a5", ["sha256:6171cda521a5"], "sha256:6171cda521a5"],
  ["docker-daemon:6171cda521a5", ["6171cda521a5"], id],
])("%s is in an engine that has %j", async (text, has, name) => {
  expect(await locate(text, has)).toEqual({ kind: "engine", name, id });
});

test("an image that must be in the engine, and is not, has no id", async () => {
  expect(await locate("docker-daemon:none", [])).toEqual({ kind: "engine", name: "none:latest" });
});

test.each<[Partial<ExecResult>, string]>([
  [{}, "the engine does not have it"],
  [{ code: 127, notStarted: "ENOENT" }, "docker is not installed"],
  [{ code: 127, notStarted: "EACCES" }, "docker cannot be started (EACCES)"],
  [{ stderr: "Cannot connect to the Docker daemon at unix:///x." }, "the engine is not running"],
  [{ stderr: "permission denied while trying to connect" }, "this user has no access to the engine"],
  [{ stderr: "first\nlast" }, "the engine gave no answer: last"],
])("an image is in a registry if docker answers %j", async (failure, notInEngine) => {
  expect(await locate("ghcr.io/o/app:1", [], failure)).toEqual({
    kind: "registry",
    name: "ghcr.io/o/app:1",
    notInEngine,
  });
});

test("an explicit place asks no engine", async () => {
  const source = { kind: "registry", name: "ghcr.io/o/app" };
  expect(await locate("registry:ghcr.io/o/app", ["ghcr.io/o/app:latest"])).toEqual(source);
});

test("an id that the engine does not have is an error", async () => {
  await expect(locate("sha256:6171cda521a5", [])).rejects.toThrow(
    "sha256:6171cda521a5: the engine does not have it",
  );
});
