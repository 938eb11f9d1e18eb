import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../src/build/bake.ts";
import type { Exec } from "../../src/build/exec.ts";
import type { BuildTarget } from "../../src/build/target.ts";
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

/** A mock of buildx: what it prints in each round, its exit code, and whether it writes metadata. */
function buildx(
  ...rounds: { lines: string[]; code: number; metadata?: object }[]
): Exec & { asked: string[][] } {
  const asked: string[][] = [];
  const exec: Exec = async (_, args, { input = "{}", onErrorLine } = {}) => {
    const { lines = [], code = 0, metadata } = rounds[asked.length] ?? {};
    asked.push(Object.keys((JSON.parse(input) as { target: object }).target));
    for (const line of lines) onErrorLine?.(line);
    const file = args.find((arg) => arg.startsWith("--metadata-file="))?.slice("--metadata-file=".length);
    if (metadata !== undefined && file !== undefined) writeFileSync(file, JSON.stringify(metadata));
    return { code, stdout: "", stderr: "" };
  };
  return Object.assign(exec, { asked });
}

const run = (exec: Exec, ...ids: string[]) =>
  build(ids.map(target), null, { exec, folder, show: (path) => path, onStep: () => undefined });

const DONE = { completed: "2026-01-01T00:00:02Z" };

test("what fails is built no more, what ran beside it has not become cached", async () => {
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
  expect(exec.asked).toEqual([["unit", "e2e"], ["e2e"]]);
  expect(results.get("unit")?.failure?.message).toBe("RUN unit ended with exit code 1");
  expect(results.get("e2e")).toMatchObject({
    failure: null,
    provenance: { own: 1 },
    steps: [{ cached: false }],
  });
});

test("checks are told of what failed and of what was built again beside it, once", async () => {
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

test("an engine that writes no metadata is none the worse", async () => {
  const results = await run(buildx({ lines: [], code: 0 }), "unit");
  expect(results.get("unit")).toEqual({ failure: null, provenance: null, checks: [], steps: [] });
});

test("what is no build's failure ends the run, with buildx's own words", async () => {
  const exec = buildx({ lines: ["unknown flag: --metadata-file"], code: 125 });
  await expect(run(exec, "unit", "e2e")).rejects.toMatchObject({
    name: "StagegateError",
    message: "docker buildx bake failed (exit code 125): unknown flag: --metadata-file",
  });
});
