import { relative } from "node:path";
import { examine, type ReadImage, withVariant } from "./analysis/examine.ts";
import { build } from "./build/bake.ts";
import { describeEngine } from "./build/engine.ts";
import type { Exec } from "./build/exec.ts";
import { exportedDirectories, layOut, loadedImages, targetsOf } from "./build/jobs.ts";
import { type PlannedImage, plan } from "./build/plan.ts";
import type { ProgressView } from "./build/view.ts";
import type { Settings } from "./config/config.ts";
import type { LayerCache } from "./image/layer-cache.ts";
import { imageReport } from "./report/assemble.ts";
import type { Report } from "./report/report.ts";
import { runVerdict } from "./report/verdict.ts";
import type { Facts } from "./rules/rule.ts";

/** All that the gate needs of the world. */
export interface World {
  /** Throws once the run was stopped. */
  readonly exec: Exec;
  /** Works also after the run was stopped. */
  readonly cleanUpExec: Exec;
  readonly readImage: ReadImage;
  readonly layerCache: LayerCache;
  /** Absolute working folder; paths are shown as they are seen from it. */
  readonly cwd: string;
  /** Absolute folder private to the run; whoever made it removes it. */
  readonly folder: string;
  /** Unique to the run: lower-case letters and digits. */
  readonly runId: string;
  readonly view: ProgressView;
}

/**
 * Builds, tests, measures and judges every image of the settings.
 * @throws ConfigError where a Dockerfile, a stage or a folder is missing
 * @throws StagegateError where nothing can be judged: no engine, no buildx
 * @throws StoppedError where a signal stopped it
 */
export async function gate(settings: Settings, world: World): Promise<Report> {
  const { exec, cleanUpExec, readImage, layerCache, cwd, folder, runId, view } = world;
  const { builder } = settings.run;
  const show = (path: string) => relative(cwd, path) || ".";

  const images = await plan(settings.images, exec, cwd, show);
  const engine = images.some(needsEngine) ? await describeEngine(exec, builder) : null;
  const jobs = layOut(images, { exportsOci: engine?.exportsOci === true }, folder, runId);
  const targets = targetsOf(jobs);
  try {
    // Layers that are known need not cross over from the builder.
    for (const directory of exportedDirectories(jobs)) await layerCache.placeHolders(directory);
    view.begin(targets);
    const results = await build(targets, builder, { exec, folder, show, onStep: view.step }).finally(
      view.end,
    );

    // One after another: a single image keeps the machine's cores busy.
    const facts: Facts[] = [];
    for (const job of jobs) facts.push(await examine(job, results, readImage));

    const reports = facts.map((own) => imageReport(withVariant(own, facts)));
    return {
      schemaVersion: 1,
      verdict: runVerdict(reports),
      engine: engine?.report ?? null,
      images: reports,
      removedImages: [],
      waiver: null,
    };
  } finally {
    const loaded = loadedImages(jobs);
    if (loaded.length > 0) await cleanUpExec("docker", ["image", "rm", ...loaded]);
  }
}

function needsEngine({ how }: PlannedImage): boolean {
  return how.kind === "built" || how.source.kind === "engine";
}
