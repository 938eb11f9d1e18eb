import { isSamePlatform } from "../image/platform.ts";
import { sourceName } from "../image/source.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import type { Measurement } from "../measure/measurement.ts";
import { unknownLayersOf } from "../model/known-size.ts";
import type { BaselineReport, ChangeReport, MeasuredImage, OriginContents } from "../model/report.ts";
import { withoutSubject } from "../text/words.ts";
import { type BaselinePlan, otherPlatformWords } from "./baseline-plan.ts";
import { compare, contents, openGrowth } from "./compare.ts";
import type { ImageChange } from "./configuration-change.ts";
import { IN_ONE_RUN, type KnownDrift } from "./origin-changes.ts";

/** An examined image and its comparison. */
export interface ComparedImage {
  /** Without its provenance, if the baseline contradicts the provenance. */
  readonly own: ExaminedImage;
  readonly plan: BaselinePlan;
  readonly baseline: Baseline;
  /** Null without a baseline, or without an image. */
  readonly change: ChangeReport | null;
  /**
   * Growth in bytes that may be drift, in lines and in a base image whose inputs also changed; 0 if this run built the base.
   */
  readonly openGrowth: number;
  /** The contents of the image: one tree for each origin, in the order of its first layer. */
  readonly contents: readonly OriginContents[];
  /** The image's settings at the baseline, and now; null without both. */
  readonly settings: ImageChange | null;
  /** Why the provenance that was read from an image cannot be used; null if it can, or there is none. */
  readonly warning: string | null;
}

/**
 * Compares an image with its baseline.
 * @param base the result of the baseline's own build; null if it was not built
 * @param settings the image's settings at the baseline, and now; null if they are unknown
 * @param inputs compares the inputs of its lines and of its base image with a stored measurement; null if they do
 * not matter
 */
export function compareImage(
  own: ExaminedImage,
  plan: BaselinePlan,
  base: ExaminedImage | null,
  settings: ImageChange | null,
  inputs: KnownDrift | null = null,
): ComparedImage {
  const baseline = resolveBaseline(plan, own.image.imageName, own.measurement, base);
  const claims = [own.withoutClaim, base?.withoutClaim ?? null];
  const digest = contradictedBase(own.measurement, baseline.measurement);
  if (digest !== null && claims.some((claim) => claim !== null)) {
    const [image, compared] = [withoutClaim(own), base === null ? null : withoutClaim(base)];
    const whose = own.withoutClaim === null ? "the baseline's" : "its";
    const warning = `${whose} provenance cannot be used: the baseline has other layers for the base image ${digest.slice(0, 19)}`;
    return { ...compareImage(image, plan, compared, settings, inputs), warning };
  }
  const after = own.measurement;
  const before = baseline.measurement;
  const known = inputs ?? (plan.kind === "built" ? IN_ONE_RUN : {});
  return {
    own,
    plan,
    baseline,
    change: before === null || after === null ? null : compare(before, after, known),
    openGrowth: before === null || after === null ? 0 : openGrowth(before, after, known),
    contents: after === null ? [] : contents(after, before),
    settings,
    warning: null,
  };
}

/** An image without the provenance that was read from it. */
function withoutClaim(image: ExaminedImage): ExaminedImage {
  return image.withoutClaim === null
    ? image
    : { ...image, measurement: image.withoutClaim(), withoutClaim: null };
}

/** The digest of a base image for which two images list different layers, though it names one image alone; else null. */
function contradictedBase(after: Measurement | null, before: Measurement | null): string | null {
  if (after === null || before === null) return null;
  const [now, old] = [after.image, before.image];
  const digest = now.baseImage?.digest ?? null;
  return digest === old.baseImage?.digest && baseLayers(now) !== baseLayers(old) ? digest : null;
}

function baseLayers({ layers, baseImage }: MeasuredImage): string {
  return layers
    .slice(0, baseImage?.layers ?? 0)
    .map(({ diffId }) => diffId)
    .join(" ");
}

