import { expandWord, shellWords } from "./shell-word.ts";

/** A heredoc as its first line announces it. */
export interface Heredoc {
  /** The line that ends it. */
  readonly name: string;
  /** Whether tabs in front of that line count for nothing (`<<-`). */
  readonly dropsTabs: boolean;
}

/**
 * The heredocs that a line of RUN, COPY or ADD announces, in order. Such a line is read with `\` as the escape
 * character, whatever the Dockerfile has.
 * @param line the instruction as a whole, continued lines joined
 */
export function heredocsIn(line: string): readonly Heredoc[] {
  if (!line.includes("<<")) return [];
  const words = shellWords(line, { ...PLAIN, keepsQuotes: true, keepsEscapes: true }) ?? [];
  return words.flatMap((word) => heredocOf(word) ?? []);
}

/** The heredoc that a word such as `<<-EOF` or `3<<"END OF FILE"` announces; null for any other. */
export function heredocOf(word: string): Heredoc | null {
  const [, dash, written = ""] = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word) ?? [];
  const [name, ...others] = shellWords(written, PLAIN) ?? [];
  return name === undefined || others.length > 0 ? null : { name, dropsTabs: dash === "-" };
}

/** The end mark without quotes: variables are none here. */
const PLAIN = { escapeCharacter: "\\", valueOf: () => undefined, keepsUnset: true };

/**
 * A word without its quotes and escapes, variables left as they are; as it is written if its quotes are wrong.
 * @param escapeCharacter the Dockerfile's escape character
 */
export function unquoted(word: string, escapeCharacter: string): string {
  return expandWord(word, { ...PLAIN, escapeCharacter }) ?? word;
}
