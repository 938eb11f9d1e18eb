import { parse, stringify } from "yaml";
import type { Mutate, Random } from "../random.ts";
import { type Json, mutateTree } from "./json.ts";
import { mutateText } from "./text.ts";

/** What YAML has beyond JSON. */
const PIECES = [
  "&a ",
  "*a",
  "*b",
  "<<: *a",
  "&a [*a]",
  "&a {b: *a}",
  "!!binary aGk=",
  "!!set {a, b}",
  "!!omap [a: 1]",
  "!!timestamp 2026-11-26",
  "!tag x",
  "? a\n: b",
  "? [a, b]\n: c",
  "? {a: b}\n: c",
  "---\n",
  "...\n",
  "%YAML 1.1\n---\n",
  "|\n  a\n",
  ">-\n  a\n",
  "0o17",
  "0x1F",
  ".inf",
  "-.inf",
  ".nan",
  "~",
  "null",
  "yes",
  "2026-11-26",
  "1e400",
  "12345678901234567890",
  "{",
  "}",
  "[",
  "]",
  ": ",
  "- ",
  "\t",
  "# ",
  "''",
  '""',
  "'",
  '"',
  '"\\x00"',
  '"\\ud800"',
  "a: &x [1,1,1,1,1,1,1,1,1]\nb: &y [*x,*x,*x,*x,*x,*x,*x,*x,*x]\nc: &z [*y,*y,*y,*y,*y,*y,*y,*y,*y]\nd: [*z,*z,*z,*z,*z,*z,*z,*z,*z]\n",
  "__proto__: {a: 1}",
  "[".repeat(500),
  "{a: ".repeat(500),
  "- ".repeat(500),
];

/** Each level makes all lines in it longer. */
const DEEPEST = 100;

/**
 * Changes a YAML document as a tree or as text.
 * @param words what means something in it
 */
export function yamlMutator(words: readonly string[]): Mutate {
  return (bytes, random) => {
    const text = bytes.toString("utf8");
    if (random.oneIn(2)) return Buffer.from(mutateText(text, random, random.oneIn(2) ? words : PIECES));
    return Buffer.from(asTree(text, random) ?? mutateText(text, random, words));
  };
}

/** Null for what has no tree that can be written again. */
function asTree(text: string, random: Random): string | null {
  try {
    const tree: Json = parse(text);
    return stringify(mutateTree(tree, random, DEEPEST));
  } catch {
    return null;
  }
}
