import { relative } from "node:path";
import { type PlannedImage, plan } from "../build/plan.ts";
import { StagegateError } from "../host/errors.ts";
import { namesFile } from "../image/source.ts";
import { ConfigError } from "../values/problem.ts";
import { compareBase } from "./base-comparison.ts";
import { firstProblem } from "./base-tree.ts";
import { type BaselinePlan, type Baselines, byName } from "./baseline-plan.ts";
import { openInputs, rootOf } from "./build-inputs.ts";
import { changeWords, oncePerCommit } from "./changed-input.ts";
import { hasChangedInput } from "./compare.ts";
import type { ConfigurationChange, UnreadConfiguration } from "./configuration-change.ts";
import {
  baseFinder,
  changeSince,
  type EarlierState,
  findEarlier,
  type NoEarlierState,
  openEarlier,
  planBuild,
} from "./earlier.ts";
import { compareLines } from "./line-comparison.ts";
import { namedBaseline } from "./named-image.ts";
import type { SearchWorld } from "./search-world.ts";
import type { SoughtRun } from "./sought-run.ts";

/**
 * Finds the baseline of each image, and the changes of the configuration. A missing baseline does not fail the run: the
 * answer says why there is none.
 * @throws ConfigError if the setting `base` names a commit that cannot be found, or `baseline` names one
 */
export async function findBaselines(run: SoughtRun, world: SearchWorld): Promise<Baselines> {
  const mode = run.settings.run.baseline ?? "auto";
  // The author of a change must not decide whether its configuration is compared.
  const { isProposal } = world.history;
  const { prepare } = run.settings.run;
  const earlier =
    isProposal || isEarlierMode(mode)
      ? await openEarlier(prepare, run.settings.placeOf("base"), world)
      : null;
  const plans = byName(run.rows, await plansBy(mode, earlier, run, world));
  const change = await changeFrom(earlier, run, world);
  const { git } = world.history;
  const readInputs = openInputs(git, world.cwd);
  const changedFiles = oncePerCommit(git);
  return {
    plans,
    change,
    findUnchanged: async (name) => {
      const image = run.rows.find((row) => row.name === name);
      if (image === undefined) return { kind: "changed", why: "there is no such image", inputs: null };
      const inputs = await readInputs(image);
      if (inputs.kind === "unknown") return { kind: "changed", why: inputs.why, inputs: null };
      const measurement = await world.measurements.findPassed(image, rootOf(git, world.cwd), inputs.digest);
      if (measurement !== null) return { kind: "unchanged", measurement };
      const asked =
        change?.kind === "read" ? change.images.get(image.imageName)?.(image.settings.platform) : undefined;
      const why = await changeWords(image, inputs, plans.get(name) ?? null, asked ?? null, changedFiles);
      return { kind: "changed", why, inputs: inputs.digest };
    },
    compareInputs: async ({ image, measurement }, provenance) => {
      const plan = plans.get(image.name);
      if (plan?.kind !== "stored" || measurement === null || earlier?.kind !== "there") return null;
      if (!hasChangedInput(plan.stored.measurement, measurement)) return null;
      const { base, stored } = plan;
      const build = { cwd: world.cwd, provenance };
      return {
        compareLines: await compareLines(image, base, stored.commit, earlier.git, build),
        base: await compareBase(image, base, stored.commit, earlier.git),
      };
    },
    planBuild: async (name) => {
      const plan = plans.get(name);
      const image = run.rows.find((row) => row.name === name);
      if (plan?.kind !== "stored" || image === undefined || earlier?.kind !== "there")
        return { kind: "none", why: "there is no commit to build it from" };
      if (mode === "stored")
        return { kind: "none", base: plan.base, why: "`baseline: stored` builds no base image" };
      return planBuild(image, plan.base, earlier, world);
    },
  };
}

async function plansBy(
  mode: string,
  earlier: EarlierState | NoEarlierState | null,
  run: SoughtRun,
  world: SearchWorld,
): Promise<BaselinePlan[]> {
  const { rows } = run;
  if (mode === "none") return rows.map(() => ({ kind: "none", why: "`baseline: none` is set" }));
  if (earlier === null || !isEarlierMode(mode)) {
    const place = run.settings.placeOf("baseline");
    const named = await Promise.all(rows.map((image) => namedBaseline(mode, place, image, rows, world)));
    const baseOf = earlier?.kind === "there" ? baseFinder(earlier, run) : null;
    return named.map((plan, at) => withBase(plan, baseOf, rows[at]));
  }
  return earlier.kind === "there" ? findEarlier(earlier, run, mode, world) : rows.map(() => earlier);
}

/** The plan of an image that the settings name, with the base commit of the change, if it is known. */
function withBase(
  plan: BaselinePlan,
  baseOf: ReturnType<typeof baseFinder> | null,
  row: PlannedImage | undefined,
): BaselinePlan {
  const base = baseOf === null || row === undefined ? null : baseOf(row);
  return plan.kind === "given" && base !== null && !("why" in base) ? { ...plan, base } : plan;
}

/**
 * What changed in the configuration. The report of a pull request or a merge group says so if that is unknown; any
 * other run may have no earlier commit.
 */
async function changeFrom(
  earlier: EarlierState | NoEarlierState | null,
  run: SoughtRun,
  world: SearchWorld,
): Promise<Baselines["change"]> {
  if (earlier === null) return null;
  const change =
    earlier.kind === "there"
      ? await changeOf(earlier, run, world)
      : ({ kind: "unread", why: earlier.why } as const);
  return change.kind === "read" || world.history.isProposal ? change : null;
}

/** The configuration of the change itself, also if the run uses another one. */
async function changeOf(
  earlier: EarlierState,
  run: SoughtRun,
  world: SearchWorld,
): Promise<ConfigurationChange | UnreadConfiguration> {
  const { readProposed } = world.history;
  if (readProposed === null) return changeSince(earlier, run, world);
  const { exec, cwd } = world;
  try {
    const settings = await readProposed();
    const planned = await plan(settings.images, exec, cwd, (path) => relative(cwd, path) || ".");
    return await changeSince(earlier, { ...run, settings, planned }, world);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    const why = error instanceof ConfigError ? firstProblem(error) : error.message;
    return { kind: "unread", why: `the configuration of this change is not valid (${why})` };
  }
}

function isEarlierMode(mode: string): mode is "auto" | "stored" | "build" {
  return ["auto", "stored", "build"].includes(mode);
}

/** Whether the setting `baseline` names an image of an engine or a registry. */
export function namesImage(mode: string): boolean {
  return mode !== "none" && !isEarlierMode(mode) && !namesFile(mode);
}

/**
 * The images that must be built or read to have the baselines, by the names of the images that are compared
 * with them.
 */
export function imagesToBuild(plans: Baselines["plans"]): ReadonlyMap<string, PlannedImage> {
  return new Map(
    [...plans].flatMap(([name, plan]): [string, PlannedImage][] =>
      plan.kind === "built" || plan.kind === "given" ? [[name, plan.image]] : [],
    ),
  );
}
