import { printBake } from "../../src/bake/print.ts";
import type { BakeRequest } from "../../src/bake/request.ts";
import type { ExecOptions, ExecResult } from "../../src/host/exec.ts";
import { ConfigError } from "../../src/values/problem.ts";
import { bakeRequest, printedOf, targetsOf } from "../fixtures/bake.ts";

const files = { name: ".stagegate.yml:1", at: null };
const request: BakeRequest = { ...bakeRequest, places: { ...bakeRequest.places, files } };

const VERSION = { code: 0, stdout: "github.com/docker/buildx v0.29.1 abcdef\n", stderr: "" };
const NAMES = JSON.stringify([{ name: "api" }, { name: "worker" }, { name: "services", group: true }]);

/** A buildx that knows the targets of `NAMES`, and has one answer for the rest. */
function buildx(answer: (targets: readonly string[]) => ExecResult) {
  const calls: { args: readonly string[]; cwd: ExecOptions["cwd"] }[] = [];
  return {
    calls,
    exec: async (_: string, args: readonly string[], { cwd }: ExecOptions = {}) => {
      calls.push({ args, cwd });
      if (args.includes("version")) return VERSION;
      if (args.some((arg) => arg.startsWith("--list"))) return { code: 0, stdout: NAMES, stderr: "" };
      return answer(args.slice(args.indexOf("--") + 1));
    },
  };
}

const refuse = (stderr: string) => ({ code: 1, stdout: "", stderr });

test("bake runs in the folder of the request, with the files as written", async () => {
  const { calls, exec } = buildx(() => ({ code: 0, stdout: printedOf("docker-bake"), stderr: "" }));
  await printBake({ ...request, files: ["a.hcl", "b.hcl"], targets: ["api", "services"] }, exec);
  const files = ["--file=a.hcl", "--file=b.hcl"];
  expect(calls).toEqual([
    {
      args: ["buildx", "bake", "--print", "--progress=quiet", ...files, "--", "api", "services"],
      cwd: "/repo/ci",
    },
  ]);
});

test.each([
  ["docker-bake", { "cli-small": [], "cli-full": [], api: ["base", "os"], worker: [] }],
  ["compose", { base: [], jobs_nightly: [], web: ["base"] }],
] as const)("selected targets of %s come with their linked targets", async (file, expected) => {
  const targets = await targetsOf(printedOf(file));
  expect(targets.map(({ name, linked }) => [name, Object.keys(linked)])).toEqual(Object.entries(expected));
});

test.each(["{}", '{"group": {"default": {"targets": null}}, "target": {}}'])(
  "a file without targets builds nothing: %s",
  async (printed) => {
    await expect(targetsOf(printed)).rejects.toThrow(
      "--bake: ci/docker-bake.hcl builds nothing. Name a file with targets",
    );
  },
);

test("output that is no definition is an error with the reason", async () => {
  await expect(targetsOf('{"target": {"a": {"args": 7}}}')).rejects.toThrow(
    "docker buildx bake --print printed something other than targets: target.a.args: Invalid type",
  );
  await expect(targetsOf("")).rejects.toThrow("targets: Unexpected end of JSON input");
});

test.each<[string, Partial<BakeRequest>, string | ExecResult]>([
  ["a missing file", {}, "ERROR: open docker-bake.hcl: no such file or directory"],
  ["a missing folder", {}, { code: 127, notStarted: "ENOENT", stdout: "", stderr: "" }],
  ["no default group", {}, "ERROR: failed to find target default"],
  ["an unknown target", { targets: ["worke"] }, "ERROR: failed to find target worke"],
  ["an unknown target inside the file", { targets: ["api"] }, "ERROR: failed to find target _common"],
  [
    "an unknown function",
    {},
    `docker-bake.hcl:2
--------------------
   1 |     target "a" {
   2 | >>>   args = { X = nofn("a") }
--------------------
ERROR: docker-bake.hcl:2,27-31: Call to unknown function; There is no function named "nofn". Did you mean "not"?, and 1 other diagnostic(s)`,
  ],
  [
    "an error over several lines of the second file",
    { files: ["a.hcl", "b.hcl"] },
    "ERROR: b.hcl:3,34-4,1: Invalid single-argument block definition; An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line.",
  ],
  [
    "invalid JSON",
    {},
    "ERROR: f.json:1,18-19: Missing JSON value; A JSON value must start with a brace, a bracket, a number, a string, or a keyword.",
  ],
  [
    "invalid YAML",
    { files: ["compose.yaml"] },
    "ERROR: failed to parse : yaml: line 2: did not find expected ',' or ']'",
  ],
  [
    "an invalid Compose file",
    { files: ["compose.yaml"] },
    'ERROR: failed to parse compose file: service "a" has neither an image nor a build context specified: invalid compose project',
  ],
  ["a missing secret", {}, "ERROR: failed to stat ./f: stat ./f: no such file or directory"],
  ["another error", { files: ["a.hcl", "b.hcl"] }, "what is this"],
])("%s", async (_, change, refusal) => {
  const { exec } = buildx(() => (typeof refusal === "string" ? refuse(refusal) : refusal));
  const error: unknown = await printBake({ ...request, ...change }, exec).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  expect(error instanceof ConfigError ? error.problems : []).toMatchSnapshot();
});

test("a previous state may lack targets, any other error counts", async () => {
  const known = (targets: readonly string[]) => {
    const missing = targets.find((name) => name !== "api");
    return missing === undefined
      ? { code: 0, stdout: printedOf("docker-bake"), stderr: "" }
      : refuse(`ERROR: failed to find target ${missing}`);
  };
  const { exec } = buildx(known);
  const earlier = { ...request, mayLack: true };
  await expect(printBake({ ...earlier, targets: ["new", "api", "newer"] }, exec)).resolves.toHaveLength(4);
  await expect(printBake({ ...earlier, targets: ["new"] }, exec)).rejects.toThrow("no target or group");
  await expect(printBake({ ...request, targets: ["new", "api"] }, exec)).rejects.toThrow(
    "no target or group",
  );
});

test("excluded targets are not passed to bake, and may be missing in the base", async () => {
  const { calls, exec } = buildx(() => ({ code: 0, stdout: printedOf("docker-bake"), stderr: "" }));
  const targets = await printBake({ ...request, excluded: ["cli-*", "new"], mayLack: true }, exec);
  expect(targets.map(({ name }) => name)).toEqual(["api", "worker"]);
  expect(calls[0]?.args.at(-1)).toBe("--");
});

test.each([
  ["docker", { code: 127, stdout: "", stderr: "spawn docker ENOENT" }, "docker was not found on the PATH"],
  ["buildx", refuse("docker: unknown command: docker buildx"), "docker buildx is missing"],
])("without %s the error says so", async (_, answer, message) => {
  await expect(printBake(request, async () => answer)).rejects.toThrow(message);
});

test.each(["{}", "no JSON", '[{"name": 1}]'])(
  "a list of targets that reads %s names no target",
  async (list) => {
    const { exec: other } = buildx(() => refuse("ERROR: failed to find target new"));
    const exec: typeof other = async (program, args, options) =>
      args.some((arg) => arg.startsWith("--list"))
        ? { code: 0, stdout: list, stderr: "" }
        : other(program, args, options);
    const targets = printBake({ ...request, targets: ["new"] }, exec);
    await expect(targets).rejects.toThrow('no target or group "new". There are none.');
  },
);
