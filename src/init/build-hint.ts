import * as v from "valibot";
import { parse } from "yaml";

/** How another file builds an image from a Dockerfile. */
export interface BuildHint {
  /** Path of the Dockerfile. */
  readonly file: string;
  readonly context: string;
  /** Null if the file names none. */
  readonly target: string | null;
  /** Only arguments with a literal value. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Name of the image in the other file; null if it has none. */
  readonly name: string | null;
}

/** Whether two hints build the same. */
export function buildsTheSame(one: BuildHint, other: BuildHint): boolean {
  const parts = ({ file, context, target, buildArgs }: BuildHint) =>
    JSON.stringify([file, context, target, Object.entries(buildArgs).sort()]);
  return parts(one) === parts(other);
}

/** Build arguments of a list (`KEY=value`) or a mapping; without those whose value depends on a variable. */
export function readBuildArgs(written: unknown): Record<string, string> {
  const pairs = Array.isArray(written)
    ? written.map((entry) => /^([^=]+)=(.*)$/.exec(String(entry))?.slice(1) ?? [])
    : Object.entries(isMapping(written) ? written : {});
  return Object.fromEntries(
    pairs.flatMap(([key, value]) =>
      typeof key === "string" && /^\s*\w{1,100}\s*$/.test(key) && isPlain(value)
        ? [[key.trim(), String(value)]]
        : [],
    ),
  );
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value) && !/[$\n\r]/.test(String(value));
}

/** The content of a YAML text from other people; null if it is not valid. */
export function readYaml(text: string): unknown {
  if (isTooDeep(text)) return null;
  try {
    return parse(text, { maxAliasCount: 100, merge: true, logLevel: "silent" });
  } catch {
    return null;
  }
}

/** More nested brackets than a person writes: the time to parse them grows with the square of their number. */
const DEEPEST = 200;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[{}[\]]/g)) {
    depth = "{[".includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Whether a value of YAML is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return v.is(v.record(v.string(), v.unknown()), value) && !Array.isArray(value);
}
