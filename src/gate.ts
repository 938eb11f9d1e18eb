import { join, relative } from "node:path";
import { baselineImages, findBaselines, namesImage, type Past } from "./baseline/find.ts";
import { keepMeasurements, openMeasurements } from "./baseline/measurements.ts";
import { build } from "./build/bake.ts";
import {
  isStarted,
  type Job,
  layOut,
  loadedImages,
  ownDirectories,
  recordedTargets,
  targetsOf,
} from "./build/jobs.ts";
import { type PlannedImage, plan } from "./build/plan.ts";
import type { ProgressView } from "./build/view.ts";
import { measureContexts } from "./checks/context/contexts.ts";
import type { Settings } from "./config/config.ts";
import { describeEngine } from "./docker/engine.ts";
import { examine, type ReadImage } from "./examine.ts";
import type { Exec } from "./host/exec.ts";
import type { Image } from "./image/image.ts";
import { imageReport } from "./judge/assemble.ts";
import { compareImage, withVariant } from "./judge/compared.ts";
import { sharedOnce } from "./judge/once.ts";
import { runVerdict } from "./judge/verdict.ts";
import type { Examined } from "./measure/examined.ts";
import type { Report } from "./model/report.ts";

/** All that the gate needs of the world. */
export interface World {
  /** Throws once the run was stopped. */
  readonly exec: Exec;
  /** Works also after the run was stopped. */
  readonly cleanUpExec: Exec;
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal;
  readonly readImage: ReadImage;
  /**
   * Readies an OCI layout that a builder is to write and only this run reads.
   * @param path absolute folder, which is made
   */
  readonly prepareLayout: (path: string) => Promise<void>;
  /** Begins to fetch the layers that other machines know; whoever asks for layers waits for them. */
  readonly fetchLayers: () => void;
  /** Whether anything is known of any layer. */
  readonly knowsLayers: () => Promise<boolean>;
  /**
   * The image that a builder's record tells of, if all its layers are known; else null.
   * @param metadata what buildx wrote of the build
   */
  readonly readRecord: (metadata: unknown, platform: string | null) => Promise<Image | null>;
  /** What is known of earlier states of the repository. */
  readonly past: Past;
  /** Absolute working folder; paths are shown as they are seen from it. */
  readonly cwd: string;
  /** Absolute folder private to the run; whoever made it removes it. */
  readonly folder: string;
  /** Unique to the run: lower-case letters and digits. */
  readonly runId: string;
  /** The label of the pull request that waives its failures; null where it has none. */
  readonly waiver: string | null;
  readonly view: ProgressView;
}

/**
 * Builds, tests, measures, compares and judges every image of the settings.
 * @throws ConfigError where a Dockerfile, a stage or a folder is missing
 * @throws StagegateError where nothing can be judged: no engine, no buildx
 * @throws StoppedError where a signal stopped it
 */
export async function gate(settings: Settings, world: World): Promise<Report> {
  const { exec, past, cwd, folder, runId, waiver } = world;
  const { builder, only } = settings.run;
  const mode = settings.run.baseline ?? "auto";

  const images = await plan(settings.images, exec, cwd, (path) => relative(cwd, path) || ".");
  const isEngineNeeded = images.some(needsEngine) || namesImage(mode);
  if (isEngineNeeded) world.fetchLayers();
  const isToStart = images.some(({ settings }) => isStarted(settings));
  const engine = isEngineNeeded ? await describeEngine(exec, builder, isToStart) : null;
  const measurements = openMeasurements(past.store, engine?.report ?? null);
  const worktree = join(folder, "base");
  try {
    const found = await findBaselines(images, mode, { ...world, measurements, worktree });
    const place = { exportsOci: engine?.exportsOci === true, folder, runId };
    const jobs = layOut(images, "image", place);
    const baseJobs = layOut(baselineImages(found), "base", place);

    const all = [...jobs, ...baseJobs];
    const isRecordOfUse = engine?.recordsImages === true && (await world.knowsLayers());
    const recorded = isRecordOfUse ? recordedTargets(all) : new Set<string>();
    const examined = await buildAndExamine(all, recorded, builder, world);
    const bases = examined.slice(jobs.length);
    const compared = examined
      .slice(0, jobs.length)
      .map((own) => compareImage(own, found, bases, waiver !== null));
    await keepMeasurements(compared, past, measurements);

    const reports = sharedOnce(compared.map((own) => imageReport(withVariant(own, compared), own)));
    return {
      schemaVersion: 1,
      verdict: runVerdict(reports),
      engine: engine?.report ?? null,
      images: reports,
      // Of some images of several, the others are not removed.
      removedImages: only === null ? found.removed : [],
      waiver,
    };
  } finally {
    if (past.git.kind === "git") await past.git.removeWorktree(worktree, past.warn);
  }
}

/**
 * Builds all targets and looks at what came of each image, in the order of the jobs.
 * @param recorded ids of the targets whose images are first looked for in the builder's record
 */
async function buildAndExamine(
  jobs: readonly Job[],
  recorded: ReadonlySet<string>,
  builder: string | null,
  world: World,
): Promise<Examined[]> {
  const { exec, cleanUpExec, prepareLayout, readRecord, cwd, folder, view } = world;
  const targets = targetsOf(jobs);
  const show = (path: string) => relative(cwd, path) || ".";
  try {
    for (const directory of ownDirectories(jobs)) await prepareLayout(directory);
    view.begin(targets);
    const [results, contexts] = await Promise.all([
      build(targets, builder, {
        exec,
        folder,
        show,
        onStep: view.step,
        recorded: {
          ids: recorded,
          read: ({ settings }, metadata) => readRecord(metadata, settings.platform),
        },
      }).finally(view.end),
      measureContexts(jobs, show),
    ]);
    // One after another: a single image keeps the machine's cores busy.
    const examined: Examined[] = [];
    for (const job of jobs) examined.push(await examine(job, { results, contexts }, world));
    return examined;
  } finally {
    const loaded = loadedImages(jobs);
    if (loaded.length > 0) await cleanUpExec("docker", ["image", "rm", ...loaded]);
  }
}

function needsEngine({ how }: PlannedImage): boolean {
  return how.kind === "built" || how.source.kind === "engine";
}
