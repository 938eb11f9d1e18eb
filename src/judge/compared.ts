import { type Baseline, settleBaseline } from "../baseline/baseline.ts";
import { compare, contents } from "../baseline/compare.ts";
import type { Found, FoundBaseline } from "../baseline/find.ts";
import { unpinnedBases } from "../dockerfile/bases.ts";
import type { Examined } from "../measure/examined.ts";
import { findForbidden } from "../measure/forbidden.ts";
import { leftOut } from "../measure/left-out.ts";
import type { Variant } from "../model/outcomes.ts";
import type { OriginContents } from "../model/report.ts";
import type { Facts } from "../rules/rule.ts";
import { loosenedSettings } from "./loosened.ts";

/** An image with what came of it and what it was compared with. */
export interface Compared {
  readonly own: Examined;
  readonly found: FoundBaseline;
  readonly baseline: Baseline;
  readonly facts: Facts;
  readonly contents: readonly OriginContents[];
}

/**
 * Compares an image with its baseline and gathers what the rules look at.
 * @param bases what came of the images that the run built as baselines
 * @param waived whether a label of the pull request accepts failures
 */
export function compareImage(
  own: Examined,
  { baselines }: Found,
  bases: readonly Examined[],
  waived: boolean,
): Compared {
  const { image } = own;
  const found = baselines.get(image.name) ?? { kind: "none", why: "switched off" };
  const isBuilt = found.kind === "built" || found.kind === "given";
  const built = bases.find((base) => isBuilt && base.image === found.image) ?? null;
  const after = own.measurement;
  const baseline = settleBaseline(found, image.name, after, built);
  const before = baseline.measurement;
  const { settings, report } = baseline;
  const facts: Facts = {
    name: image.name,
    settings: image.settings,
    target: image.how.kind === "built" ? (image.builtFrom?.target ?? null) : null,
    image: after?.image ?? null,
    failure: own.failure,
    tests: own.tests,
    smoke: own.smoke,
    scan: own.scan,
    context: own.context,
    checks: own.checks,
    unpinned: image.builtFrom === null ? [] : unpinnedBases(image.builtFrom, image.settings),
    forbidden: after === null ? [] : findForbidden(after, image.settings.forbid ?? []),
    variant: null,
    baseline: report,
    change: before === null || after === null ? null : compare(before, after),
    loosened: settings === null ? [] : loosenedSettings(settings, image, report.image?.size ?? null),
    waived,
    place: image.how.kind === "built" ? image.how.place : null,
  };
  return { own, found, baseline, facts, contents: after === null ? [] : contents(after, before) };
}

/** An image's facts, with the image of the run that its settings compare it with. */
export function withVariant({ facts, own }: Compared, all: readonly Compared[]): Facts {
  const other = all.find(({ facts: { name } }) => name === facts.settings.compareWith);
  if (other === undefined) return facts;
  const [mine, its] = [own.measurement, other.own.measurement];
  const variant: Variant = {
    name: other.facts.name,
    size: its?.image.size ?? null,
    leftOut: mine === null || its === null ? [] : leftOut(mine, its),
  };
  return { ...facts, variant };
}
