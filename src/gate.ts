import { join, relative } from "node:path";
import { measure } from "./analysis/measure.ts";
import { type BuiltFrom, findOrigins } from "./analysis/origins.ts";
import { testReport } from "./analysis/tests.ts";
import { type BuildResult, build } from "./build/bake.ts";
import { describeEngine, type Engine } from "./build/engine.ts";
import type { Exec } from "./build/exec.ts";
import { type PlannedImage, plan } from "./build/plan.ts";
import type { BuildTarget } from "./build/target.ts";
import type { ProgressView } from "./build/view.ts";
import type { Settings } from "./config/config.ts";
import { StagegateError } from "./errors.ts";
import type { Image } from "./image/image.ts";
import { parseSource, type Source } from "./image/source.ts";
import type { ImageReport, MeasuredImage, Report } from "./report/report.ts";
import { imageVerdict, runVerdict } from "./report/verdict.ts";
import { judge } from "./rules/index.ts";
import type { Facts, Failure } from "./rules/rule.ts";

/** All that the gate needs of the world. */
export interface World {
  /** Throws once the run was stopped. */
  readonly exec: Exec;
  /** Works also after the run was stopped. */
  readonly cleanUpExec: Exec;
  readonly readImage: (source: Source, platform: string | null) => Promise<Image>;
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
  const { builder } = settings.run;
  const images = await plan(settings.images, world.exec, shown(world));
  const needsEngine = settings.images.some(
    ({ settings: { image } }) => image === null || parseSource(image, world.cwd).kind === "engine",
  );
  const engine = needsEngine ? await describeEngine(world.exec, builder) : null;

  const jobs = images.map((image, index) => ({ image, ...targetsOf(image, index, engine, world) }));
  try {
    const targets = jobs.flatMap(({ main, tests }) => [...(main === null ? [] : [main]), ...tests]);
    world.view.begin(targets);
    const results = await build(targets, builder, {
      ...world,
      show: shown(world),
      onStep: world.view.step,
    }).finally(world.view.end);
    const facts: Facts[] = [];
    for (const job of jobs) facts.push(await examine(job, results, world));
    const reports = facts.map((own) => report(withVariant(own, facts)));
    return {
      schemaVersion: 1,
      verdict: runVerdict(reports),
      engine: engine && engineReport(engine),
      images: reports,
    };
  } finally {
    await removeLoaded(jobs, world);
  }
}

/** An image with the targets that are built for it. */
interface Job {
  readonly image: PlannedImage;
  /** Null for an existing image. */
  readonly main: BuildTarget | null;
  readonly tests: readonly BuildTarget[];
}

function targetsOf(
  { name, settings, build }: PlannedImage,
  index: number,
  engine: Engine | null,
  world: World,
): Omit<Job, "image"> {
  if (build === null) return { main: null, tests: [] };
  const common = { context: settings.context, file: build.file, settings };
  const id = `image-${index}`;
  return {
    main: {
      ...common,
      id,
      title: name,
      stage: settings.target,
      output:
        engine?.exportsOci === true
          ? { kind: "oci-directory", path: join(world.folder, id) }
          : { kind: "engine", name: `stagegate-${world.runId}:${id}` },
    },
    tests: build.testTargets.map((stage, number) => ({
      ...common,
      id: `test-${index}-${number}`,
      title: `${name} ${stage}`,
      stage,
      output: { kind: "test" },
    })),
  };
}

/** Reads and measures what was built of an image, or says why there is nothing to measure. */
async function examine(
  { image: { name, settings, builtFrom, build }, main, tests }: Job,
  results: ReadonlyMap<string, BuildResult>,
  world: World,
): Promise<Facts> {
  const result = main === null ? undefined : results.get(main.id);
  const measured =
    result?.failure ??
    (await readAndMeasure(
      sourceOf(main, settings.image, world.cwd),
      settings.platform,
      builtFrom,
      result?.provenance,
      world,
    ));
  const failed = "kind" in measured;
  return {
    name,
    settings,
    target: build === null ? null : (builtFrom?.target ?? null),
    image: failed ? null : measured,
    failure: failed ? measured : null,
    tests: tests.map((test) => testReport(test, results.get(test.id))),
    variant: null,
    place: build?.place ?? null,
  };
}

async function readAndMeasure(
  source: Source,
  platform: string | null,
  builtFrom: BuiltFrom | null,
  provenance: unknown,
  world: World,
): Promise<MeasuredImage | Failure> {
  try {
    const image = await world.readImage(source, platform);
    return measure(image, builtFrom === null ? null : findOrigins(image, builtFrom, provenance));
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    // One image that can't be read must not hide what is known of the others.
    return {
      kind: "unreadable",
      message: error.hint === null ? error.message : `${error.message}. ${error.hint}`,
      place: null,
      log: null,
    };
  }
}

function sourceOf(main: BuildTarget | null, image: string | null, cwd: string): Source {
  if (main?.output.kind === "oci-directory") return { kind: "oci-directory", path: main.output.path };
  if (main?.output.kind === "engine") return { kind: "engine", name: main.output.name };
  return parseSource(image ?? "", cwd);
}

function withVariant(facts: Facts, all: readonly Facts[]): Facts {
  const name = facts.settings.compareWith;
  const variant = all.find((other) => other.name === name);
  return variant === undefined
    ? facts
    : { ...facts, variant: { name: variant.name, size: variant.image?.size ?? null } };
}

function report(facts: Facts): ImageReport {
  const { name, target, settings, image, failure, tests, variant } = facts;
  const findings = judge(facts);
  const reportOnly = settings.reportOnly === true;
  const saving =
    image === null || variant === null || variant.size === null ? null : variant.size - image.size;
  return {
    name,
    target,
    verdict: imageVerdict(findings, failure, reportOnly),
    reportOnly,
    budgets: { size: settings.maxSize, transferSize: settings.maxTransferSize, layers: settings.maxLayers },
    image,
    tests: tests.map(({ target: stage, status, cached, duration }) => ({
      target: stage,
      status,
      cached,
      duration,
    })),
    variant: variant === null ? null : { ...variant, saving },
    findings,
  };
}

function engineReport({ version, store, buildx, builder }: Engine): Report["engine"] {
  return { version, store, buildx, builder };
}

/** Takes back what was loaded into the engine's store for measuring. */
async function removeLoaded(jobs: readonly Job[], { cleanUpExec }: World): Promise<void> {
  const names = jobs.flatMap(({ main }) => (main?.output.kind === "engine" ? [main.output.name] : []));
  if (names.length > 0) await cleanUpExec("docker", ["image", "rm", ...names]);
}

function shown({ cwd }: World): (path: string) => string {
  return (path) => relative(cwd, path) || ".";
}
