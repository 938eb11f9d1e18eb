import type { RequestedImage } from "../config/config.ts";
import type { IMAGE_SETTINGS, ImageSettings } from "../config/settings.ts";
import type { LoosenedSetting } from "../model/outcomes.ts";
import { RULES } from "../rules/index.ts";
import { LEVELS } from "../rules/levels.ts";
import type { Rule } from "../rules/rule.ts";
import { formatLimit } from "../text/size.ts";
import { type Amount, bytesOf, formatAmount } from "../values/amount.ts";

/**
 * Which demands on an image are weaker than the baseline's settings had them, in the order of the
 * settings' table.
 * @param whole size of the baseline in bytes, which tells what a percentage is; null where it is not known
 */
export function loosenedSettings(
  before: ImageSettings,
  { settings: after, placeOf }: Pick<RequestedImage, "settings" | "placeOf">,
  whole: number | null,
): LoosenedSetting[] {
  return DEMANDS.flatMap(({ setting, words, isWeaker }) => {
    const old = words(before);
    return old === null || !isWeaker(before, after, whole)
      ? []
      : [{ setting, before: old, after: words(after) ?? "not set", place: placeOf(setting) }];
  });
}

/** A setting that asks something of an image. */
interface Demand {
  readonly setting: keyof typeof IMAGE_SETTINGS;
  /** Null where it is not set. */
  readonly words: (settings: ImageSettings) => string | null;
  readonly isWeaker: (before: ImageSettings, after: ImageSettings, whole: number | null) => boolean;
}

const DEMANDS: readonly Demand[] = [
  limit("max-size", ({ maxSize }) => maxSize, formatLimit),
  limit("max-transfer-size", ({ maxTransferSize }) => maxTransferSize, formatLimit),
  limit("max-layers", ({ maxLayers }) => maxLayers, String),
  amount(
    "max-growth",
    ({ maxGrowth }) => maxGrowth,
    (old, now) => now > old,
  ),
  flag("max-growth-includes-drift", ({ maxGrowthIncludesDrift }) => maxGrowthIncludesDrift, false),
  limit("max-wasted", ({ maxWasted }) => maxWasted, formatLimit),
  limit("max-critical", ({ maxCritical }) => maxCritical, String),
  limit("max-high", ({ maxHigh }) => maxHigh, String),
  flag("allow-root", ({ allowRoot }) => allowRoot, true),
  {
    setting: "run-as",
    words: ({ runAs }) => runAs,
    isWeaker: (_, { runAs }) => runAs === null,
  },
  {
    setting: "forbid",
    words: ({ forbid }) => listWords(forbid),
    isWeaker: ({ forbid: old }, { forbid: now }) => old?.some((one) => now?.includes(one) !== true) === true,
  },
  {
    setting: "allow-secrets",
    words: ({ allowSecrets }) => listWords(allowSecrets) ?? "none",
    isWeaker: ({ allowSecrets: old }, { allowSecrets: now }) =>
      now?.some((one) => old?.includes(one) !== true) === true,
  },
  {
    setting: "smoke",
    words: ({ smoke }) => (smoke === null ? null : "set"),
    isWeaker: (_, { smoke }) => smoke === null,
  },
  ...RULES.map(level),
  amount(
    "min-saving",
    ({ minSaving }) => minSaving,
    (old, now) => now < old,
  ),
  flag("report-only", ({ reportOnly }) => reportOnly, true),
];

function limit(
  setting: Demand["setting"],
  read: (settings: ImageSettings) => number | null,
  write: (limit: number) => string,
): Demand {
  return {
    setting,
    words: (settings) => ifSet(read(settings), write),
    isWeaker: (before, after) => (read(after) ?? Number.POSITIVE_INFINITY) > (read(before) ?? 0),
  };
}

function amount(
  setting: Demand["setting"],
  read: (settings: ImageSettings) => Amount | null,
  isLess: (old: number, now: number) => boolean,
): Demand {
  return {
    setting,
    words: (settings) => ifSet(read(settings), formatAmount),
    isWeaker: (before, after, whole) => {
      const [old, now] = [read(before), read(after)];
      if (old === null) return false;
      if (now === null) return true;
      const isSameKind = "percent" in old === "percent" in now;
      // Whether 5 MB are more than 10 % depends on what of; of the same kind, any whole will do.
      if (whole === null && !isSameKind) return false;
      return isLess(bytesOf(old, whole ?? 1), bytesOf(now, whole ?? 1));
    },
  };
}

/** A switch, which is strict while it is not `lax`; one that is not given is off. */
function flag(
  setting: Demand["setting"],
  read: (settings: ImageSettings) => boolean | null,
  lax: boolean,
): Demand {
  const isOn = (settings: ImageSettings) => read(settings) === true;
  return {
    setting,
    words: (settings) => String(isOn(settings)),
    isWeaker: (before, after) => isOn(before) !== lax && isOn(after) === lax,
  };
}

/** How strict a rule is. */
function level(rule: Rule): Demand {
  const levelIn = ({ rules }: ImageSettings) => rules?.[rule.id] ?? rule.level;
  return {
    setting: "rules",
    words: (settings) => `${rule.id} ${levelIn(settings)}`,
    isWeaker: (before, after) => LEVELS.indexOf(levelIn(after)) < LEVELS.indexOf(levelIn(before)),
  };
}

function listWords(list: readonly string[] | null): string | null {
  return ifSet(list, (patterns) => patterns.join(", "));
}

function ifSet<T>(value: T | null, write: (value: T) => string): string | null {
  return value === null ? null : write(value);
}
