import { wildcards } from "./wildcards.ts";

/** Whether a text is a pattern that several names may match, rather than a name. */
export function isNamePattern(text: string): boolean {
  return /[*?[]/.test(text);
}

/**
 * Tests whether names match a pattern: `*` any text, `?` one character, `[ab]` either, `[!ab]` any other. A text
 * without wildcards, or an invalid pattern (`[z-a]`), matches only itself.
 */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const isSame = (name: string) => name === pattern;
  if (!isNamePattern(pattern)) return isSame;
  try {
    return wildcards(pattern);
  } catch (error) {
    if (error instanceof SyntaxError) return isSame;
    throw error;
  }
}

/** Most characters of a pattern, and most names, that are compared, so that a hint is fast. */
const LONGEST = 64;
const MOST_NAMES = 200;

/**
 * The pattern that was probably meant if no name matches: one that differs in one character and matches most names,
 * and of several the longest. Null if there is none, or the text is not a pattern.
 */
export function nearestPattern(pattern: string, names: readonly string[]): string | null {
  if (!isNamePattern(pattern) || pattern.length > LONGEST) return null;
  const some = names.slice(0, MOST_NAMES);
  const letters = [...new Set(some.join(""))];
  const changed = Array.from({ length: pattern.length + 1 }, (_, at) => {
    const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
    const isLiteral = !/[*?[\]]/.test(pattern.charAt(at));
    return [
      ...(isLiteral ? ["", ...letters].map((letter) => before + letter + after) : []),
      ...letters.map((letter) => before + letter + pattern.slice(at)),
    ];
  }).flat();
  const matching = changed.flatMap((text) => {
    const count = isNamePattern(text) && /\w/.test(text) ? some.filter(nameMatcher(text)).length : 0;
    return count === 0 ? [] : [{ text, count }];
  });
  const [best] = matching.toSorted(
    (one, other) => other.count - one.count || other.text.length - one.text.length,
  );
  return best?.text ?? null;
}
