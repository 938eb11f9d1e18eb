import { dirname, join, relative, resolve } from "node:path";
import { whyTriggers } from "./baseline/base-triggers.ts";
import type { BaselinePlan, Baselines } from "./baseline/baseline-plan.ts";
import { openInputs, type ReadInputs, rootOf } from "./baseline/build-inputs.ts";
import { buildNote } from "./baseline/build-note.ts";
import { compareAgain, compareImage } from "./baseline/compared-image.ts";
import { findBaselines, imagesToBuild, namesImage } from "./baseline/find.ts";
import type { History } from "./baseline/history.ts";
import { openMeasurements, type PassedImage, storeMeasurements } from "./baseline/measurements.ts";
import { isStarted, type Job, layOut, recordedTargets } from "./build/jobs.ts";
import { type PlannedImage, plan } from "./build/plan.ts";
import { type ListPlatforms, platformRows } from "./build/platform-rows.ts";
import { podmanAdvice } from "./build/podman-advice.ts";
import { checkUnusedNames } from "./build/unused-names.ts";
import { removeSentFolder } from "./checks/context/output-folder.ts";
import type { Settings } from "./config/config.ts";
import { NOWHERE } from "./config/configured-images.ts";
import { describeEngine } from "./docker/engine.ts";
import { isInCi } from "./event/ci.ts";
import {
  buildJobs,
  type ExaminedRun,
  type ExamineWorld,
  examineJobs,
  removeLoadedImages,
  unchangedImage,
} from "./examine.ts";
import { trace } from "./host/diagnostics.ts";
import type { Environment } from "./host/environment.ts";
import { hostPlatform } from "./image/platform.ts";
import { doubtfulImages } from "./judge/doubtful.ts";
import { judge } from "./judge/judge.ts";
import { passedImages } from "./judge/passed.ts";
import type { ExaminedImage } from "./measure/examined-image.ts";
import type { Report } from "./model/report.ts";
import { removeEarlierReports } from "./report/earlier-reports.ts";
import { plural } from "./text/words.ts";
import { planTraces, provenanceOf, provenancesOf, stagesToBuild, traceImages } from "./traces.ts";
import { writeFlag, writeKey } from "./values/problem.ts";

/** Everything that the gate needs from the world. */
export interface World extends ExamineWorld {
  /** Hides the confidential values in the settings of images. */
  readonly hide: (images: readonly PlannedImage[]) => Promise<void>;
  /** Starts to fetch the contents of layers that other machines know. Later requests for layers wait for it. */
  readonly fetchLayers: () => void;
  /** The platforms of the images that a source holds, in the order of its index. */
  readonly listPlatforms: ListPlatforms;
  /** Whether the contents of any layer are known. */
  readonly knowsLayers: () => Promise<boolean>;
  /** Earlier states of the repository. */
  readonly history: History;
  /** Whether it runs at a command line, and not in a workflow. */
  readonly isCommandLine: boolean;
  /** Variables of this process. */
  readonly env: Environment;
  /** Unique to the run: lower-case letters and digits. */
  readonly runId: string;
  /**
   * The label of the pull request that waives its failures; null if it has none. The gate waits for it only to judge.
   */
  readonly waiver: Promise<string | null>;
}

/**
 * Builds, tests, measures, compares and judges every image of the settings.
 * @throws ConfigError if a Dockerfile, a stage or a folder is missing
 * @throws StagegateError if nothing can be judged: no engine, no buildx
 * @throws StoppedError if a signal stopped it
 */
