import type { PlannedImage } from "../build/plan.ts";
import { looksLikePath } from "../image/source.ts";
import { type BaselinePlan, type Baselines, byName } from "./baseline-plan.ts";
import { changeSince, type EarlierState, findEarlier, type NoEarlierState, openEarlier } from "./earlier.ts";
import { namedBaseline } from "./named-image.ts";
import type { SearchWorld } from "./search-world.ts";
import type { SoughtRun } from "./sought-run.ts";

/**
 * Finds what each image is compared with, and what changed in the configuration. Nothing here fails a run:
 * where there is no baseline, the answer is why not.
 */
export async function findBaselines(run: SoughtRun, world: SearchWorld): Promise<Baselines> {
  const mode = run.settings.run.baseline ?? "auto";
  // Whoever proposes a change must not decide whether its configuration is compared.
  const { isProposal } = world.history;
  const earlier = isProposal || isEarlierMode(mode) ? await openEarlier(world) : null;
  const plans = await plansBy(mode, earlier, run, world);
  return { plans: byName(run.planned, plans), change: await changeFrom(earlier, run, world) };
}

async function plansBy(
  mode: string,
  earlier: EarlierState | NoEarlierState | null,
  run: SoughtRun,
  world: SearchWorld,
): Promise<BaselinePlan[]> {
  const { planned } = run;
  if (mode === "none") return planned.map(() => ({ kind: "none", why: "switched off" }));
  if (earlier === null || !isEarlierMode(mode))
    return Promise.all(planned.map((image) => namedBaseline(mode, image, planned, world)));
  return earlier.kind === "none" ? planned.map(() => earlier) : findEarlier(earlier, run, mode, world);
}

/** Only of what is to be merged it is said why nothing was compared: elsewhere nothing need come before. */
async function changeFrom(
  earlier: EarlierState | NoEarlierState | null,
  run: SoughtRun,
  world: SearchWorld,
): Promise<Baselines["change"]> {
  if (earlier === null) return null;
  const change =
    earlier.kind === "none"
      ? ({ kind: "unread", why: earlier.why } as const)
      : await changeSince(earlier, run, world);
  return change.kind === "read" || world.history.isProposal ? change : null;
}

function isEarlierMode(mode: string): mode is "auto" | "stored" | "build" {
  return ["auto", "stored", "build"].includes(mode);
}

/** Whether the setting `baseline` names an image that a builder has to fetch. */
export function namesImage(mode: string): boolean {
  return mode !== "none" && !isEarlierMode(mode) && !looksLikePath(mode);
}

/**
 * The images that must be built or read to have the baselines, by the names of the images that are compared
 * with them.
 */
export function baselineImages({ plans }: Baselines): ReadonlyMap<string, PlannedImage> {
  return new Map(
    [...plans].flatMap(([name, plan]): [string, PlannedImage][] =>
      plan.kind === "built" || plan.kind === "given" ? [[name, plan.image]] : [],
    ),
  );
}
