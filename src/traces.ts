import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import type { ComparedImage } from "./baseline/compared-image.ts";
import type { Git, NoGit } from "./baseline/git.ts";
import { dockerfileAt } from "./baseline/line-comparison.ts";
import { positionsToTrace, withTrace } from "./baseline/traced-image.ts";
import type { BuildResult } from "./build/bake.ts";
import type { Job } from "./build/jobs.ts";
import type { PlannedImage } from "./build/plan.ts";
import { buildJobs, type ExamineWorld } from "./examine.ts";
import { measureTime, trace, traceError } from "./host/diagnostics.ts";
import { codeOf, StagegateError } from "./host/errors.ts";
import { isRead } from "./image/unread.ts";
import { changedInputs, instructionFinder } from "./measure/trace/inputs.ts";
import type { PartWithFiles } from "./measure/trace/parts.ts";
import { planTrace, type StageLayer, type TracePlan } from "./measure/trace/plan.ts";
import { type TracedStage, tracer } from "./measure/trace/trace.ts";
import type { ChangedInput } from "./model/report.ts";

/** An image with the plan to trace its `COPY --from` instructions. */
export interface PlannedTrace {
  readonly compared: ComparedImage;
  /** Null if there is nothing to trace. */
  readonly plan: TracePlan | null;
}

/**
 * Plans the instructions to trace, by image. An image that equals its baseline needs no trace.
 * @param jobs that built the images
 * @param results of their targets, by their ids
 */
export function planTraces(
  images: readonly ComparedImage[],
  jobs: readonly Job[],
  results: ReadonlyMap<string, BuildResult>,
): PlannedTrace[] {
  return images.map((compared) => {
    const { image, measurement } = compared.own;
    const provenance = provenanceOf(image, jobs, results);
    const isOurs = image.how.kind === "built";
    const plan =
      measurement === null || !isOurs
        ? null
        : planTrace(image, measurement.image, positionsToTrace(compared), provenance);
    return { compared, plan };
  });
}

/** The provenance of the build of a judged image; null if there is none. */
export function provenanceOf(
  image: PlannedImage,
  jobs: readonly Job[],
  results: ReadonlyMap<string, BuildResult>,
): unknown {
  return provenancesOf(image, jobs, results)[0] ?? null;
}

/**
 * The provenances of the builds of a judged image and of its test targets, in this order: null for one that has none,
 * and none at all for an existing image.
 */
export function provenancesOf(
  image: PlannedImage,
  jobs: readonly Job[],
  results: ReadonlyMap<string, BuildResult>,
): unknown[] {
  const job = jobs.find((one) => one.isJudged && one.image === image);
  const targets = job?.main == null ? [] : [job.main, ...job.tests];
  return targets.map(({ id }) => results.get(id)?.provenance ?? null);
}

/**
 * The images that build the stages for traces, by unique names. It writes their Dockerfiles, and leaves out a stage
 * whose Dockerfile cannot be written.
 * @param folder absolute, private to the run
 */
export async function stagesToBuild(
  traces: readonly Pick<PlannedTrace, "plan">[],
  folder: string,
): Promise<Map<string, PlannedImage>> {
  const stages = traces.flatMap(({ plan }, at) =>
    (plan?.stages ?? []).flatMap(({ result, image }) =>
      image === null ? [] : [[nameOf(at, result), image] as const],
    ),
  );
  const written = new Map<string, PlannedImage>();
  for (const [at, [name, image]] of stages.entries()) {
    try {
      written.set(name, await withWrittenDockerfile(image, join(folder, `dockerfile-${at}`)));
    } catch (error) {
      traceError(`writing a Dockerfile to trace ${image.name}`, error);
    }
  }
  return written;
}

/**
 * The same image, built from a new file with the text of its Dockerfile. A `.dockerignore` file of the Dockerfile is
 * copied, too: with other files in the context, steps would miss the build cache.
 * @param folder absolute path of the folder to create
 * @throws the system's error
 */
async function withWrittenDockerfile(image: PlannedImage, folder: string): Promise<PlannedImage> {
  const { settings, builtFrom, how } = image;
  if (builtFrom === null || how.kind !== "built") return image;
  const file = join(folder, basename(how.file));
  await mkdir(folder, { recursive: true });
  await writeFile(file, builtFrom.text);
  await copyFile(`${how.file}.dockerignore`, `${file}.dockerignore`).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
  });
  return { ...image, settings: { ...settings, file }, how: { ...how, file } };
}

/** @param at position of the trace */
function nameOf(at: number, result: string): string {
  return `${at} ${result}`;
}

/** Everything that tracing needs from the world. */
export interface TraceWorld extends ExamineWorld {
  readonly git: Git | NoGit;
}

/**
 * Exports the stages that images copy from, and traces the files of these images to the instructions that made them.
 * The steps of the stages are in the build cache, and large layers of their base images are not exported. If a stage
 * cannot be exported, it is not traced, without an effect on the verdict.
 * @param jobs that build what `stagesToBuild` names
 * @param builder buildx builder, or null for the current one
 * @throws StoppedError if a signal stopped it
 */
