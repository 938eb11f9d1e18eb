import { stringify } from "yaml";

/** A text as YAML on one line, with quotes if needed; also within a list in brackets, and as a key. */
export function scalar(text: string): string {
  if (UNPRINTABLE.test(text)) return quoted(text);
  // `[ text ]` and a line break. A text may itself begin or end with a space beyond ASCII.
  return stringify([text], { lineWidth: 0, collectionStyle: "flow" }).slice(2, -3);
}

/** A text as YAML on one line, with quotes if needed; not within brackets. */
export function plainScalar(text: string): string {
  return UNPRINTABLE.test(text) ? quoted(text) : stringify({ a: text }, { lineWidth: 0 }).slice(3, -1);
}

/** Texts as YAML on one line: a list in brackets, or one text alone. */
export function list(values: readonly string[]): string {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? scalar(only) : `[${values.map(scalar).join(", ")}]`;
}

/** A name from other people, for people: on one line, quoted if it has characters that cannot be seen. */
export function visibleName(name: string): string {
  return UNPRINTABLE.test(name) ? quoted(name) : name;
}

/** Line breaks, other control characters, and characters that cannot be seen or change the reading direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** A text between double quotes, in JSON, which is YAML too. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(""),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
