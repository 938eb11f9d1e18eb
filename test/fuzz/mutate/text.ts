import type { Mutate, Random } from "../random.ts";
import { mutateBytes } from "./bytes.ts";
import { NUMBERS, TEXTS } from "./values.ts";

/** Most characters that a text grows to. */
const LONGEST = 200_000;

type Change = (text: string, random: Random, words: readonly string[]) => string;

const CHANGES: readonly Change[] = [
  (text, random, words) => changed(text, /\r?\n/g, random, () => `\n${random.pick(words)}\n`),
  (text, random, words) => changed(text, /[^\s]+/g, random, () => random.pick(words)),
  (text, random, words) => changed(text, /\w+/g, random, () => random.pick(words)),
  (text, random) => changed(text, /\d+/g, random, () => String(random.pick(NUMBERS))),
  (text, random) =>
    changed(text, /[^\w\s]+/g, random, (found) =>
      random.pick(["", found + found, found.repeat(50), ":", "\\", '"', "$", "#"]),
    ),
  (text, random) =>
    changed(text, /\w+|[^\w\s]|\s+/g, random, (found) => repeated(found, random.pick([2, 10, 1000, 20_000]))),
  (text, random) =>
    changed(text, / +|\n/g, random, () => random.pick(["", "\n", "\t", "  ", "\r\n", " \\\n", "\u00a0"])),
  (text, random, words) => inserted(text, random, random.pick(words)),
  (text, random) => inserted(text, random, random.pick(TEXTS)),
  // Takes lines out, writes one again, or swaps two.
  (text, random) => withLines(text, random, (lines, at) => void lines.splice(at, 1 + random.below(3))),
  (text, random) =>
    withLines(text, random, (lines, at) => void lines.splice(random.below(lines.length), 0, lines[at] ?? "")),
  (text, random) =>
    withLines(text, random, (lines, at) => {
      const other = random.below(lines.length);
      [lines[at], lines[other]] = [lines[other] ?? "", lines[at] ?? ""];
    }),
  (text, random) =>
    withLines(
      text,
      random,
      (lines, at) =>
        void lines.splice(at, 1, `${" ".repeat(random.below(9))}${(lines[at] ?? "").trimStart()}`),
    ),
  (text, random) =>
    withLines(
      text,
      random,
      (lines, at) =>
        void lines.splice(at, 0, ...Array.from({ length: random.pick([5, 300]) }, () => lines[at] ?? "")),
    ),
];

/**
 * Changes text by lines and words, and now and then its bytes.
 * @param words what means something in its format
 */
export function textMutator(words: readonly string[]): Mutate {
  return (bytes, random) => {
    if (random.oneIn(10)) return mutateBytes(bytes, random);
    return Buffer.from(mutateText(bytes.toString("utf8"), random, words));
  };
}

/** A text that is changed in one place. */
export function mutateText(text: string, random: Random, words: readonly string[] = TEXTS): string {
  return random.pick(CHANGES)(text, random, words).slice(0, LONGEST);
}

/** With one of the places that fit made into something else. */
function changed(text: string, pattern: RegExp, random: Random, change: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const one = found.length === 0 ? undefined : random.pick(found);
  if (one === undefined) return inserted(text, random, random.pick(TEXTS));
  return `${text.slice(0, one.index)}${change(one[0])}${text.slice(one.index + one[0].length)}`;
}

function inserted(text: string, random: Random, what: string): string {
  const at = random.below(text.length + 1);
  return `${text.slice(0, at)}${what}${text.slice(at)}`;
}

function repeated(text: string, count: number): string {
  return text.repeat(Math.max(1, Math.min(count, Math.floor(LONGEST / text.length))));
}

function withLines(text: string, random: Random, change: (lines: string[], at: number) => void): string {
  const lines = text.split("\n");
  change(lines, random.below(lines.length));
  return lines.join("\n");
}
