import type { CheckName, CheckOutcomes, Outcome } from "../model/outcomes.ts";
import type { Check, CheckSubject, CheckWorld, Phase } from "./check.ts";
import { contextCheck } from "./context.ts";
import { dockerfileCheck } from "./dockerfile.ts";
import { scanCheck } from "./scan.ts";
import { smokeCheck } from "./smoke.ts";

type ResultOf<O> = O extends Outcome<infer Result> ? Result : never;

/** All checks, in the order in which the checks of one phase run. */
const CHECKS: { readonly [Name in CheckName]: Check<ResultOf<CheckOutcomes[Name]>> } = {
  context: contextCheck,
  dockerfile: dockerfileCheck,
  smoke: smokeCheck,
  scan: scanCheck,
};

/** The outcomes before any check has run. */
export const NOTHING_CHECKED = Object.fromEntries(
  Object.keys(CHECKS).map((name) => [name, { kind: "skipped" }]),
) as { readonly [Name in CheckName]: { readonly kind: "skipped" } };

/**
 * Runs the checks of a phase, one after another, because each may use all cores of the machine. It checks no image that
 * is only a baseline.
 */
export async function runChecks(
  phase: Phase,
  subject: CheckSubject,
  world: CheckWorld,
): Promise<Partial<CheckOutcomes>> {
  const outcomes: [string, Outcome<unknown>][] = [];
  if (!subject.job.isJudged) return {};
  for (const [name, check] of Object.entries<Check<unknown>>(CHECKS))
    if (check.phase === phase) outcomes.push([name, await check.run(subject, world)]);
  return Object.fromEntries(outcomes);
}
