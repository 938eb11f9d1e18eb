import type { BuildResult } from "./build/bake.ts";
import { distinctChecks } from "./build/checks.ts";
import { isScanned, type Job, targetsOf } from "./build/jobs.ts";
import { scanImage } from "./checks/scan/scan.ts";
import { type SmokeWorld, smokeTest } from "./checks/smoke/smoke.ts";
import { StagegateError } from "./host/errors.ts";
import type { Exec } from "./host/exec.ts";
import type { Image } from "./image/image.ts";
import type { ImageSource } from "./image/source.ts";
import type { Examined } from "./measure/examined.ts";
import { measure } from "./measure/measure.ts";
import type { Measurement } from "./measure/measurement.ts";
import { findOrigins } from "./measure/origins.ts";
import { stepReports } from "./measure/steps.ts";
import { testReport } from "./measure/tests.ts";
import type { Failure, SmokeOutcome } from "./model/outcomes.ts";
import type { ContextReport, ScanReport } from "./model/report.ts";

/**
 * Reads an image, of the platform where one is named.
 * @param isPrepared whether `prepareLayout` has prepared its OCI directory
 */
export type ReadImage = (source: ImageSource, platform: string | null, isPrepared: boolean) => Promise<Image>;

/** What examining an image needs of the world. */
export interface ExamineWorld extends SmokeWorld {
  readonly readImage: ReadImage;
}

/** What is known once all was built. */
export interface Built {
  /** By the targets' ids. */
  readonly results: ReadonlyMap<string, BuildResult>;
  /** By the images' names. */
  readonly contexts: ReadonlyMap<string, ContextReport | null>;
}

/** Looks at what was built of an image and tries it out, or finds out why there is nothing to measure. */
export async function examine(
  job: Job,
  { results, contexts }: Built,
  world: ExamineWorld,
): Promise<Examined> {
  const result = job.main === null ? undefined : results.get(job.main.id);
  const { how } = job.image;
  const provenance = how.kind === "built" && how.isFetched ? null : result?.provenance;
  const measured =
    result?.failure ??
    (await readAndMeasure(job, provenance, async (...asked) => result?.image ?? world.readImage(...asked)));
  const failed = "kind" in measured;
  return {
    image: job.image,
    measurement: failed ? null : measured,
    failure: failed ? measured : null,
    tests: job.tests.map((test) => testReport(test, results.get(test.id))),
    steps: stepReports(targetsOf([job]).flatMap(({ id }) => results.get(id) ?? [])),
    checks: distinctChecks(targetsOf([job]).flatMap(({ id }) => results.get(id)?.checks ?? [])),
    context: (job.isJudged ? contexts.get(job.image.name) : null) ?? null,
    smoke: failed ? null : await trial(job, measured.image.healthcheck, world),
    scan: failed || !isScanned(job) ? null : await scan(job, measured, world.exec),
  };
}

function scan({ image, source }: Job, { image: { layers } }: Measurement, exec: Exec): Promise<ScanReport> {
  const diffIds = layers.map(({ diffId }) => diffId);
  return scanImage({ source, platform: image.settings.platform, diffIds }, exec);
}

async function trial(
  { image, started }: Job,
  healthcheck: boolean,
  world: SmokeWorld,
): Promise<SmokeOutcome | null> {
  const { smoke, platform, allowRoot } = image.settings;
  if (started === null || smoke === null) return null;
  return smokeTest({ ...started, smoke, platform, healthcheck, allowRoot: allowRoot === true }, world);
}

async function readAndMeasure(
  { image, main, source }: Job,
  provenance: unknown,
  readImage: ReadImage,
): Promise<Measurement | Failure> {
  try {
    const read = await readImage(source, image.settings.platform, main !== null);
    const origins = image.builtFrom === null ? null : findOrigins(read, image.builtFrom, provenance);
    return { image: measure(read, origins), entries: read.layers.map(({ contents }) => contents.entries) };
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    // One image that can't be read must not hide what is known of the others.
    const message = error.hint === null ? error.message : `${error.message}. ${error.hint}`;
    return { kind: "unreadable", message, place: null, log: null };
  }
}
