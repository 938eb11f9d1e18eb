import { relative, resolve } from "node:path";
import { type BuildResult, build } from "./build/bake.ts";
import { type Job, loadedImages, ownDirectories, targetsOf } from "./build/jobs.ts";
import type { PlannedImage } from "./build/plan.ts";
import type { KeepLog } from "./build/step-logs.ts";
import type { BuildTarget } from "./build/target.ts";
import type { ProgressView } from "./build/view.ts";
import type { CheckWorld } from "./checks/check.ts";
import { NOTHING_CHECKED, runChecks } from "./checks/index.ts";
import { measureTime } from "./host/diagnostics.ts";
import { StagegateError } from "./host/errors.ts";
import { readTextFile } from "./host/files.ts";
import type { Image } from "./image/image.ts";
import type { ImageSource } from "./image/source.ts";
import { sourceReport } from "./image/source-report.ts";
import type { Placeholder } from "./image/unread.ts";
import { type KnownOrigins, originsOf, warningOf } from "./measure/attested-dockerfile.ts";
import type { ExaminedImage } from "./measure/examined-image.ts";
import { measure } from "./measure/measure.ts";
import type { Measurement } from "./measure/measurement.ts";
import { stepReports } from "./measure/steps.ts";
import { testOutcomes } from "./measure/tests.ts";
import type { CheckOutcomes, Failure } from "./model/outcomes.ts";

/**
 * Reads an image, for the platform if one is named.
 * @param isPrepared whether `prepareLayout` has prepared its OCI directory
 */
export type ReadImage = (source: ImageSource, platform: string | null, isPrepared: boolean) => Promise<Image>;

/** Everything that building and examining images needs from the world. */
export interface ExamineWorld extends Omit<CheckWorld, "show"> {
  readonly readImage: ReadImage;
  /** The digest of the image that was read from a source; null if the source has none. */
  readonly digestOf: (source: ImageSource) => Promise<string | null>;
  /**
   * Prepares an OCI layout that a builder writes and only this run reads.
   * @param path absolute path of the folder to create
   * @param unread blobs that the builder need not export, because nothing reads their layers
   */
  readonly prepareLayout: (path: string, unread?: readonly Placeholder[]) => Promise<void>;
  /**
   * The image that a builder's record describes; null unless all its layers are known.
   * @param metadata what buildx wrote of the build
   */
  readonly readRecord: (metadata: unknown, platform: string | null) => Promise<Image | null>;
  /** Absolute working folder; paths are shown as they are seen from it. */
  readonly cwd: string;
  /** Absolute folder that is private to the run; its creator removes it. */
  readonly folder: string;
  readonly view: ProgressView;
  /** Takes the whole logs of steps that failed; null if nothing is written. */
  readonly keepLog: KeepLog | null;
  /** Returns the value without confidential texts. */
  readonly redactIn: <T>(value: T) => T;
  /** Adds the access to its cache to an entry of `cache-from` or `cache-to`. */
  readonly withCacheAccess: (cache: string) => string;
}

/** The results of building the jobs of a run. */
export interface BuiltJobs {
  /** By the targets' ids. */
  readonly results: ReadonlyMap<string, BuildResult>;
  /** The outcomes of the checks that need no build, in the order of the jobs. */
  readonly checks: readonly Partial<CheckOutcomes>[];
}

/**
 * Builds all targets of the jobs in one bake run; the checks that need no build run beside it.
 * @param builder buildx builder, or null for the current one
 * @param recorded ids of the targets for which the builder's record is tried first
 * @throws StagegateError if buildx itself failed
 */
export async function buildJobs(
  jobs: readonly Job[],
  builder: string | null,
  recorded: ReadonlySet<string>,
  world: ExamineWorld,
): Promise<BuiltJobs> {
  const { exec, folder, view, prepareLayout, readRecord } = world;
  const checkWorld = checkWorldOf(world);
  const read = ({ settings }: Pick<BuildTarget, "settings">, metadata: unknown) =>
    readRecord(metadata, settings.platform);
  const buildWorld = {
    exec,
    folder,
    show: checkWorld.show,
    onStep: view.step,
    redactIn: world.redactIn,
    keepLog: world.keepLog,
    recorded: { ids: recorded, read },
    withCacheAccess: world.withCacheAccess,
  };
  const targets = targetsOf(jobs);
  for (const directory of ownDirectories(jobs)) await prepareLayout(directory);
  view.begin(targets);
  const [results, checks] = await Promise.all([
    measureTime("the build", () => build(targets, builder, buildWorld)).finally(view.end),
    checkPlans(jobs, checkWorld),
  ]);
  return { results, checks };
}

/** The examined images of a run. */
export interface ExaminedRun {
  /** The images to judge, in the order of their jobs. */
  readonly images: readonly ExaminedImage[];
  /** The baselines that this run built or read, by the names of the images. */
  readonly bases: ReadonlyMap<string, ExaminedImage>;
}

/** Measures each image, and runs its checks. */
export async function examineJobs(
  jobs: readonly Job[],
  { results, checks }: BuiltJobs,
  world: ExamineWorld,
): Promise<ExaminedRun> {
  const images: ExaminedImage[] = [];
  const bases = new Map<string, ExaminedImage>();
  // One after another: a single image keeps the machine's cores busy.
  for (const [at, job] of jobs.entries()) {
    const planned = { ...NOTHING_CHECKED, ...checks[at] };
    const examined = await examine(job, results, planned, world, checkWorldOf(world));
    if (job.isJudged) images.push(examined);
    else bases.set(job.name, examined);
  }
  return { images, bases };
}

