import { formatLimit, parseSize, suggestSize } from "../text/size.ts";
import { type Amount, formatAmount } from "./amount.ts";
import { nearest, type WriteSetting } from "./problem.ts";

/**
 * A kind of value that a setting takes. Action inputs and flags come as text, a configuration file gives
 * what YAML made of it; `parse` takes all of them and returns undefined for a value that it cannot read.
 */
export interface Kind<T> {
  /** Completes "… is not …". */
  readonly noun: string;
  readonly parse: (raw: unknown) => T | undefined;
  /** As text, the value has one entry a line. */
  readonly isList?: true;
  /** A value may hold a credential, so no message repeats it. */
  readonly isConfidential?: true;
  /** Words that a shell can complete; left out if no value is a word of a fixed list. */
  readonly words?: readonly string[];
  /** JSON Schema of the value in a configuration file. */
  readonly schema: object;
  /** A value in a few words, as a report shows it; left out if `String` is enough. */
  write?(value: T): string;
  /** The correct spelling of the value that was probably intended, or null. */
  readonly suggest?: (raw: unknown) => string | null;
  /** A more exact problem than "is not NOUN", which follows `name: `; null if there is none. */
  readonly excess?: (raw: unknown) => string | null;
  /**
   * What is wrong inside a value of several parts that `parse` could not read; at least one.
   * @param write writes examples; by default in the syntax of a configuration file
   */
  readonly faults?: (raw: unknown, write?: WriteSetting) => readonly Fault[];
}

/** One thing that is wrong inside a value. */
export interface Fault {
  /** Begins with the part's name: `smoke.port: "http" is not a number`. */
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
  /** Keys and indexes that lead to it; left out for the whole value. */
  readonly path?: readonly (string | number)[];
}

/** Any plain scalar of YAML: its text counts. */
const SCALAR = { type: ["string", "number", "boolean"] };

export const text: Kind<string> = {
  noun: "a text",
  parse: (raw) => scalar(raw),
  schema: SCALAR,
};

/** A path, a user, a stage: a text that is not empty. */
export const name: Kind<string> = {
  ...text,
  parse: (raw) => (written(raw).trim() === "" ? undefined : scalar(raw)),
  excess: (raw) => (scalar(raw)?.trim() === "" ? "the value is empty" : null),
};

/** A label of a pull request. `true` and `false` are refused: their author takes the setting for a switch. */
export const label: Kind<string> = {
  ...name,
  noun: "the name of a label",
  parse: (raw) => (flag.parse(raw) === undefined ? name.parse(raw) : undefined),
  schema: { type: ["string", "number"] },
};

/** A text that grants access. */
export const token: Kind<string> = { ...name, noun: "a token", isConfidential: true };

export const flag: Kind<boolean> = {
  noun: "true or false",
  parse: (raw) =>
    /^(?:true|True|TRUE)$/.test(written(raw))
      ? true
      : /^(?:false|False|FALSE)$/.test(written(raw))
        ? false
        : undefined,
  schema: { type: "boolean" },
};

export const count: Kind<number> = {
  noun: "a whole number",
  parse: (raw) => {
    // YAML has other spellings of whole numbers: `0x10`, `1e1`.
    const number = /^\d/.test(written(raw).trim()) ? Number(raw) : Number.NaN;
    return Number.isInteger(number) && number < 1e9 ? number : undefined;
  },
  schema: { type: "integer", minimum: 0 },
};

export const positiveCount: Kind<number> = {
  noun: "a whole number above 0",
  parse: (raw) => count.parse(raw) || undefined,
  schema: { type: "integer", minimum: 1 },
};

export const size: Kind<number> = {
  noun: "a size",
  parse: (raw) => (typeof raw === "string" ? (parseSize(raw) ?? undefined) : undefined),
  schema: { type: "string", pattern: "^\\d+(\\.\\d+)? ?([kMGT]?B|[KMGT]iB)$" },
  write: formatLimit,
  suggest: (raw) => suggestSize(written(raw)),
};

export const amount: Kind<Amount> = {
  noun: "a percentage or a size",
  parse: (raw) => {
    const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(written(raw).trim())?.[1];
    if (percent !== undefined && Number.isFinite(Number(percent))) return { percent: Number(percent) };
    const bytes = size.parse(raw);
    return bytes === undefined ? undefined : { bytes };
  },
  schema: { type: "string" },
  write: formatAmount,
};

