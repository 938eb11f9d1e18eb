import { isDeepStrictEqual } from "node:util";
import { type Amount, leastBytes, mostBytes } from "./amount.ts";

/** A change, in words for both sides of an arrow: `150 MB`, `not set`. */
export interface Loosening {
  readonly before: string;
  readonly after: string;
  /** The part that changed, if its value is not shown: `the value of MODE`. */
  readonly part?: string;
  /** Whether that part is new or removed. */
  readonly deed?: "sets" | "removes";
}

/**
 * The effect of a change of a setting on the gate. Every setting declares it, so that a pull request cannot
 * loosen one unseen.
 */
export type ChangeMeaning<T> = CountedChange<T> | HarmlessChange;

/** A change that is a finding, unless the new value is as strict as the old one. */
export interface CountedChange<T> {
  /** `loosens`: the gate demands less, or fewer people see it; `alters`: the gate judges something else. */
  readonly kind: "loosens" | "alters";
  /** Which changes count, for the documentation: `a higher limit, or none`. */
  readonly counts: string;
  /** The changes that count, one for each part of the value; empty if none counts. */
  find(before: T | null, after: T | null, words: ChangeWords<T>): readonly Loosening[];
}

/** A change that cannot affect the verdict or who sees it. */
export interface HarmlessChange {
  readonly kind: "harmless";
  /** The reason, one sentence. */
  readonly why: string;
}

/** The context for comparing two values of a setting. */
export interface ChangeWords<T> {
  /** Size of the baseline in bytes, for percentages; null if it is unknown. */
  readonly baselineSize: number | null;
  /** A value in a few words. */
  write(value: T | null): string;
}

/** A change of a value that is shown as a whole. @param isLooser whether the new value is not as strict */
export function change<T>(
  kind: CountedChange<T>["kind"],
  counts: string,
  isLooser: (before: T | null, after: T | null, baselineSize: number | null) => boolean,
): CountedChange<T> {
  return {
    kind,
    counts,
    find: (before, after, { baselineSize, write }) => {
      if (!isLooser(before, after, baselineSize)) return [];
      const rounded = { before: write(before), after: write(after) };
      if (rounded.before !== rounded.after) return [rounded];
      return [{ before: inBytes(before) ?? rounded.before, after: inBytes(after) ?? rounded.after }];
    },
  };
}

/** A size to the last byte; null for anything else. */
function inBytes(value: unknown): string | null {
  const bytes = typeof value === "object" && value !== null && "bytes" in value ? value.bytes : value;
  return typeof bytes === "number" ? `${bytes} B` : null;
}

/** A change of a setting that cannot affect the verdict or who sees it. @param why one sentence */
export function harmless(why: string): HarmlessChange {
  return { kind: "harmless", why };
}

export const higherLimit = change<number>("loosens", "a higher limit, or none", isHigher);

export const higherAmount = change<Amount>(
  "loosens",
  "a higher limit, or none; another unit, unless the size of the baseline shows that it is no higher",
  isHigherAmount,
);

export const lowerAmount = change<Amount>(
  "loosens",
  "a lower value, or none; another unit, unless the size of the baseline shows that it is no lower",
  (before, after, whole) => isLooserAmount(before, after, whole, leastBytes, (old, now) => now < old),
);

export const switchedOn = change<boolean>(
  "loosens",
  "`true`",
  (before, after) => before !== true && after === true,
);

export const switchedOff = change<boolean>(
  "loosens",
  "`false`, where it was `true`",
  (before, after) => before === true && after !== true,
);

export const fewerEntries = change<readonly string[]>("loosens", "an entry that is gone", hasFewer);

/** Test stages; null stands for the stages of a Dockerfile that could not be read. */
export const fewerTests = change<readonly string[]>(
  "loosens",
  "a stage that is gone, also from the Dockerfile",
  (before, after) => (before === null ? after !== null : hasFewer(before, after)),
);

export const moreEntries = change<readonly string[]>("loosens", "a new entry", (before, after) =>
  hasFewer(after, before),
);

/** Names of images to gate; null stands for all of them. */
export const fewerImages = change<readonly string[]>(
  "loosens",
  "an image that is left out",
  (before, after) => (before === null ? after !== null : hasFewer(before, after ?? before)),
);

/** Platforms that are judged; null stands for all that an existing image has. */
export const fewerPlatforms: CountedChange<readonly { readonly name: string }[]> = {
  kind: "loosens",
  counts: "a platform that is gone; a looser budget of a platform is one of that budget",
  find: (before, after) => {
    if (after === null) return [];
    const names = after.map(({ name }) => name);
    if (before === null) return [{ before: "all of the image", after: names.join(", ") }];
    return before
      .filter(({ name }) => !names.includes(name))
      .map(({ name }) => ({ before: name, after: "no longer judged" }));
  },
};

/** A label that accepts failures. */
export const newLabel = change<string>(
  "loosens",
  "a new or a different label",
  (before, after) => after !== null && before !== after,
);

/** A demand that is removed or different. */
export const goneOrOther = change<string>(
  "loosens",
  "another value, or none",
  (before, after) => before !== null && before !== after,
);

/** A value that chooses what the gate judges: each value differs from all others. @param byDefault the value for null */
export function anyChange<T>(byDefault: T | null = null): CountedChange<T> {
  return change(
    "alters",
    "any change",
    (before, after) => !isDeepStrictEqual(before ?? byDefault, after ?? byDefault),
  );
}