export async function gate(settings: Settings, world: World): Promise<Report> {
  const { images, run } = settings;
  const { exec, env, history, cwd, folder, runId, waiver } = world;
  const worktree = join(folder, "base");

  const output = run.outputDir === null ? null : resolve(cwd, run.outputDir);
  const isRemoved = output !== null && (await removeEarlierReports(output));
  const show = (path: string) => relative(cwd, path) || ".";
  const { at } = settings.place;
  const written = world.isCommandLine ? writeFlag : writeKey;
  const planned = await plan(images, exec, cwd, show, settings.place === NOWHERE ? written : null);
  const configFolder = at === null ? null : dirname(resolve(cwd, at.file));
  await checkUnusedNames(planned, history.inputs, cwd, configFolder, show);
  if (at !== null && dirname(at.file) !== "." && !history.inputs.has("config"))
    world.view.tell(`This run gates ${plural(images.length, "image")} of the configuration file ${at.file}`);
  for (const image of planned) trace("plan", () => planWords(image));
  if (output !== null && isRemoved) await removeSentFolder(planned, output, cwd);
  const isEngineNeeded = planned.some(needsEngine);
  if (isEngineNeeded || planned.some(isRemembered) || namesImage(run.baseline ?? "auto")) world.fetchLayers();
  const isToStart = planned.some(({ settings }) => isStarted(settings));
  const engine = isEngineNeeded
    ? await describeEngine(exec, run.builder, isToStart, podmanAdvice(planned, cwd))
    : null;
  const native = engine?.platform ?? hostPlatform();
  const rows = await platformRows(planned, native, world.listPlatforms);
  const measurements = openMeasurements(history.store, engine?.report ?? null, env);
  let jobs: readonly Job[] = [];
  try {
    const baselines = await findBaselines(
      { settings, planned, rows, native },
      { ...world, measurements, worktree, showLog: world.view.log },
    );
    for (const [name, found] of baselines.plans)
      trace("baseline", () => `${name}: ${baselinePlanWords(found)}`);
    const note = world.isCommandLine ? buildNote(baselines.plans, run.baseline, history.git) : null;
    if (note !== null) world.view.tell(note);

    const destination = { exportsOci: engine?.exportsOci === true, folder, runId };
    const { unchanged, inputs } =
      run.onlyChanged === true ? await findUnchanged(rows, baselines, world) : BUILD_ALL;
    const ownImages = new Map(rows.flatMap((row) => (unchanged.has(row.name) ? [] : [[row.name, row]])));
    jobs = [
      ...layOut(ownImages, "image", destination),
      ...layOut(imagesToBuild(baselines.plans), "base", destination),
    ];
    await world.hide(jobs.map(({ image }) => image));
    // The builder's record of a cached build describes the image without an export.
    const hasRecords = engine?.recordsImages === true && (await world.knowsLayers());
    const recorded = hasRecords ? recordedTargets(jobs) : new Set<string>();
    const built = await buildJobs(jobs, run.builder, recorded, world);
    const examined = await examineJobs(jobs, built, world);
    const owns = rows.flatMap(
      ({ name }) => unchanged.get(name) ?? examined.images.find(({ image }) => image.name === name) ?? [],
    );

    const compared = await Promise.all(
      owns.map(async (own) => {
        const { name, imageName, settings } = own.image;
        const { plans, change } = baselines;
        const asked = change?.kind === "read" ? change.images.get(imageName)?.(settings.platform) : undefined;
        const base = examined.bases.get(name) ?? null;
        const inputs = await baselines.compareInputs(own, provenanceOf(own.image, jobs, built.results));
        return compareImage(own, plans.get(name) ?? NO_PLAN, base, asked ?? null, inputs);
      }),
    );

    for (const { own, warning } of compared)
      if (warning !== null) world.warn(`${own.image.name}: ${warning}`);

    // No verdict depends on an old measurement, or on a line that grew by itself: in such a case, the gate builds the
    // base and compares again.
    const laterPlans = new Map<string, BaselinePlan>();
    for (const name of doubtfulImages(compared)) laterPlans.set(name, await baselines.planBuild(name));
    const laterJobs = layOut(imagesToBuild(laterPlans), "later-base", destination);
    jobs = [...jobs, ...laterJobs];
    const { bases } = await buildBases(laterJobs, run.builder, world);
    const final = compared.map((image) => {
      const { name } = image.own.image;
      const plan = laterPlans.get(name);
      return plan === undefined ? image : compareAgain(image, plan, bases.get(name) ?? null);
    });

    // Traces explain changes and images over their limits. A run without either builds nothing more.
    const traces = planTraces(final, jobs, built.results);
    const stageJobs = layOut(await stagesToBuild(traces, folder), "stage", destination);
    jobs = [...jobs, ...stageJobs];
    const traced = await traceImages(traces, stageJobs, run.builder, { ...world, git: history.git });
    const report = judge(traced, {
      engine: engine?.report ?? null,
      change: baselines.change,
      settings,
      waiver: await waiver,
      isInCi: isInCi(env),
    });
    const same = await withSameInputs(passedImages(final, report), inputs, openInputs(history.git, cwd));
    const passed = same.filter(({ own: { image } }) => {
      const why = whyTriggers(image, provenancesOf(image, jobs, built.results));
      if (why !== null) world.view.tell(`only-changed: the next run builds ${image.name} too: ${why}`);
      return why === null;
    });
    await storeMeasurements(final, passed, rootOf(history.git, cwd), history, measurements);
    return report;
  } finally {
    await removeLoadedImages(jobs, world);
    if (history.git.kind === "git") await history.git.removeWorktree(worktree, history.warn);
  }
}

