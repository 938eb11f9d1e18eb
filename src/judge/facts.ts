import type { ComparedImage } from "../baseline/compared-image.ts";
import type { ImageChange } from "../baseline/configuration-change.ts";
import { unpinnedBases } from "../dockerfile/bases.ts";
import { userPlace } from "../dockerfile/user.ts";
import { findForbidden } from "../measure/forbidden.ts";
import { leftOut } from "../measure/left-out.ts";
import { knownSize } from "../model/known-size.ts";
import type { CheckOutcomes, LoosenedSetting, Outcome, Variant } from "../model/outcomes.ts";
import type { Facts } from "../rules/rule.ts";
import { loosenedSettings } from "./loosened.ts";

/**
 * Gathers what the rules look at.
 * @param all images of the run, among which is the variant that it is compared with
 */
export function gatherFacts(compared: ComparedImage, all: readonly ComparedImage[]): Facts {
  const { own, baseline, change, settings: settingsChange } = compared;
  const { image, measurement, failure, tests, outcomes } = own;
  const { name, settings, how, builtFrom } = image;
  const place = how.kind === "built" ? how.place : null;
  return {
    name,
    target: how.kind === "built" ? (builtFrom?.target ?? null) : null,
    image: measurement?.image ?? null,
    failure,
    tests,
    smoke: resultOf(outcomes.smoke),
    scan: resultOf(outcomes.scan),
    context: resultOf(outcomes.context),
    buildChecks: resultOf(outcomes.dockerfile) ?? [],
    failedChecks: problemsOf(outcomes),
    unpinned: builtFrom === null ? [] : unpinnedBases(builtFrom, settings),
    forbidden: measurement === null ? [] : findForbidden(measurement, settings.forbid ?? []),
    variant: findVariant(compared, all),
    baseline: baseline.report,
    change,
    loosened: settingsChange === null ? [] : loosenedOf(settingsChange, compared),
    levelsBefore: settingsChange?.before.rules ?? null,
    place,
    userPlace: place === null || builtFrom === null ? place : (userPlace(builtFrom, settings) ?? place),
  };
}

function loosenedOf(settings: ImageChange, { own, baseline }: ComparedImage): LoosenedSetting[] {
  const known = baseline.report.image;
  const platforms = { before: known?.platform ?? null, after: own.measurement?.image.platform ?? null };
  return loosenedSettings(withPlatforms(settings, platforms), known?.size ?? null);
}

/** Where just one of both names its platform, it may be that of the builder, which the other was built for. */
function withPlatforms(
  { before, after, placeOf }: ImageChange,
  built: { readonly before: string | null; readonly after: string | null },
): ImageChange {
  if ((before.platform === null) === (after.platform === null)) return { before, after, placeOf };
  return {
    placeOf,
    before: { ...before, platform: before.platform ?? built.before },
    after: { ...after, platform: after.platform ?? built.after },
  };
}

function resultOf<Result>(outcome: Outcome<Result>): Result | null {
  return outcome.kind === "done" ? outcome.result : null;
}

function problemsOf(outcomes: CheckOutcomes): Facts["failedChecks"] {
  const problems = Object.entries(outcomes).flatMap(([name, outcome]) =>
    outcome.kind === "failed" ? [[name, outcome.problem]] : [],
  );
  return Object.fromEntries(problems);
}

function findVariant({ own }: ComparedImage, all: readonly ComparedImage[]): Variant | null {
  const other = all.find(({ own: { image } }) => image.name === own.image.settings.compareWith)?.own;
  if (other === undefined) return null;
  const [mine, its] = [own.measurement, other.measurement];
  return {
    name: other.image.name,
    size: its == null ? null : knownSize(its.image),
    leftOut: mine === null || its === null ? [] : leftOut(mine, its),
  };
}
