import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { codeOf, messageOf, StagegateError } from "../host/errors.ts";
import type { Exec, ExecResult } from "../host/exec.ts";
import type { Image } from "../image/image.ts";
import type { BuildCheck, Failure } from "../model/outcomes.ts";
import { shorten } from "../text/words.ts";
import { ConfigError } from "../values/problem.ts";
import { bakeDefinition, entitlements, inheritedArguments } from "./bake-definition.ts";
import { nameContexts } from "./context-names.ts";
import { findChecks } from "./dockerfile-checks.ts";
import { builderFault, findFailures, hasLostBuild, refusedDefinition } from "./failure.ts";
import { Progress, type Step } from "./progress.ts";
import { isAboutSetting, problemOfRefusal } from "./refused-setting.ts";
import type { KeepLog } from "./step-logs.ts";
import { type BuildTarget, isRerun } from "./target.ts";

/** How a target went. */
export interface BuildResult {
  /** Null if it was built. */
  readonly failure: Failure | null;
  /** SLSA provenance as BuildKit wrote it; null if it failed or the engine has none. */
  readonly provenance: unknown;
  /** What BuildKit has against its Dockerfile, in BuildKit's order. */
  readonly checks: readonly BuildCheck[];
  /** The steps it needed, in the order in which BuildKit named them. */
  readonly steps: readonly Step[];
  /** Its image, if the builder's record was enough to know it and nothing was exported; else null. */
  readonly image: Image | null;
}

/** Images that are looked for in the builder's record of their build, before they are exported. */
export interface RecordLookup {
  /** Of their targets. */
  readonly ids: ReadonlySet<string>;
  /**
   * The image of a target, or null if it must be exported.
   * @param metadata what buildx wrote of its build into the metadata file
   */
  readonly read: (target: BuildTarget, metadata: unknown) => Promise<Image | null>;
}

/** What a build needs of the world. */
export interface BuildWorld {
  readonly exec: Exec;
  /** Absolute, private to the run. */
  readonly folder: string;
  /** Shows an absolute path as people know it. */
  readonly show: (path: string) => string;
  readonly onStep: (step: Step, before: Step | undefined) => void;
  /** Takes the whole logs of steps that failed; null if nothing is written. */
  readonly keepLog: KeepLog | null;
  /** The same value without the texts in it that must not be shown. */
  readonly redactIn: <T>(value: T) => T;
  readonly recorded: RecordLookup;
  /** Completes an entry of `cache-from` or `cache-to` by what it needs to reach its cache. */
  readonly withCacheAccess: (cache: string) => string;
}

/**
 * Builds targets side by side in one bake run, shared steps once: up to 40, or all of them if steps run whatever the
 * build cache has. If one fails, the rest is built again without it, so that nothing else is lost; what was done
 * comes from the build cache. The same happens if an image is not known from the builder's record. If the builder loses
 * sight of a build among many, half as many are built at once.
 * @param builder buildx builder, or null for the current one
 * @throws ConfigError if buildx or BuildKit refuse what the configuration says of a target
 * @throws StagegateError if buildx itself failed
 */
export async function build(
  targets: readonly BuildTarget[],
  builder: string | null,
  world: BuildWorld,
): Promise<Map<string, BuildResult>> {
  const results = new Map<string, BuildResult>();
  const contextPath = await nameContexts(targets, world.folder);
  // Steps that ran before a neighbour's failure would else be reported as cached.
  const seen = new Map<string, Step>();
  const { ids: recorded, read } = world.recorded;
  const toExport = new Set<string>();
  const isOfRecord = ({ id }: BuildTarget) => recorded.has(id) && !toExport.has(id);
  const outputOf = (target: BuildTarget): BuildTarget => {
    if (isOfRecord(target)) return { ...target, output: { kind: "record" } };
    // The build that made the record has written its cache.
    return toExport.has(target.id) ? { ...target, settings: { ...target.settings, cacheTo: [] } } : target;
  };
  let most = targets.some(isRerun) ? targets.length : MOST_AT_ONCE;
  for (let left = targets, round = 0; left.length > 0; round++) {
    const batch = left.slice(0, most);
    const { isLost, failures, metadata, progress } = await bake(
      batch.map(outputOf),
      { builder, contextPath, round },
      world,
    );
    const steps = [...progress.steps.values()];
    for (const step of steps)
      if (!seen.has(step.digest) || seen.get(step.digest)?.completed === null) seen.set(step.digest, step);
    if (isLost) {
      most = Math.ceil(batch.length / 2);
      continue;
    }
    const images = new Map<string, Image>();
    const unknown = new Set<string>();
    for (const target of failures.size === 0 ? batch.filter(isOfRecord) : []) {
      const image = await read(target, metadata[target.id]);
      if (image === null) unknown.add(target.id);
      else images.set(target.id, image);
    }
    for (const id of unknown) toExport.add(id);
    const done = batch.filter(({ id }) => (failures.size > 0 ? failures.has(id) : !unknown.has(id)));
    for (const target of done) {
      const { id } = target;
      const own = steps
        .filter(({ targets: ids }) => ids.includes(id))
        .map((step) => seen.get(step.digest) ?? step);
      results.set(id, {
        failure: failures.get(id) ?? null,
        provenance: provenanceOf(metadata, id),
        // The round that a target ends in has checked all of it, whatever earlier ones got to.
        checks: findChecks(target, progress, world.show),
        steps: own,
        image: images.get(id) ?? null,
      });
    }
    left = left.filter((target) => !done.includes(target));
  }
  return results;
}

