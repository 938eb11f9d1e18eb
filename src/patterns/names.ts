import { wildcards } from "./wildcards.ts";

/** Whether a text is a pattern that several names may match, rather than a name. */
export function isNamePattern(text: string): boolean {
  return /[*?[]/.test(text);
}

/**
 * Tells which names match a pattern: `*` any text, `?` one character, `[ab]` either, `[!ab]` any other. A text that is
 * no pattern, or one that cannot be read (`[z-a]`), matches only itself.
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
