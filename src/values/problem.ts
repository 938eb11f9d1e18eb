import { closest, distance } from "fastest-levenshtein";
import { StagegateError } from "../host/errors.ts";
import { nearestPattern } from "../patterns/names.ts";

/** Where a setting was given. */
export interface Place {
  /** As a person would name it: `.stagegate.yml:7`, `input max-size`, `--max-size`; empty for no place. */
  readonly name: string;
  /** File and line for an annotation; null for inputs and flags. */
  readonly at: { readonly file: string; readonly line: number } | null;
}

/** Writes a setting with a value as an example. */
export type WriteSetting = (name: string, value: string) => string;

/** As a configuration file and the inputs of a workflow have it: `target: app`. */
export const writeKey: WriteSetting = (name, value) => `${name}: ${value}`;

/** As a shell takes it: `--target app`. */
export const writeFlag: WriteSetting = (name, value) =>
  `--${name} ${/^[\w./:=,@+%-][\w./:=,@+%~-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`}`;

/** Writes settings in the syntax of a place. */
export function writerFor(place: Place): WriteSetting {
  return isFlag(place) ? writeFlag : writeKey;
}

/** Whether a place is a flag of the command line. */
export function isFlag({ name }: Place): boolean {
  return name.startsWith("-");
}

/** One thing that is wrong with the configuration. */
export interface Problem {
  readonly place: Place;
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
}

/** Number of problems that are shown: nobody reads more at once. */
const MOST_PROBLEMS = 50;

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends StagegateError {
  /** Problems without a line first, the others by file and line; at most `MOST_PROBLEMS`. */
  readonly problems: readonly Problem[];
  /** Number of problems that are not shown. */
  readonly left: number;

  constructor(all: readonly Problem[]) {
    const problems = byPlace(all).slice(0, MOST_PROBLEMS);
    const left = all.length - problems.length;
    const lines = problems.map(({ place, message, hint }) => `${placed(place.name, message)}. ${hint}`);
    super([...lines, ...(left > 0 ? [`and ${left} more`] : [])].join("\n"));
    this.problems = problems;
    this.left = left;
  }
}

/** Problems without a line first, then file by file in the order of their first problem, by line. */
function byPlace(problems: readonly Problem[]): Problem[] {
  const files = problems.flatMap(({ place: { at } }) => at?.file ?? []);
  const fileOf = ({ place: { at } }: Problem) => (at === null ? -1 : files.indexOf(at.file));
  return problems.toSorted(
    (one, other) => fileOf(one) - fileOf(other) || (one.place.at?.line ?? 0) - (other.place.at?.line ?? 0),
  );
}

/** A message behind its place, if it has one. If the place is an input or a flag, the setting is named once. */
export function placed(place: string, message: string): string {
  if (place === "") return message;
  // A short flag does not hold the name of its setting.
  const setting = /^-\w$/.test(place) ? "[a-z-]+" : /^(?:--|input )([a-z-]+)$/.exec(place)?.[1];
  return `${place}: ${setting === undefined ? message : message.replace(new RegExp(`^${setting}: `), "")}`;
}

/** Number of known names that are shown. */
const MOST_NAMES = 10;

/** "Did you mean …?" for an unknown name, or the known names if none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  return hintFor(nearest(name, known), known);
}

/** The same for an image's name, or for a pattern that matches no image's name. */
export function didYouMeanImage(name: string, known: readonly string[]): string {
  if (isInBraces(name))
    return `Patterns have no braces: name each image by itself, or use a pattern with \`*\`, \`?\` or \`[ab]\`.`;
  return hintFor(nearestPattern(name, known) ?? nearest(name, known), known);
}

/** Whether a name has braces, which a shell takes for alternatives. */
export function isInBraces(name: string): boolean {
  return /[{}]/.test(name);
}

function hintFor(near: string | null, known: readonly string[]): string {
  if (near !== null) return `Did you mean ${near}?`;
  if (known.length === 0) return "There are none.";
  const left = known.length - MOST_NAMES;
  return `Known: ${known.slice(0, MOST_NAMES).join(", ")}${left > 0 ? ` and ${left} more` : ""}.`;
}

/** The name among `known` that was probably intended, or null. */
export function nearest(name: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const near = (word: string) => {
    const other = closest(word, [...known]);
    return { other, edits: distance(word, other) };
  };
  const plain = near(name);
  // A budget is often named without its prefix: `size` for `max-size`.
  const budget = near(`max-${name}`);
  const isBudget = budget.other.startsWith("max-") && budget.edits < plain.edits;
  const { other, edits } = isBudget ? budget : plain;
  return edits <= Math.max(2, name.length / 3) ? other : null;
}