export async function traceImages(
  traces: readonly PlannedTrace[],
  jobs: readonly Job[],
  builder: string | null,
  world: TraceWorld,
): Promise<ComparedImage[]> {
  const read = await readStages(traces, jobs, builder, world).catch((error: unknown) => {
    if (!(error instanceof StagegateError)) throw error;
    traceError("tracing COPY --from", error);
    return new Map<string, TracedStage["entries"]>();
  });
  const traced: ComparedImage[] = [];
  for (const [at, { compared, plan }] of traces.entries()) {
    if (plan === null) {
      traced.push(compared);
      continue;
    }
    const stages = new Map(
      plan.stages.flatMap((stage): [string, TracedStage][] => {
        const entries = stage.own.length === 0 ? [] : read.get(nameOf(at, stage.result));
        return entries === undefined ? [] : [[stage.result, { ...stage, entries }]];
      }),
    );
    // With `no-cache`, the build cache holds the steps of the base's later build in place of the image's own.
    const areRebuilt = compared.baseline.report.state === "rebuilt";
    const traceLayer = tracer(stages, areRebuilt);
    const layers = new Map(
      [...plan.copies].map(([position, copy]) => {
        const entries = compared.own.measurement?.entries[position] ?? [];
        return [position, traceLayer(copy, entries)] as const;
      }),
    );
    const own = new Map(plan.stages.map((stage) => [stage.result, stage.own]));
    const stageOf = (result: string) => own.get(result) ?? [];
    const inputsOf = await inputFinder(compared, own, world);
    traced.push(await withTrace(compared, { layers, stageOf }, inputsOf));
  }
  return traced;
}

/** The contents of the layers of the stages that could be read, by the names of their jobs. */
async function readStages(
  traces: readonly PlannedTrace[],
  jobs: readonly Job[],
  builder: string | null,
  world: TraceWorld,
): Promise<Map<string, TracedStage["entries"]>> {
  const read = new Map<string, TracedStage["entries"]>();
  if (jobs.length === 0) return read;
  const blobs = new Map(
    traces.flatMap(({ plan }, at) =>
      (plan?.stages ?? []).map(({ result, baseBlobs }) => [nameOf(at, result), baseBlobs] as const),
    ),
  );
  // The layers of one stage's base image may be needed for another stage, so this is a list for each job.
  const unread = new Map(
    jobs.flatMap(({ name, source }) =>
      source.kind === "oci-directory" ? [[source.path, blobs.get(name) ?? []] as const] : [],
    ),
  );
  const { results } = await buildJobs(jobs, builder, new Set(), {
    ...world,
    prepareLayout: (path) => world.prepareLayout(path, unread.get(path)),
  });
  for (const { name, main, source } of jobs) {
    const failure = main === null ? null : results.get(main.id)?.failure;
    if (failure !== null) {
      trace("plan", () => `${main?.title ?? name} is not traced: ${failure?.message ?? "it was not built"}`);
      continue;
    }
    const { layers } = await measureTime(`reading ${main?.title ?? name}`, () =>
      world.readImage(source, null, true),
    );
    read.set(
      name,
      layers.map((layer) => (isRead(layer) ? layer.contents.entries : null)),
    );
  }
  return read;
}

/**
 * Makes a function that finds, for a part of a trace, the changed files of the build context that its instruction uses.
 * @param layers the layers of the stages with their origins, by the stages' results
 */
async function inputFinder(
  { own: { image }, plan, baseline }: ComparedImage,
  layers: ReadonlyMap<string, readonly StageLayer[]>,
  { git, cwd }: TraceWorld,
): Promise<(part: PartWithFiles) => Promise<readonly ChangedInput[]>> {
  const { behind } = baseline.report;
  const base = plan.kind === "none" || plan.kind === "unreadable" ? null : (plan.base ?? null);
  // A measurement belongs to a known commit. The commit of an image that the settings name is unknown.
  const commit = plan.kind === "given" ? (base?.commit ?? null) : baseline.report.commit;
  if (git.kind !== "git" || commit === null || base === null || behind > 0) return async () => [];
  const { context } = image.settings;
  const folder = pathFrom(git.root, context);
  const start = folder === "" ? "" : `${folder}/`;
  const changed = (await git.changedFiles(commit)) ?? [];
  const ways = new Set(waysOf(image).map((path) => pathFrom(git.root, path)));
  const inContext = changed.flatMap((path) =>
    path.startsWith(start) && !ways.has(path) ? [path.slice(start.length)] : [],
  );
  const isAsBefore = instructionFinder((await dockerfileAt(git, commit, base)) ?? "");
  return async ({ traced: { madeIn }, made }) => {
    const own = layers.get(madeIn?.stage ?? "") ?? [];
    const origin = own[madeIn?.layer ?? -1]?.origin;
    // If the instruction itself changed, it is unclear whether a file caused its growth.
    if (madeIn === null || origin === undefined) return [];
    if (origin.file !== image.builtFrom?.file || !isAsBefore(origin)) return [];
    const inputs: ChangedInput[] = [];
    for (const path of changedInputs(own, madeIn.layer, inContext, made)) {
      const lines = await git.changedLines(commit, start + path);
      const [only = null, ...others] = lines ?? [];
      inputs.push({ file: pathFrom(cwd, join(context, path)), lines: others.length === 0 ? only : null });
    }
    return inputs;
  };
}

/** Absolute paths of the files that control the build of an image, and are no inputs of its instructions. */
function waysOf({ settings, how }: PlannedImage): readonly string[] {
  const ignoreFile = join(settings.context, ".dockerignore");
  return how.kind === "built" ? [ignoreFile, how.file, `${how.file}.dockerignore`] : [ignoreFile];
}

/** The relative path, with slashes. */
function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}