/**
 * A list: of a YAML sequence, or of a text's lines. An entry of a text may stand in quotes as a whole and then
 * have several lines, with `""` for a quote, as docker/build-push-action takes its inputs.
 * @see https://github.com/docker/actions-toolkit/blob/main/src/util.ts `Util.getList`
 */
export const lines: Kind<readonly string[]> = {
  noun: "a list with one entry a line",
  isList: true,
  parse: (raw) => list(raw, linesOf),
  schema: { type: [...SCALAR.type, "array"], items: SCALAR },
};

/** A list without comments. */
function withoutComments(noun: string): Kind<readonly string[]> {
  return {
    ...lines,
    noun,
    parse: (raw) => {
      const entries = lines.parse(raw);
      return entries?.some((entry) => entry.startsWith("#")) === true ? undefined : entries;
    },
  };
}

/** Build caches, one a line; entries may hold access keys. */
export const cacheEntries: Kind<readonly string[]> = {
  ...withoutComments("a list of caches without comments, one a line"),
  isConfidential: true,
};

/** SSH agents and keys, one a line. */
export const sshEntries: Kind<readonly string[]> = withoutComments(
  "a list of agents and keys without comments, one a line",
);

/** A list of names, separated by line breaks or commas. */
export const names: Kind<readonly string[]> = {
  noun: "a list of names",
  isList: true,
  parse: (raw) => list(raw, (text) => text.split(/[\r\n,]+/)),
  schema: lines.schema,
};

/** Entitlements, as `docker buildx bake --allow` takes those of a build. */
export const entitlements: Kind<readonly string[]> = {
  ...names,
  noun: "a list of entitlements (network.host, security.insecure, device)",
  parse: (raw) => {
    const entries = names.parse(raw);
    return entries?.every((name) => /^(?:network\.host|security\.insecure|device(?:=.+)?)$/.test(name)) ===
      true
      ? entries
      : undefined;
  },
};

/** The values of `baseline` that are not the name of an image. */
export const BASELINES: readonly string[] = ["auto", "stored", "build", "none"];

/** What images are compared with: one of a few words, or else the name of an image. */
export const baseline: Kind<string> = {
  noun: `${BASELINES.join(", ")}, or an image`,
  words: BASELINES,
  // A value that is almost one of the words is probably a typo, not an image.
  parse: (raw) => (baseline.suggest?.(raw) === null ? scalar(raw) : undefined),
  schema: text.schema,
  suggest: (raw) => {
    const near = nearest(written(raw), BASELINES);
    return near === raw ? null : near;
  },
};

/** One of a few words. */
export function choice<const T extends string>(...words: readonly T[]): Kind<T> {
  return {
    noun: `one of ${words.join(", ")}`,
    words,
    parse: (raw) => words.find((word) => word === raw),
    schema: { enum: words },
  };
}

/** A value as it was written; "" for a list and a mapping, which may have a key called toString. */
export function written(raw: unknown): string {
  return scalar(raw) ?? "";
}

/** No file name, argument or variable can hold a NUL. */
function scalar(raw: unknown): string | undefined {
  return typeof raw === "string"
    ? raw.includes("\0")
      ? undefined
      : raw
    : typeof raw === "number" || typeof raw === "boolean"
      ? String(raw)
      : undefined;
}

/** The lines of a text; an entry in quotes counts as one. */
function linesOf(text: string): string[] {
  const entry = /^[^\S\n]*"((?:[^"]|"")*)"[^\S\n]*$|^.*$/gm;
  return [...text.matchAll(entry)].map(([plain, quoted]) => quoted?.replaceAll('""', '"') ?? plain);
}

function list(raw: unknown, split: (text: string) => string[]): readonly string[] | undefined {
  const written = scalar(raw);
  const parts = Array.isArray(raw) ? raw.map(scalar) : written === undefined ? undefined : split(written);
  if (parts === undefined || parts.includes(undefined)) return undefined;
  return parts.map((part) => part?.trim() ?? "").filter((part) => part !== "");
}
