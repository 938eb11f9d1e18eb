import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BakeTarget } from "../src/bake/target.ts";
import { bakeDefinition } from "../src/build/bake-definition.ts";
import { layOut, targetsOf } from "../src/build/jobs.ts";
import { ONE_ROW, type PlannedImage } from "../src/build/plan.ts";
import { stagesToBuild } from "../src/traces.ts";
import { settingsWith } from "./fixtures/facts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const TEXT = "FROM alpine\nRUN make\n";

function stageOf(file: string, bake: BakeTarget | null = null): PlannedImage {
  return {
    ...ONE_ROW,
    name: "app, stage 0",
    imageName: "app",
    bake,
    settings: { ...settingsWith(), context: "/app" },
    placeOf: () => ({ name: "", at: null }),
    builtFrom: { file: "Dockerfile", text: TEXT, target: null },
    how: { kind: "built", file, testTargets: [], place: { file: "Dockerfile", lines: [1, 1] } },
  };
}

/** The Dockerfiles that bake is told to build the stages from. */
async function dockerfilesOf(...images: readonly PlannedImage[]): Promise<readonly string[]> {
  const stages = images.map((image, at) => ({
    result: `step${at}:0`,
    name: null,
    base: "alpine",
    baseBlobs: [],
    own: [],
    image,
  }));
  const planned = await stagesToBuild([{ plan: { copies: new Map(), stages } }], join(folder, "run"));
  const jobs = layOut(planned, "stage", { exportsOci: true, folder, runId: "r1" });
  const targets: Record<string, object> = JSON.parse(bakeDefinition(targetsOf(jobs))).target;
  return Object.values(targets).map((target) => {
    expect(target).not.toHaveProperty("dockerfile-inline");
    expect(target).toHaveProperty("dockerfile");
    return "dockerfile" in target ? String(target.dockerfile) : "";
  });
}

test("a stage is built from its text with the Dockerfile's ignore file", async () => {
  const file = join(folder, "app.Dockerfile");
  writeFileSync(`${file}.dockerignore`, "docs\n");
  const [path = "", other = ""] = await dockerfilesOf(stageOf(file), stageOf(join(folder, "Dockerfile")));
  expect(readFileSync(path, "utf8")).toBe(TEXT);
  expect(readFileSync(`${path}.dockerignore`, "utf8")).toBe("docs\n");
  expect(readFileSync(other, "utf8")).toBe(TEXT);
  expect(existsSync(`${other}.dockerignore`)).toBe(false);
});

test("a stage of an inline Dockerfile is built from its text", async () => {
  const bake: BakeTarget = {
    name: "app",
    file: "/app/docker-bake.hcl",
    shown: "docker-bake.hcl",
    folder: "/app",
    machine: "/app",
    attributes: { "dockerfile-inline": `${TEXT}FROM scratch\nCOPY --from=0 /a /a\n` },
    linked: {},
  };
  const [path = ""] = await dockerfilesOf(stageOf("/app/docker-bake.hcl#app", bake));
  expect(readFileSync(path, "utf8")).toBe(TEXT);
});

test("a stage whose Dockerfile cannot be written is left out", async () => {
  writeFileSync(join(folder, "run"), "");
  expect(await dockerfilesOf(stageOf("/app/Dockerfile"))).toEqual([]);
});
