import type { PlannedImage } from "../build/plan.ts";
import { allLinked, type BuiltFrom } from "../dockerfile/built-from.ts";
import { type Naming, resolveStages, UNKNOWN_NAMING } from "../dockerfile/sources.ts";
import { fromsWithTriggers } from "../measure/provenance-origins.ts";

/**
 * Why a build may have read more than its Dockerfiles show, in words that follow a colon; null if it did not. An ONBUILD
 * of a base image may read `.git` or a URL, and no Dockerfile shows it.
 * @param provenances of the builds of its target and of its test targets, null for one that has none
 */
export function whyTriggers(
  { builtFrom, settings }: Pick<PlannedImage, "builtFrom" | "settings">,
  provenances: readonly unknown[],
): string | null {
  if (builtFrom === null) return null;
  const own = provenances.map((provenance) => fromsWithTriggers(provenance, builtFrom.text));
  const why = whyOf(builtFrom, settings, own);
  if (why !== null) return why;
  // A target may not use all linked targets.
  return (
    allLinked(builtFrom.linked ?? {})
      .map((linked) => {
        const known = provenances.flatMap((one) => fromsWithTriggers(one, linked.text) ?? []);
        return whyOf(linked, linked.naming ?? UNKNOWN_NAMING, known.length === 0 ? [null] : known);
      })
      .find((triggers) => triggers !== null) ?? null
  );
}

/** @param triggered lines of FROMs that ran steps, for each build; null if the builder does not say */
function whyOf(
  { file, text }: BuiltFrom,
  naming: Naming,
  triggered: readonly (ReadonlySet<number> | null)[],
): string | null {
  const lines = resolveStages(text, naming).stages.flatMap(({ source, base, from }) =>
    source.kind === "stage" || base === "scratch" ? [] : [from.lines[0]],
  );
  if (lines.length === 0) return null;
  if (triggered.includes(null))
    return "the builder does not say whether its base image has ONBUILD instructions";
  const line = lines.find((one) => triggered.some((all) => all?.has(one) === true));
  return line === undefined ? null : `the base image at ${file}:${line} has ONBUILD instructions`;
}
