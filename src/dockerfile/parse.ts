import { type Heredoc, heredocsIn } from "./heredocs.ts";
import { isSpace, trimEnd, trimStart } from "./white-space.ts";
import { jsonWords, splitFlags } from "./words.ts";

/** A Dockerfile as BuildKit reads it. */
export interface Dockerfile {
  /** The character that continues lines: `\`, or a backtick by `# escape`. */
  readonly escapeCharacter: string;
  readonly instructions: readonly ParsedInstruction[];
}

/** An instruction, by itself or behind ONBUILD. */
export interface Command {
  /** Upper-cased: `RUN`. */
  readonly keyword: string;
  /** Such as `--from=build`, without quotes and escapes. */
  readonly flags: readonly string[];
  /** What follows the flags, continued lines joined. */
  readonly rest: string;
  /** The texts of `["a", "b"]` in RUN, COPY or ADD; null for the other form. */
  readonly list: readonly string[] | null;
}

/** An instruction of a Dockerfile. */
export interface ParsedInstruction extends Command {
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** On one line, with its heredocs and without comments. */
  readonly text: string;
  /** The instruction behind ONBUILD; null for any other instruction. */
  readonly trigger: Command | null;
}

/**
 * Reads a Dockerfile by the rules of BuildKit's parser, in linear time. A text that BuildKit refuses is read as far
 * as possible, because the build reports the error. Never throws.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
 */
export function parseDockerfile(text: string): Dockerfile {
  const rows = rowsOf(text);
  const directives = new Directives();
  const instructions: ParsedInstruction[] = [];
  for (let at = 0; at < rows.length; ) {
    const start = trimStart(rows[at] ?? "");
    directives.read(start);
    const logical = logicalLine(rows, at, directives.escapeCharacter);
    if (logical === null) {
      at += 1;
      continue;
    }
    const { line, end } = logical;
    const { command, trigger } = readCommand(line, directives.escapeCharacter);
    const last = heredocsEnd(rows, end, heredocsOf(line, command, trigger));
    const words = oneLine([line, ...rows.slice(end, last)]);
    instructions.push({ ...command, lines: [at + 1, last], text: words, trigger });
    at = last;
  }
  return { escapeCharacter: directives.escapeCharacter, instructions };
}

/** Rows as one line, each run of blanks as one blank. */
export function oneLine(rows: readonly string[]): string {
  return rows.join(" ").replace(/\s+/g, " ").trim();
}

/** The lines without line breaks; a byte order mark at the start is dropped. */
function rowsOf(text: string): readonly string[] {
  const rows = text.replace(/^\ufeff/, "").split("\n");
  // Nothing follows the last line break.
  if (rows.at(-1) === "") rows.pop();
  return rows.map((row) => trimEnd(row, (character) => character === "\r"));
}

/** The parser directives, which may stand in front of anything else, blank lines and comments among that. */
class Directives {
  escapeCharacter = "\\";
  readonly #seen = new Set<string>();
  #isOver = false;

  /** @param row without blanks in front */
  read(row: string): void {
    if (this.#isOver) return;
    const [start, name = ""] = /^#[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=/.exec(row) ?? [""];
    const directive = name.toLowerCase();
    const value = row.slice(start.length);
    this.#isOver = value === "" || !DIRECTIVES.has(directive) || this.#seen.has(directive);
    if (this.#isOver) return;
    this.#seen.add(directive);
    const character = trimEnd(value, (blank) => "\t\f ".includes(blank)).replace(/^[\t\f ]+/, "");
    if (directive === "escape" && (character === "\\" || character === "`")) this.escapeCharacter = character;
  }
}

const DIRECTIVES: ReadonlySet<string> = new Set(["syntax", "escape", "check"]);

/**
 * The line that begins at a row, with those that continue it; null for a comment or a blank line.
 * @returns `end`: the rows up to the end of it
 */
function logicalLine(
  rows: readonly string[],
  start: number,
  escapeCharacter: string,
): { readonly line: string; readonly end: number } | null {
  const first = trimStart(rows[start] ?? "");
  if (first === "" || first.startsWith("#")) return null;
  let { text, continues } = continuation(first, escapeCharacter);
  const parts = [text];
  let end = start + 1;
  for (; continues && end < rows.length; end += 1) {
    const row = rows[end] ?? "";
    const visible = trimStart(row);
    if (visible === "" || visible.startsWith("#")) continue;
    ({ text, continues } = continuation(row, escapeCharacter));
    parts.push(text);
  }
  return { line: parts.join(""), end };
}

/** Whether the next row continues this one, which has one escape character at its end then, and not two. */
function continuation(
  row: string,
  escapeCharacter: string,
): { readonly text: string; readonly continues: boolean } {
  const text = trimEnd(row, (character) => character === " " || character === "\t");
  return text.endsWith(escapeCharacter) && text.at(-2) !== escapeCharacter
    ? { text: text.slice(0, -1), continues: true }
    : { text: row, continues: false };
}

function readCommand(
  line: string,
  escapeCharacter: string,
): { readonly command: Command; readonly trigger: Command | null } {
  const command = splitCommand(line, escapeCharacter);
  const isOnbuild = command.keyword === "ONBUILD" && command.rest !== "";
  return { command, trigger: isOnbuild ? splitCommand(command.rest, escapeCharacter) : null };
}

function splitCommand(line: string, escapeCharacter: string): Command {
  const trimmed = trimStart(trimEnd(line, isSpace));
  const keyword = /^[^\t\v\f\r ]*/.exec(trimmed)?.[0] ?? "";
  const { flags, rest } = splitFlags(trimmed.slice(keyword.length), escapeCharacter);
  const name = keyword.toUpperCase();
  return { keyword: name, flags, rest, list: HAS_FORMS.has(name) ? jsonWords(rest) : null };
}

const HAS_FORMS: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD"]);

function heredocsOf(line: string, command: Command, trigger: Command | null): readonly Heredoc[] {
  const { keyword, list } = trigger ?? command;
  return HAS_FORMS.has(keyword) && list === null ? heredocsIn(line) : [];
}

/** The rows up to the end of heredocs that begin at a row; all rows if one of them has no end. */
function heredocsEnd(rows: readonly string[], start: number, heredocs: readonly Heredoc[]): number {
  let end = start;
  for (const { name, dropsTabs } of heredocs) {
    const isEnd = (row: string) => (dropsTabs ? row.replace(/^\t+/, "") : row) === name;
    while (end < rows.length && !isEnd(rows[end] ?? "")) end += 1;
    end += 1;
  }
  return Math.min(end, rows.length);
}
