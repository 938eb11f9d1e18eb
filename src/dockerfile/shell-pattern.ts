/** A piece of a pattern between its stars: each place takes the character; null takes any character. */
type Piece = readonly (string | null)[];

/** Steps that a match may need: values and patterns that name images are shorter by far. */
const MOST_STEPS = 100_000;

/**
 * Removes what a pattern matches at the start or the end of a value, as `${NAME#pattern}` and `${NAME%pattern}` do.
 * @param longest whether the longest match goes (`##`, `%%`), not the shortest
 * @returns null for a pattern that BuildKit refuses, and if matching would take too long
 */
export function trimPattern(
  value: string,
  pattern: string,
  side: "start" | "end",
  longest: boolean,
): string | null {
  const pieces = piecesOf(pattern, value);
  if (pieces === null) return null;
  if (side === "start") return value.slice(matchEnd(value, pieces, 0, longest) ?? 0);
  const back = [...value].reverse().join("");
  const reversed = pieces.map((piece) => [...piece].reverse()).reverse();
  return [...back.slice(matchEnd(back, reversed, 0, longest) ?? 0)].reverse().join("");
}

/**
 * Replaces what a pattern matches in a value, as `${NAME/pattern/other}` does.
 * @param all whether every match is replaced (`//`), not the first alone
 * @returns null as `trimPattern` does
 */
export function replacePattern(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string | null {
  const pieces = piecesOf(pattern, value);
  // Go takes $1 in the replacement of all for a group of the match.
  if (pieces === null || (all && replacement.includes("$"))) return null;
  if ((value.length + 1) * (replacement.length + 1) > MOST_STEPS) return null;
  let result = "";
  let copied = 0;
  for (let at = 0; at <= value.length; ) {
    const end = matchEnd(value, pieces, at, true);
    // What does not match from here on does not match further on either.
    if (end === null && fits(value, pieces[0] ?? [], at)) break;
    // An empty match right behind another one counts for nothing.
    if (end === null || (end === copied && at > 0)) {
      at += characterAt(value, at).length || 1;
      continue;
    }
    result += value.slice(copied, at) + replacement;
    copied = end;
    if (!all) break;
    at = end === at ? at + (characterAt(value, at).length || 1) : end;
  }
  return result + value.slice(copied);
}

/** Null for a pattern that BuildKit refuses, and if matching would take too long. */
function piecesOf(pattern: string, value: string): readonly Piece[] | null {
  // No wildcard matches a line break.
  if ((pattern.length + 1) * (value.length + 1) > MOST_STEPS || value.includes("\n")) return null;
  const pieces: (string | null)[][] = [[]];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    if (character === "*") pieces.push([]);
    else if (character === "?") pieces.at(-1)?.push(null);
    else if (character !== "\\") pieces.at(-1)?.push(character);
    else {
      at += 1;
      const escaped = characters[at] ?? "";
      if (escaped === "" || !"*?\\}/".includes(escaped)) return null;
      pieces.at(-1)?.push(escaped);
    }
  }
  return pieces;
}

/** Where the match that begins at `start` ends; null if there is none. */
function matchEnd(value: string, pieces: readonly Piece[], start: number, longest: boolean): number | null {
  const [first = [], ...others] = pieces;
  if (!fits(value, first, start)) return null;
  let end = start + lengthOf(value, first, start);
  for (const [index, piece] of others.entries()) {
    const isLast = index === others.length - 1;
    const position = isLast && longest ? lastFit(value, piece, end) : firstFit(value, piece, end);
    if (position === null) return null;
    end = position + lengthOf(value, piece, position);
  }
  return end;
}

function firstFit(value: string, piece: Piece, from: number): number | null {
  for (let at = from; at <= value.length; at += 1) if (fits(value, piece, at)) return at;
  return null;
}

function lastFit(value: string, piece: Piece, from: number): number | null {
  for (let at = value.length; at >= from; at -= 1) if (fits(value, piece, at)) return at;
  return null;
}

function fits(value: string, piece: Piece, start: number): boolean {
  let at = start;
  for (const wanted of piece) {
    const character = characterAt(value, at);
    if (character === "" || (wanted !== null && wanted !== character)) return false;
    at += character.length;
  }
  return true;
}

function lengthOf(value: string, piece: Piece, start: number): number {
  let at = start;
  for (const _ of piece) at += characterAt(value, at).length;
  return at - start;
}

/** A character may be two units of the text. */
function characterAt(value: string, at: number): string {
  const code = value.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}