/** If 80 builds begin at once on two cores, BuildKit loses sight of some and cancels all others. */
const MOST_AT_ONCE = 40;

interface BakeRun {
  /** The builder lost sight of one of several builds: the results of the targets are unknown. */
  readonly isLost: boolean;
  /** By target; empty if all were built. */
  readonly failures: ReadonlyMap<string, Failure>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly progress: Progress;
}

interface BakeRound {
  readonly builder: string | null;
  readonly contextPath: (context: string) => string;
  /** From 0. */
  readonly round: number;
}

async function bake(
  targets: readonly BuildTarget[],
  { builder, contextPath, round }: BakeRound,
  world: BuildWorld,
): Promise<BakeRun> {
  const metadataFile = join(world.folder, `metadata-${round}.json`);
  await mkdir(world.folder, { recursive: true });
  const ids = targets.map(({ id }) => id);
  const progress = new Progress(ids, world.onStep);
  const ended = await world.exec(
    "docker",
    [
      "buildx",
      "bake",
      "--file=-",
      "--progress=rawjson",
      `--metadata-file=${metadataFile}`,
      ...(builder === null ? [] : [`--builder=${builder}`]),
      ...inheritedArguments(targets),
      ...entitlements(targets).map((name) => `--allow=${name}`),
      ...ids,
    ],
    {
      input: bakeDefinition(targets, world.withCacheAccess, contextPath),
      env: ENVIRONMENT,
      onErrorLine: (line) => progress.read(line),
    },
  );
  // Before anything is cut off: a part of a value is harder to find than all of it.
  for (const [digest, step] of progress.steps) progress.steps.set(digest, world.redactIn(step));
  const none = { isLost: false, failures: new Map(), metadata: {}, progress };
  if (ended.code === 0) return { ...none, metadata: await readMetadata(metadataFile) };
  if (hasLostBuild(progress) && targets.length > 1) return { ...none, isLost: true };
  const fault = whyUnjudged(ended, progress);
  if (fault !== null) throw fault;
  const refusal = refusedDefinition(progress, (message) => isAboutSetting(message, targets));
  if (refusal !== null)
    throw new ConfigError([world.redactIn(await problemOfRefusal(refusal, targets, world.exec))]);
  const failures = findFailures(targets, progress, world.show, world.keepLog);
  if (failures.size === 0) {
    const words = progress.messages
      .filter((line) => line.trim() !== "")
      .slice(-5)
      .map((line) => shorten(line, LONGEST_LINE));
    const output = [...words, ended.stderr].join("\n").trim();
    throw new StagegateError(
      `docker buildx bake failed (exit code ${ended.code}): ${output === "" ? "it gave no reason" : output}`,
      "Check that `docker buildx build` works in this folder.",
    );
  }
  return { ...none, failures };
}

/** Characters of a line that are shown; an event in an unknown form may have many more. */
const LONGEST_LINE = 500;

/** Why a bake run that failed tells nothing about its targets; null if it does. */
function whyUnjudged(
  { killedBy, notStarted, stderr }: ExecResult,
  progress: Progress,
): StagegateError | null {
  if (killedBy !== undefined) {
    return new StagegateError(
      `docker buildx bake was ended by ${killedBy}`,
      "Find out what sent the signal, for example the kernel when it ran out of memory (dmesg), and run stagegate again.",
    );
  }
  if (notStarted !== undefined) {
    const hint = "Install Docker with the buildx plugin, and check that `docker buildx version` answers.";
    return new StagegateError(`docker cannot be started: ${stderr}`, hint);
  }
  const fault = builderFault(progress);
  if (fault !== null) {
    return new StagegateError(
      `the builder failed during the build: ${fault}`,
      fault.includes("no space left on device") ? FREE_SPACE : CHECK_ENGINE,
    );
  }
  return null;
}

const CHECK_ENGINE = "Check that the engine runs (`docker info`), then run stagegate again.";
const FREE_SPACE =
  "Free space on the disk of the engine (`docker system df` shows what uses it, `docker builder prune` removes build cache) and in the temporary folder (TMPDIR), then run stagegate again.";

const ENVIRONMENT = {
  // Lines and layers of every step, in the metadata file only: attestations would change the digest.
  BUILDX_METADATA_PROVENANCE: "max",
  BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
  // stagegate makes the definition itself, so buildx need not ask about its entitlements.
  BUILDX_BAKE_ENTITLEMENTS_FS: "0",
  // By default buildx starts git seven times for each target, for fields that stagegate does not read.
  BUILDX_GIT_INFO: "false",
};

/** Engines without a history of builds write no metadata: that is no error. */
async function readMetadata(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return v.parse(v.record(v.string(), v.unknown()), JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return {};
    throw new StagegateError(
      `what buildx wrote about the build cannot be read: ${messageOf(error)}`,
      "Check that the temporary folder has free space, then run stagegate again.",
      { cause: error },
    );
  }
}

function provenanceOf(metadata: Readonly<Record<string, unknown>>, id: string): unknown {
  const own = metadata[id];
  return typeof own === "object" && own !== null && "buildx.build.provenance" in own
    ? own["buildx.build.provenance"]
    : null;
}