/** The same for a list in any order. */
export const otherEntries = change<readonly string[]>(
  "alters",
  "any change but the order",
  (before, after) => hasFewer(before, after) || hasFewer(after, before),
);

/** One of a few words. @param ranks the weakest first @param byDefault the value for null */
export function lowerRank<const T extends string>(ranks: readonly T[], byDefault: T): CountedChange<T> {
  const rankOf = (value: T | null) => ranks.indexOf(value ?? byDefault);
  const order = ranks.toReversed().map((word) => `\`${word}\``);
  return change(
    "loosens",
    `a value further to the right: ${order.join(", ")}`,
    (before, after) => rankOf(after) < rankOf(before),
  );
}

/**
 * Pairs of which only the names are shown, since their values may be confidential.
 * @param value what a name has: `value`, `source`
 */
export function otherPairs(value: string): CountedChange<Readonly<Record<string, string | null>>> {
  return {
    kind: "alters",
    counts: "any change but the order; only names are shown",
    find: (before, after) => changedNames(before ?? {}, after ?? {}, value),
  };
}

/** The names whose values differ, in order: the earlier names, then the new ones. */
export function changedNames(
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string | null>>,
  value: string,
): Loosening[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [was, is] = [Object.hasOwn(before, name), Object.hasOwn(after, name)];
    if (was && is && before[name] === after[name]) return [];
    if (was && is)
      return [{ before: name, after: `${name} with another ${value}`, part: `the ${value} of ${name}` }];
    return was
      ? [{ before: name, after: `${name} not set`, part: name, deed: "removes" }]
      : [{ before: `${name} not set`, after: name, part: name, deed: "sets" }];
  });
}

/** Secrets of a build, as `--secret` takes them; only their ids are shown. */
export const otherSecrets: CountedChange<readonly string[]> = {
  kind: "alters",
  counts: "any change but the order; only ids are shown",
  find: (before, after) => changedNames(secretsById(before ?? []), secretsById(after ?? []), "source"),
};

function secretsById(texts: readonly string[]): Record<string, string> {
  const byId = new Map<string, string[]>();
  for (const text of texts) {
    const fields = fieldsOf(text).map((field) => field.replace(/^src=/, "source="));
    const id =
      fields.find((field) => field.startsWith("id="))?.slice("id=".length) ?? "a secret without an id";
    byId.set(id, [...(byId.get(id) ?? []), fields.sort().join()].sort());
  }
  return Object.fromEntries([...byId].map(([id, sources]) => [id, sources.join("\n")]));
}

/** The parts of a cache's address that are not credentials. */
const SHOWN_OF_CACHES = /^(?:type|ref|scope|src)=|^[^=]*$/;

/** Sources of build cache: builds trust their contents, also the results of tests. */
export const moreCaches: CountedChange<readonly string[]> = {
  kind: "loosens",
  counts: "a new source, since results of tests may come from it; no credentials are shown",
  find: (before, after) => {
    const known = new Set(before?.map((text) => fieldsOf(text).sort().join()));
    return (after ?? [])
      .map(fieldsOf)
      .filter((fields) => !known.has(fields.toSorted().join()))
      .map((fields) => ({
        before: "not set",
        after: fields.filter((field) => SHOWN_OF_CACHES.test(field)).join() || "a source",
      }));
  },
};

/** `id=token, env=TOKEN` → `id=token`, `env=TOKEN`. */
function fieldsOf(text: string): string[] {
  return text.split(",").map((field) => field.trim());
}

/** The baseline of images: the more often there is one, the stricter. */
const BASELINE_RANKS: Readonly<Record<string, number>> = { none: 0, stored: 1, auto: 2, build: 2 };

export const weakerBaseline = change<string>(
  "loosens",
  "from `auto` or `build` to `stored` or `none`, from `stored` to `none`; an image, or another one",
  (before, after) => {
    const [was, is] = [before ?? "auto", after ?? "auto"];
    const [old, now] = [BASELINE_RANKS[was], BASELINE_RANKS[is]];
    if (was === is || old === 0) return false;
    // Images and commits cannot be ranked by strictness.
    return old === undefined || now === undefined || now < old;
  },
);

/** A limit that is higher, or gone. */
function isHigher(before: number | null, after: number | null): boolean {
  return before !== null && (after ?? Number.POSITIVE_INFINITY) > before;
}

/** A limit on a size or a percentage that is higher, or gone. */
function isHigherAmount(before: Amount | null, after: Amount | null, whole: number | null): boolean {
  return isLooserAmount(before, after, whole, mostBytes, (old, now) => now > old);
}

/** A list of demands that lost an entry. */
export function hasFewer(before: readonly string[] | null, after: readonly string[] | null): boolean {
  return before?.some((entry) => after?.includes(entry) !== true) === true;
}

function isLooserAmount(
  before: Amount | null,
  after: Amount | null,
  whole: number | null,
  bytesOf: (amount: Amount, whole: number) => number,
  isLooser: (old: number, now: number) => boolean,
): boolean {
  if (before === null) return false;
  if (after === null) return true;
  if ("percent" in before && "percent" in after) return isLooser(before.percent, after.percent);
  if ("bytes" in before && "bytes" in after) return isLooser(before.bytes, after.bytes);
  // Whether 5 MB are more than 10 % depends on the size of the baseline.
  return whole === null || isLooser(bytesOf(before, whole), bytesOf(after, whole));
}
