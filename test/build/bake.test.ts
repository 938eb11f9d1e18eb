import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuildWorld, build, type RecordLookup } from "../../src/build/bake.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import type { Exec } from "../../src/host/exec.ts";
import type { Image } from "../../src/image/image.ts";
import { noSettings } from "../fixtures/settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const target = (id: string): BuildTarget => ({
  id,
  title: id,
  context: "/app",
  file: "/app/Dockerfile",
  stage: id,
  settings: noSettings,
  bake: null,
  output: { kind: "test" },
  loadAs: null,
});

const vertex = (name: string, end: object) =>
  JSON.stringify({ vertexes: [{ digest: `sha256:${name}`, name, started: "2026-01-01T00:00:00Z", ...end }] });

/** A mock of buildx: what it prints in each round, how it ends, and whether it writes metadata. */
function buildx(
  ...rounds: { lines: string[]; code: number; metadata?: unknown; killedBy?: string; notStarted?: string }[]
): Exec & { requests: string[][] } {
  const requests: string[][] = [];
  const exec: Exec = async (_, args, { input = "{}", onErrorLine } = {}) => {
    const { lines = [], code = 0, metadata, ...end } = rounds[requests.length] ?? {};
    requests.push(Object.keys((JSON.parse(input) as { target: object }).target));
    for (const line of lines) onErrorLine?.(line);
    const file = args.find((arg) => arg.startsWith("--metadata-file="))?.slice("--metadata-file=".length);
    if (metadata !== undefined && file !== undefined) writeFileSync(file, JSON.stringify(metadata));
    return { code, stdout: "", stderr: "", ...end };
  };
  return Object.assign(exec, { requests });
}

const world = (exec: Exec, recorded: RecordLookup): BuildWorld => ({
  exec,
  folder,
  show: (path) => path,
  onStep: () => undefined,
  keepLog: null,
  recorded,
  redactIn: (value) => value,
  withCacheAccess: (cache) => cache,
});
const NO_RECORDS: RecordLookup = { ids: new Set(), read: async () => null };

const run = (exec: Exec, ...ids: string[]) => build(ids.map(target), null, world(exec, NO_RECORDS));

test("buildx runs without Git information for every target", async () => {
  let environment: Readonly<Record<string, string>> | undefined;
  await run(async (_, __, { env } = {}) => {
    environment = env;
    return { code: 0, stdout: "", stderr: "" };
  }, "unit");
  expect(environment).toMatchObject({ BUILDX_GIT_INFO: "false" });
});

const LOST =
  "failed to receive status: rpc error: code = NotFound desc = no such job 7oqi4gbf641wc9nlinxy7ohiy";

const DONE = { completed: "2026-01-01T00:00:02Z" };

test("a failed target is not built again, and steps of the others stay uncached", async () => {
  const exec = buildx(
    {
      lines: [
        vertex("[unit unit 1/1] RUN unit", {
          ...DONE,
          error: "process did not complete successfully: exit code: 1",
        }),
        vertex("[e2e e2e 1/1] RUN e2e", DONE),
        "ERROR: target unit: failed to solve: process did not complete successfully: exit code: 1",
      ],
      code: 1,
    },
    {
      lines: [vertex("[e2e 1/1] RUN e2e", { ...DONE, digest: "sha256:[e2e e2e 1/1] RUN e2e", cached: true })],
      code: 0,
      metadata: { e2e: { "buildx.build.provenance": { own: 1 } } },
    },
  );
  const results = await run(exec, "unit", "e2e");
  expect(exec.requests).toEqual([["unit", "e2e"], ["e2e"]]);
  expect(results.get("unit")?.failure?.message).toBe("RUN unit ended with exit code 1");
  expect(results.get("e2e")).toMatchObject({
    failure: null,
    provenance: { own: 1 },
    steps: [{ cached: false }],
  });
});

test("checks cover failed and rebuilt targets, each finding once", async () => {
  const warning = (digest: string, text: string) =>
    JSON.stringify({ warnings: [{ vertex: digest, short: Buffer.from(text).toString("base64") }] });
  const load = (id: string) => vertex(`[${id} internal] load build definition from Dockerfile`, DONE);
  const loaded = (id: string) => `sha256:[${id} internal] load build definition from Dockerfile`;
  const e2e = [load("e2e"), warning(loaded("e2e"), "StageNameCasing: lower")];
  const exec = buildx(
    {
      lines: [
        load("unit"),
        warning(loaded("unit"), "FromAsCasing: upper"),
        ...e2e,
        "ERROR: target unit: failed to solve: lint violation found for rules: FromAsCasing",
      ],
      code: 1,
    },
    { lines: e2e, code: 0 },
  );
  const results = await run(exec, "unit", "e2e");
  expect(results.get("unit")?.checks).toMatchObject([
    { name: "FromAsCasing", message: "upper", place: null },
  ]);
  expect(results.get("e2e")?.checks).toMatchObject([{ name: "StageNameCasing", message: "lower" }]);
});