/**
 * Compares an image again, after its base was built. A stored measurement of the same commit stays the baseline; the new
 * build tells drift from growth. If the second comparison is not possible, the first one stays and says why.
 * @param first a comparison with a stored measurement
 * @param base the result of building the base; null if it could not be built
 */
export function compareAgain(
  first: ComparedImage,
  plan: BaselinePlan,
  base: ExaminedImage | null,
): ComparedImage {
  const again = compareImage(first.own, plan, base, first.settings);
  const { report, measurement } = first.baseline;
  const [after, rebuilt] = [first.own.measurement, again.baseline.measurement];
  if (again.change !== null && report.behind > 0) return again;
  if (rebuilt !== null && after !== null && measurement !== null)
    return {
      ...first,
      baseline: { report: { ...report, state: "rebuilt" }, measurement },
      change: compare(measurement, after, { rebuilt }),
      openGrowth: 0,
    };
  const { why, log, logFile } = again.baseline.report;
  return { ...first, baseline: { report: { ...report, why, log, logFile }, measurement } };
}

/** The baseline of an image, after all builds. */
export interface Baseline {
  readonly report: BaselineReport;
  /** Null if there is none, or it is not comparable. */
  readonly measurement: Measurement | null;
}

/** The log of a base that does not build. */
type FailureLog = Pick<BaselineReport, "log" | "logFile">;

const NO_LOG: FailureLog = { log: null, logFile: null };

function resolveBaseline(
  plan: BaselinePlan,
  name: string,
  after: Measurement | null,
  examined: ExaminedImage | null,
): Baseline {
  const isNamed = plan.kind === "given" || plan.kind === "unreadable";
  const base = isNamed ? null : (plan.base ?? null);
  const how = plan.kind === "given" ? plan.image.how : null;
  const identity = {
    commit: plan.kind === "stored" ? plan.stored.commit : (base?.commit ?? null),
    name: isNamed ? plan.name : (base?.branch ?? null),
    behind: plan.kind === "stored" ? plan.behind : 0,
    ...(how?.kind === "existing" ? { source: how.source.kind } : {}),
  };
  const without = (
    state: "none" | "refused" | "unreadable",
    why: string,
    { log, logFile }: FailureLog = NO_LOG,
  ): Baseline => ({
    report: { ...identity, state, why, log, logFile, image: null },
    measurement: null,
  });
  if (plan.kind === "unreadable") return without("unreadable", plan.why);
  if (plan.kind === "none") return without("none", plan.why, { log: plan.log ?? null, logFile: null });

  const measurement = plan.kind === "stored" ? plan.stored.measurement : (examined?.measurement ?? null);
  if (measurement === null) {
    const problem = examined?.failure?.message ?? "nothing was built";
    const log = examined?.failure ?? NO_LOG;
    if (plan.kind !== "given") return without("none", `the base does not build (${problem})`, log);
    const names = how?.kind === "existing" ? [plan.name, sourceName(how.source)] : [plan.name];
    return without("unreadable", withoutSubject(problem, names), log);
  }
  const { platform, size, transferSize, layers, baseImage } = measurement.image;
  if (after !== null && !isSamePlatform(after.image.platform, platform)) {
    if (plan.kind === "given")
      return without("unreadable", otherPlatformWords(after.image.platform, platform));
    return without("refused", `other platform (${platform}, now ${after.image.platform})`);
  }
  if (after !== null && unknownLayersOf(after.image) !== unknownLayersOf(measurement.image))
    return without("refused", "other layers of unknown size");

  const old = base?.configured.name ?? null;
  return {
    report: {
      ...identity,
      state: plan.kind,
      why: null,
      ...NO_LOG,
      image: {
        renamedFrom: old === null || old === name ? null : old,
        target:
          plan.kind === "stored"
            ? plan.base.configured.settings.target
            : (plan.image.builtFrom?.target ?? null),
        platform,
        size,
        transferSize,
        layers: layers.length,
        baseImage: baseImage?.name ?? null,
      },
    },
    measurement,
  };
}
