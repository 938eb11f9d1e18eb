import { isSpace, trim } from "./white-space.ts";

/**
 * Splits the arguments of an instruction into the flags in front and what follows. BuildKit goes through the bytes
 * here, so that a letter such as `à` (C3 A0) ends a flag.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/split_command.go
 */
export function splitFlags(
  text: string,
  escapeCharacter: string,
): { flags: readonly string[]; rest: string } {
  if (!/^[\t-\r ]*--/.test(text)) return { flags: [], rest: trim(text) };
  const bytes = Buffer.from(text).toString("latin1");
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (at < bytes.length && isSpace(bytes.charAt(at))) at += 1;
    if (!bytes.startsWith("--", at)) break;
    const { flag, hasQuotes, end } = readFlag(bytes, at, escapeCharacter);
    at = end;
    if (flag === "--") break;
    if (flag !== "" || hasQuotes) flags.push(flag);
  }
  return { flags, rest: trim(Buffer.from(bytes.slice(at), "latin1").toString()) };
}

function readFlag(
  text: string,
  start: number,
  escapeCharacter: string,
): { readonly flag: string; readonly hasQuotes: boolean; readonly end: number } {
  let flag = "";
  let quote = "";
  let hasQuotes = false;
  let at = start;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === "" && isSpace(character)) break;
    if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) {
      quote = character;
      hasQuotes = true;
    } else if (character === escapeCharacter) {
      at += 1;
      flag += text.charAt(at);
    } else flag += character;
  }
  return { flag, hasQuotes, end: Math.min(at, text.length) };
}

/**
 * The words of ARG, ENV and LABEL: blanks within quotes or behind an escape split nothing. Quotes and escapes stay.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/line_parsers.go
 */
export function quotedWords(text: string, escapeCharacter: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote === "" && isSpace(character)) {
      if (word !== "") words.push(word);
      word = "";
      continue;
    }
    if (character === quote) quote = "";
    else if (quote === "" && (character === "'" || character === '"')) quote = character;
    if (character === escapeCharacter && quote !== "'") {
      at += 1;
      // One at the end is dropped.
      if (at < text.length) word += escapeCharacter + text.charAt(at);
    } else word += character;
  }
  if (word !== "") words.push(word);
  return words;
}

/**
 * The texts of a JSON list, as `RUN ["a", "b"]` has them; null for anything else.
 * BuildKit refuses a list with something else than texts in it.
 */
export function jsonWords(text: string): readonly string[] | null {
  if (!text.startsWith("[")) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((word) => typeof word === "string") ? list : null;
  } catch {
    return null; // Invalid JSON is the shell form.
  }
}