test("an engine without metadata gives an empty result", async () => {
  const results = await run(buildx({ lines: [], code: 0 }), "unit");
  expect(results.get("unit")).toEqual({
    failure: null,
    provenance: null,
    checks: [],
    steps: [],
    image: null,
  });
});

test.each([null, {}, "text", { "buildx.build.provenance": null }])(
  "a target with metadata %j has no provenance",
  async (own) => {
    const results = await run(buildx({ lines: [], code: 0, metadata: { unit: own } }), "unit");
    expect(results.get("unit")?.provenance).toBeNull();
  },
);

test.each([null, "text", 7])("a metadata file with %j is an error", async (metadata) => {
  await expect(run(buildx({ lines: [], code: 0, metadata }), "unit")).rejects.toThrow("Invalid type");
});

test("an error outside the build ends the run with buildx's message", async () => {
  const exec = buildx({ lines: ["unknown flag: --metadata-file"], code: 125 });
  await expect(run(exec, "unit", "e2e")).rejects.toMatchObject({
    name: "StagegateError",
    message: "docker buildx bake failed (exit code 125): unknown flag: --metadata-file",
  });
});

// Recorded with buildx 0.29.1: a killed client, a killed plugin, an engine that stops during a step.
test.each<[string, { lines: string[]; code: number; killedBy?: string; notStarted?: string }, string]>([
  [
    "a client that is killed",
    {
      lines: ["ERROR: target unit: failed to solve: Canceled: context canceled"],
      code: 1,
      killedBy: "SIGKILL",
    },
    "docker buildx bake was ended by SIGKILL",
  ],
  [
    "a client whose plugin is killed",
    { lines: [], code: 255 },
    "docker buildx bake failed (exit code 255): it gave no reason",
  ],
  [
    "a build that somebody cancels",
    { lines: ["ERROR: target unit: failed to solve: Canceled: context canceled"], code: 1 },
    "the builder failed during the build: Canceled: context canceled",
  ],
  [
    "an engine that goes away",
    {
      lines: [
        "ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF",
      ],
      code: 1,
    },
    "the builder failed during the build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF",
  ],
  [
    "an engine whose disk is full",
    { lines: ["ERROR: target unit: failed to solve: write /x: no space left on device"], code: 1 },
    "the builder failed during the build: write /x: no space left on device",
  ],
  [
    "a builder that loses track of its only build",
    { lines: [`ERROR: target unit: ${LOST}`], code: 1 },
    `the builder failed during the build: ${LOST}`,
  ],
  [
    "a client that cannot start",
    { lines: [], code: 127, notStarted: "EAGAIN" },
    "docker cannot be started: ",
  ],
])("%s ends the run without a verdict about images", async (_, round, message) => {
  await expect(run(buildx(round), "unit")).rejects.toMatchObject({ name: "StagegateError", message });
});

test.each([
  'process "/bin/sh -c npm test" did not complete successfully: exit code: 137',
  'ResourceExhausted: process "/bin/sh -c npm test" did not complete successfully: cannot allocate memory',
  'process "/bin/sh -c ls # Unavailable: no space left on device" did not complete successfully: exit code: 1',
  "failed to resolve source metadata for registry.test/a:1: failed to do request: dial tcp: connection refused",
])("a step that fails with %j fails its image", async (message) => {
  const exec = buildx({ lines: [`ERROR: target unit: failed to solve: ${message}`], code: 1 });
  expect((await run(exec, "unit")).get("unit")?.failure?.message).toBeTruthy();
});

const HUNDRED = Array.from({ length: 100 }, (_, at) => `target-${at}`);

test("up to 40 targets build at once", async () => {
  const exec = buildx();
  const results = await run(exec, ...HUNDRED);
  expect(exec.requests).toEqual([HUNDRED.slice(0, 40), HUNDRED.slice(40, 80), HUNDRED.slice(80)]);
  expect([...results.keys()]).toEqual(HUNDRED);
});

test("all targets build at once if one has no-cache, so that shared steps run once", async () => {
  const exec = buildx();
  const targets = HUNDRED.map((id) => ({
    ...target(id),
    settings: { ...noSettings, noCache: id === "target-7" },
  }));
  await build(targets, null, world(exec, NO_RECORDS));
  expect(exec.requests).toEqual([HUNDRED]);
});