/** Images that need not be built, and the known digests of the inputs of the other images; by names. */
interface KnownImages {
  readonly unchanged: ReadonlyMap<string, ExaminedImage>;
  readonly inputs: ReadonlyMap<string, string>;
}

const BUILD_ALL: KnownImages = { unchanged: new Map(), inputs: new Map() };

/** Finds the images that passed an earlier run and did not change since, and reports why the others are built. */
async function findUnchanged(
  rows: readonly PlannedImage[],
  baselines: Baselines,
  { view }: World,
): Promise<KnownImages> {
  const unchanged = new Map<string, ExaminedImage>();
  const inputs = new Map<string, string>();
  const built = new Map<string, string[]>();
  const all = await Promise.all(
    rows.map(async (image) => ({ image, search: await baselines.findUnchanged(image.name) })),
  );
  for (const { image, search } of all) {
    if (search.kind === "unchanged") unchanged.set(image.name, unchangedImage(image, search.measurement));
    else {
      built.set(search.why, [...(built.get(search.why) ?? []), image.name]);
      if (search.inputs !== null) inputs.set(image.name, search.inputs);
    }
  }
  for (const [why, names] of built)
    view.tell(`only-changed: ${someNames(names)} ${names.length === 1 ? "is" : "are"} built: ${why}`);
  view.tell(`only-changed: ${unchanged.size} of ${plural(rows.length, "image")} unchanged and not built`);
  return { unchanged, inputs };
}

/** The images with the same inputs as before the build: only then the builder certainly saw these inputs. */
async function withSameInputs(
  images: readonly ExaminedImage[],
  inputs: KnownImages["inputs"],
  readInputs: ReadInputs,
): Promise<PassedImage[]> {
  const same: PassedImage[] = [];
  for (const own of images) {
    const before = inputs.get(own.image.name);
    const after = before === undefined ? null : await readInputs(own.image);
    if (after?.kind === "known" && after.digest === before) same.push({ own, inputs: after.digest });
  }
  return same;
}

/** Number of images that one line names. */
const NAMES_SHOWN = 5;

/** `web`, `web and api`, `a, b, c, d, e and 14 more`. */
function someNames(names: readonly string[]): string {
  const left = names.length - NAMES_SHOWN;
  if (left > 0) return `${names.slice(0, NAMES_SHOWN).join(", ")} and ${left} more`;
  const [last = "", ...before] = names.toReversed();
  return before.length === 0 ? last : `${before.reverse().join(", ")} and ${last}`;
}

/** Builds and examines the bases that images are compared with again. */
async function buildBases(jobs: readonly Job[], builder: string | null, world: World): Promise<ExaminedRun> {
  if (jobs.length === 0) return { images: [], bases: new Map() };
  await world.hide(jobs.map(({ image }) => image));
  return examineJobs(jobs, await buildJobs(jobs, builder, new Set(), world), world);
}

const NO_PLAN = { kind: "none", why: "`baseline: none` is set" } as const;

function needsEngine({ how }: PlannedImage): boolean {
  return how.kind === "built" || how.source.kind === "engine";
}

/** Whether an earlier run may know an image that is read without an engine. */
function isRemembered({ how }: PlannedImage): boolean {
  return how.kind === "existing" && (how.source.kind === "registry" || how.source.kind === "podman");
}

function planWords({ name, how, settings }: PlannedImage): string {
  if (how.kind === "existing") return `${name}: reads ${how.source.kind} ${settings.image}`;
  const tests = how.testTargets.length === 0 ? "" : `, tests ${how.testTargets.join(", ")}`;
  return `${name}: builds ${settings.target ?? "the last stage"} of ${how.file}${tests}`;
}

function baselinePlanWords(plan: BaselinePlan): string {
  switch (plan.kind) {
    case "none":
      return `none (${plan.why})`;
    case "stored":
      return `stored of ${plan.stored.commit}, ${plan.behind} commits behind`;
    case "built":
      return `builds ${plan.base.commit}`;
    case "given":
      return `reads ${plan.name}`;
    case "unreadable":
      return `cannot read ${plan.name} (${plan.why})`;
  }
}