/** An image that is not built, because its inputs did not change since it was measured. */
export function unchangedImage(image: PlannedImage, measurement: Measurement): ExaminedImage {
  return {
    image,
    measurement,
    withoutClaim: null,
    failure: null,
    tests: [],
    testsNotRun: [],
    steps: [],
    outcomes: NOTHING_CHECKED,
    isUnchanged: true,
  };
}

/** Removes the images that the build loaded into the engine; also works after the run was stopped. */
export async function removeLoadedImages(
  jobs: readonly Job[],
  { cleanUpExec, warn }: Pick<ExamineWorld, "cleanUpExec" | "warn">,
): Promise<void> {
  const loaded = loadedImages(jobs);
  if (loaded.length === 0) return;
  const { code, stderr } = await cleanUpExec("docker", ["image", "rm", ...loaded]);
  // Images that could not be built were not loaded.
  const complaints = stderr.split("\n").filter((line) => line.trim() !== "" && !/no such image/i.test(line));
  const [why] = complaints;
  if (code !== 0 && why !== undefined)
    warn(`Images of this run cannot be removed: ${why}. Run \`docker image rm ${loaded.join(" ")}\`.`);
}

function checkWorldOf({ exec, cleanUpExec, signal, warn, cwd }: ExamineWorld): CheckWorld {
  return { exec, cleanUpExec, signal, warn, show: (path) => relative(cwd, path) || "." };
}

/** Runs the checks that need no build, one image after another: the machine is building meanwhile. */
async function checkPlans(jobs: readonly Job[], world: CheckWorld): Promise<Partial<CheckOutcomes>[]> {
  const outcomes: Partial<CheckOutcomes>[] = [];
  // All platforms of an image have the same build context.
  const known = new Map<string, Partial<CheckOutcomes>>();
  for (const job of jobs) {
    const { imageName } = job.image;
    const outcome =
      (job.isJudged ? known.get(imageName) : undefined) ??
      (await runChecks("planned", { job, image: null, results: [] }, world));
    if (job.isJudged) known.set(imageName, outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Measures an image and runs its checks, or finds out why there is nothing to measure. */
async function examine(
  job: Job,
  results: BuiltJobs["results"],
  planned: CheckOutcomes,
  reading: ReadingWorld,
  world: CheckWorld,
): Promise<ExaminedImage> {
  const main = job.main === null ? undefined : results.get(job.main.id);
  const jobResults = targetsOf([job]).flatMap(({ id }) => results.get(id) ?? []);
  const { measurement, withoutClaim, failure } =
    main?.failure == null
      ? await measureTime(`reading ${job.main?.title ?? job.name}`, () => readAndMeasure(job, main, reading))
      : { measurement: null, withoutClaim: null, failure: main.failure };
  const subject = { job, image: measurement?.image ?? null, results: jobResults };
  return {
    image: job.image,
    measurement,
    withoutClaim,
    failure,
    ...testOutcomes(job.tests, results, failure),
    steps: stepReports(jobResults),
    outcomes: { ...planned, ...(await runChecks("built", subject, world)) },
  };
}

type ReadResult = Pick<ExaminedImage, "measurement" | "withoutClaim" | "failure">;
type ReadingWorld = Pick<ExamineWorld, "readImage" | "digestOf" | "redactIn" | "warn" | "cwd">;

async function readAndMeasure(
  { name, image, main, source, isJudged }: Job,
  result: BuildResult | undefined,
  { readImage, digestOf, redactIn, warn, cwd }: ReadingWorld,
): Promise<ReadResult> {
  const { how } = image;
  if (how.kind === "existing" && how.unreadable !== undefined) return unreadable(how.unreadable);
  try {
    const read = result?.image ?? (await readImage(source, image.settings.platform, main !== null));
    const found = await originsOf(read, image.builtFrom, result?.provenance, (path) =>
      textAt(resolve(cwd, path)),
    );
    // The Dockerfile of a baseline is an earlier one, so a mismatch there is no problem.
    const warning = isJudged ? warningOf(found) : found.fault;
    if (warning !== null) warn(`${isJudged ? name : `the baseline of ${name}`}: ${warning}`);
    const entries = read.layers.map(({ contents }) => contents.entries);
    const readFrom = how.kind === "built" ? null : sourceReport(source, await digestOf(source), cwd);
    // Redacted here, because the measurement is stored for later runs and compared with their measurements.
    const measured = ({ origins, dockerfile }: KnownOrigins): Measurement => {
      const image = measure(read, origins, dockerfile);
      return { image: redactIn(readFrom === null ? image : { ...image, source: readFrom }), entries };
    };
    const { withoutClaim } = found;
    return {
      measurement: measured(found),
      withoutClaim: withoutClaim === null ? null : () => measured(withoutClaim),
      failure: null,
    };
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    // One image that cannot be read must not hide the results of the others.
    const message = error.hint === null ? error.message : `${error.message}. ${error.hint}`;
    return unreadable(message);
  }
}

function unreadable(message: string): ReadResult {
  const failure: Failure = { kind: "unreadable", message, place: null, log: null, logFile: null };
  return { measurement: null, withoutClaim: null, failure };
}

async function textAt(path: string): Promise<string | null> {
  const file = await readTextFile(path);
  return file.kind === "text" ? file.text : null;
}