test("a builder that loses track of a build gets half as many at once", async () => {
  const exec = buildx(
    { lines: [vertex("[b 1/1] RUN b", DONE), `ERROR: target c: ${LOST}`], code: 1 },
    {
      lines: [vertex("[b 1/1] RUN b", { ...DONE, cached: true })],
      code: 0,
      metadata: { a: { "buildx.build.provenance": { own: 1 } } },
    },
    {
      lines: ["ERROR: target c: failed to solve: NotFound: forwarding Ping: no such job 52f9ldx5x"],
      code: 1,
    },
    { lines: [], code: 0 },
    { lines: ["ERROR: target d: failed to solve: no"], code: 1 },
  );
  const results = await run(exec, "a", "b", "c", "d");
  expect(exec.requests).toEqual([["a", "b", "c", "d"], ["a", "b"], ["c", "d"], ["c"], ["d"]]);
  expect(results.get("a")?.provenance).toEqual({ own: 1 });
  expect(results.get("b")?.steps).toMatchObject([{ cached: false }]);
  expect([...results.values()].map(({ failure }) => failure?.message)).toEqual([
    ...[undefined, undefined, undefined],
    "no",
  ]);
});

test("only images without a record are exported, with the steps of their first build", async () => {
  const outputs: object[] = [];
  const rounds = buildx(
    {
      lines: [vertex("[unit 1/1] RUN unit", { ...DONE, error: "exit code: 1" }), "ERROR: target unit: no"],
      code: 1,
    },
    {
      lines: [vertex("[known 1/1] RUN known", DONE), vertex("[new 1/1] RUN new", DONE)],
      code: 0,
      metadata: { known: { "buildx.build.provenance": { own: 1 } }, new: {} },
    },
    {
      lines: [vertex("[new 1/1] RUN new", { ...DONE, cached: true })],
      code: 0,
      metadata: { new: { "buildx.build.provenance": { own: 2 } } },
    },
  );
  const exec: Exec = (command, args, options) => {
    const { target: targets } = JSON.parse(options?.input ?? "{}") as Definition;
    outputs.push(mapValues(targets, ({ output, "cache-to": cache }) => [...output, ...(cache ?? [])]));
    return rounds(command, args, options);
  };
  const image: Image = {
    config: { platform: "linux/amd64", user: "", labels: {}, env: [], healthcheck: false, history: [] },
    layers: [],
  };
  const settings = { ...noSettings, cacheTo: ["type=gha"] };
  const exported = (id: string): BuildTarget => ({
    ...target(id),
    settings,
    output: { kind: "oci-directory", path: `/${id}` },
  });
  const results = await build(
    [target("unit"), exported("known"), exported("new")],
    null,
    world(exec, {
      ids: new Set(["known", "new"]),
      read: async ({ id }, metadata) => (id === "known" && metadata !== undefined ? image : null),
    }),
  );
  const record = ["type=image,push=false", "type=gha"];
  expect(outputs).toEqual([
    { unit: ["type=cacheonly"], known: record, new: record },
    { known: record, new: record },
    { new: ["type=oci,tar=false,dest=/new"] },
  ]);
  expect(results.get("unit")?.failure).not.toBeNull();
  expect(results.get("known")).toMatchObject({ image, provenance: { own: 1 }, steps: [{ cached: false }] });
  expect(results.get("new")).toMatchObject({
    image: null,
    provenance: { own: 2 },
    steps: [{ cached: false }],
  });
});

test.each(["", "{", "null", "[1"])("a metadata file that reads %j is an error of stagegate", async (text) => {
  const exec: Exec = async (_, args) => {
    const file = args.flatMap((arg) => /^--metadata-file=(.*)$/.exec(arg)?.[1] ?? [])[0] ?? "";
    writeFileSync(file, text);
    return { code: 0, stdout: "", stderr: "" };
  };
  await expect(run(exec, "unit")).rejects.toThrow(
    expect.objectContaining({
      name: "StagegateError",
      message: expect.stringContaining("what buildx wrote about the build cannot be read"),
    }),
  );
});

test("an endless line is cut off", async () => {
  const exec = buildx({ lines: ["a".repeat(100_000)], code: 1 });
  await expect(run(exec, "unit")).rejects.toThrow(/^docker buildx bake failed \(exit code 1\): a{499}…$/);
});

interface Definition {
  readonly target: Readonly<Record<string, { output: string[]; "cache-to"?: string[] }>>;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
