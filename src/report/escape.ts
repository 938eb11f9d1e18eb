import { stripVTControlCharacters } from "node:util";

/**
 * Makes text from outside (names, commands, paths, logs) harmless, with one function per format. Text from outside gets
 * into a report only through these functions.
 */

// Invisible, but it keeps GitHub from reading a mention, a reference or a link.
const BREAK = "\u200b";
/** Characters of a text on one line; longer texts are cut. */
export const LONGEST_LINE = 400;
/** Characters of advice, which may hold code. */
export const LONGEST_PROSE = 1200;

/**
 * Running text in Markdown, in a table's cell too: on one line, without markup, mentions or links.
 * @param longest characters before escaping
 */
export function markdownText(text: string, longest = LONGEST_LINE): string {
  return oneLine(text, longest)
    .replace(/[&<>]/g, (letter) => (letter === "&" ? "&amp;" : letter === "<" ? "&lt;" : "&gt;"))
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(REFERENCE, `$&${BREAK}`)
    .replace(/:(?=\/\/)|\bwww(?=\.)/g, `$&${BREAK}`);
}

/**
 * The beginning of a reference, in escaped text: `@octo`, `#1`, `GH-1`; at GitLab also `!1`, `&1`, `$1`, `%1`, `~1`,
 * and `%` or `~` with a name (https://docs.gitlab.com/user/markdown/#gitlab-specific-references).
 */
const REFERENCE = /[@#](?=\w)|\bGH-(?=\d)|(?:!|&amp;|\$)(?=\d)|[%~](?=[\w"])/gi;

/** A code span in Markdown, outside of tables. Backslashes have no effect inside a code span. */
export function markdownCode(text: string, longest = LONGEST_LINE): string {
  const line = oneLine(text, longest).replace(/`/g, "'");
  return line === "" ? "" : `\`${line}\``;
}

/** A code span in a table's cell: GitHub splits cells before it reads spans, so "|" needs a backslash. */
export function markdownCellCode(text: string, longest = LONGEST_LINE): string {
  return markdownCode(text, longest).replace(/\|/g, "\\|");
}

/** Running text in Markdown; parts between backticks are code. */
export function markdownProse(text: string, longest = LONGEST_PROSE): string {
  return withCode(beginning(text, longest), markdownText, markdownCode);
}

/** A fenced block in Markdown. A row of backticks is cut to ten, because the fence has to be longer than the row. */
export function markdownBlock(text: string): string {
  const content = printable(text).replace(/`{11,}/g, `${"`".repeat(10)}…`);
  let longest = 2;
  for (const [run] of content.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${content}\n${fence}`;
}

/** Text in HTML or in a quoted attribute: on one line. */
export function htmlText(text: string): string {
  return withoutMarkup(oneLine(text));
}

/** Text in HTML that keeps its lines, for a `pre`. */
export function htmlBlock(text: string): string {
  return withoutMarkup(printable(text));
}

/** Text in XML or in a quoted attribute: on one line, without characters that XML 1.0 forbids. */
export function xmlText(text: string): string {
  return withoutMarkup(oneLine(text));
}

/** Text in XML that keeps its lines. */
export function xmlBlock(text: string): string {
  return withoutMarkup(printable(text));
}

/**
 * A message in SARIF: on one line, and without links, which SARIF 2.1.0 allows even in plain text (3.11.6).
 */
export function sarifText(text: string): string {
  return oneLine(text).replace(/\](?=\()/g, `$&${BREAK}`);
}

/**
 * A path as a relative URI with its slashes. Several slashes in a row become one, because two at the start would name a
 * host. Invalid characters, which Linux allows in file names, are replaced.
 */
export function sarifUri(path: string): string {
  const clean = path.replace(/\p{Cs}/gu, "\ufffd").replace(/\/{2,}/g, "/");
  return clean.split("/").map(encodeURIComponent).join("/");
}

/** Text for a program that shows it as it is: on one line, without control characters. */
export function plainText(text: string): string {
  return oneLine(text);
}

/** A path for a program that shows it as it is: relative, its slashes as they are. */
export function plainPath(path: string): string {
  return printable(path)
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/\s+/g, " ")
    .replace(/^(?:\.?\/+)+/, "");
}

/**
 * The value of a label in OpenMetrics. GitLab treats everything after a "#" as a comment, even within quotes
 * (https://gitlab.com/gitlab-org/gitlab, ee/lib/gitlab/ci/parsers/metrics/generic.rb).
 */
export function metricLabel(text: string): string {
  return oneLine(text).replace(/#/g, "＃").replace(/[\\"]/g, "\\$&");
}

/** A line for a terminal or a log: on one line, without control characters. */
export function terminalText(text: string): string {
  return oneLine(text);
}

/** Lines for a terminal or a log, without control characters but line ends. */
export function terminalBlock(text: string): string {
  return printable(text);
}

function withoutMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Running text in HTML; parts between backticks are code. */
export function htmlProse(text: string): string {
  return withCode(beginning(text, LONGEST_PROSE), htmlText, (code) => `<code>${htmlText(code)}</code>`);
}

/** Escapes each part separately. Escaping trims a part, so the spaces around code are added again. */
function withCode(
  text: string,
  escapeText: (text: string) => string,
  escapeCode: (code: string) => string,
): string {
  const parts = text.split("`").map((part, index) => {
    if (index % 2 === 1) return escapeCode(part);
    const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? [];
    return `${before && " "}${escapeText(inner)}${after && " "}`;
  });
  return parts.join("");
}

function oneLine(text: string, longest = LONGEST_LINE): string {
  // Names and commands may be megabytes long, but a report shows only a few characters.
  const start = text.slice(0, 8 * longest);
  const line = printable(start).replace(/\s+/g, " ").trim();
  return line.length <= longest && start === text ? line : `${beginning(line, longest - 1)}…`;
}

/** The beginning of a text, without half a character at the end. */
function beginning(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/\p{Cs}$/u, "");
}

/** The text without escape sequences, other control characters, and characters that change the reading direction. */
function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{C}\n\t]/gu, "");
}
