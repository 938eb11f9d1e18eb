/**
 * Whether a character is what Go's `unicode.IsSpace` takes for white space. JavaScript's `\s` has a byte order mark
 * more and a next line (U+0085) less.
 * @see https://pkg.go.dev/unicode#IsSpace
 */
export function isSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 128 ? code === 32 || (code >= 9 && code <= 13) : OTHER_SPACE.test(character);
}

const OTHER_SPACE = /^[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** The text without white space in front. */
export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charAt(start))) start += 1;
  return text.slice(start);
}

/** The text without white space around it. */
export function trim(text: string): string {
  return trimEnd(trimStart(text), isSpace);
}

/** The text without the characters at its end that `drops` accepts; in linear time, unlike `/x+$/`. */
export function trimEnd(text: string, drops: (character: string) => boolean): string {
  let end = text.length;
  while (end > 0 && drops(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Words between blanks, as BuildKit splits the arguments of FROM, COPY and ADD: without regard to quotes. */
export function splitWords(text: string): readonly string[] {
  return text.split(/[\t\v\f\r ]+/);
}
