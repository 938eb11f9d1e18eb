import { isDeepStrictEqual } from "node:util";
import type { ComparedImage } from "../baseline/compared-image.ts";
import { unpinnedBases } from "../dockerfile/bases.ts";
import { userPlace } from "../dockerfile/user.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import { findForbidden } from "../measure/forbidden.ts";
import { leftOut } from "../measure/left-out.ts";
import { knownSize } from "../model/known-size.ts";
import type {
  CheckOutcomes,
  LoosenedImageSetting,
  LoosenedSetting,
  Outcome,
  Variant,
} from "../model/outcomes.ts";
import type { Facts } from "../rules/rule.ts";
import { loosenedSettings } from "./loosened.ts";

/**
 * Gathers the facts for the rules.
 * @param all images of the run, with the variant that the image is compared with
 * @param baselineNeed for an image that is not new and not `report-only`
 */
export function gatherFacts(
  compared: ComparedImage,
  all: readonly ComparedImage[],
  baselineNeed: Facts["baselineNeed"],
): Facts {
  const { own, plan, baseline, change, contents, settings: settingsChange } = compared;
  const { image, measurement, failure, tests, testsNotRun, outcomes } = own;
  const { name, imageName, settings, how, builtFrom, rowPlatforms, leftPlatforms, otherManifests } = image;
  const rows = all.filter(({ own: { image } }) => image.imageName === imageName);
  const place = how.kind === "built" ? how.place : null;
  const isNew = plan.kind === "none" && plan.isNew === true;
  return {
    name,
    imageName,
    platform: platformOf(own),
    rowPlatforms,
    leftPlatforms,
    otherManifests,
    testsOn: how.kind === "built" && how.testTargets.length > 0 ? image.testsOn : null,
    smokeNotRun: outcomes.smoke.kind === "unavailable" ? outcomes.smoke.why : null,
    isSmokeRun: isSmokeRun(own, all),
    isUnchanged: own.isUnchanged === true,
    target: how.kind === "built" ? (builtFrom?.target ?? null) : null,
    image: measurement?.image ?? null,
    failure,
    tests,
    testsNotRun,
    smoke: resultOf(outcomes.smoke),
    scan: resultOf(outcomes.scan),
    context: resultOf(outcomes.context),
    buildChecks: resultOf(outcomes.dockerfile) ?? [],
    failedChecks: problemsOf(outcomes),
    unpinned: builtFrom === null ? [] : unpinnedBases(builtFrom, settings),
    forbidden: measurement === null ? [] : findForbidden(measurement, settings.forbid ?? []),
    hasOwnSizeBudget: (settings.maxOwnSize ?? settings.warnOwnSize) !== null,
    variant: findVariant(compared, all),
    baseline: baseline.report,
    baselineNeed: isNew || settings.reportOnly === true ? "optional" : baselineNeed,
    change,
    contents,
    loosened: loosenedOf(compared, rows),
    levelsBefore: settingsChange?.before.rules ?? null,
    place,
    userPlace: place === null || builtFrom === null ? place : (userPlace(builtFrom, settings) ?? place),
  };
}

/** Whether the smoke test of an image ran for any of its platforms, in this run or in the one that it passed. */
export function isSmokeRun({ image }: ExaminedImage, all: readonly ComparedImage[]): boolean {
  return all.some(
    ({ own }) =>
      own.image.imageName === image.imageName &&
      (own.isUnchanged === true || own.outcomes.smoke.kind === "done"),
  );
}

/** The loosened settings of a platform. If all platforms of the image share one, it belongs to the image. */
function loosenedOf(compared: ComparedImage, rows: readonly ComparedImage[]): LoosenedImageSetting[] {
  const { name, imageName } = compared.own.image;
  const others = rows.filter((row) => row !== compared).map(loosenedIn);
  return loosenedIn(compared).map((setting) => {
    const isOfAll = others.every((settings) => settings.some((other) => isDeepStrictEqual(other, setting)));
    return { ...setting, of: isOfAll ? imageName : name };
  });
}

function loosenedIn({ settings, baseline }: ComparedImage): LoosenedSetting[] {
  return settings === null ? [] : loosenedSettings(settings, baseline.report.image?.size ?? null);
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

/** The variant, for the same platform; null if the settings name none. */
function findVariant({ own }: ComparedImage, all: readonly ComparedImage[]): Variant | null {
  const { compareWith } = own.image.settings;
  const rows = all.flatMap((row) => (row.own.image.imageName === compareWith ? [row.own] : []));
  if (compareWith === null || rows.length === 0) return null;
  const platform = platformOf(own);
  const other = rows.find((row) => [platform, null].includes(platformOf(row)));
  if (other === undefined) return { name: compareWith, size: null, leftOut: [] };
  const [mine, its] = [own.measurement, other.measurement];
  return {
    name: other.image.name,
    size: its == null ? null : knownSize(its.image),
    leftOut: mine === null || its === null ? [] : leftOut(mine, its),
  };
}

/** Null if the settings name no platform and the image could not be built or read. */
function platformOf({ image, measurement }: ExaminedImage): string | null {
  return measurement?.image.platform ?? image.settings.platform;
}
