import { stripVTControlCharacters } from "node:util";

/**
 * Text from outside (names, commands, paths, logs) made harmless, one function per format. Nothing from
 * outside gets into a report but through these.
 */

// Invisible, but it keeps GitHub from reading a mention, a reference or a link.
const BREAK = "\u200b";
/** Characters of a text that is on one line; what is longer is cut. */
export const LONGEST_LINE = 400;
/** Characters of advice, which may hold code. */
export const LONGEST_PROSE = 1200;

/**
 * Running text in Markdown, in a table's cell too: on one line, without markup, mentions or links.
 * @param longest characters before they are escaped, and so for all that keep to one line
 */
export function markdownText(text: string, longest = LONGEST_LINE): string {
  return oneLine(text, longest)
    .replace(/[&<>]/g, (letter) => (letter === "&" ? "&amp;" : letter === "<" ? "&lt;" : "&gt;"))
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(REFERENCE, `$&${BREAK}`)
    .replace(/:(?=\/\/)|\bwww(?=\.)/g, `$&${BREAK}`);
}

/**
 * What begins a reference, in escaped text: `@octo`, `#1`, `GH-1`; at GitLab `!1`, `&1`, `$1`, `%1` and `~1`, the last
 * two with a name as well (https://docs.gitlab.com/user/markdown/#gitlab-specific-references).
 */
const REFERENCE = /[@#](?=\w)|\bGH-(?=\d)|(?:!|&amp;|\$)(?=\d)|[%~](?=[\w"])/gi;

/** A code span in Markdown, but for a table's cell. No backslash helps inside one. */
export function markdownCode(text: string, longest = LONGEST_LINE): string {
  const line = oneLine(text, longest).replace(/`/g, "'");
  return line === "" ? "" : `\`${line}\``;
}

/** A code span in a table's cell: GitHub splits cells before it reads spans, so "|" needs a backslash. */
export function markdownCellCode(text: string, longest = LONGEST_LINE): string {
  return markdownCode(text, longest).replace(/\|/g, "\\|");
}

/** Running text in Markdown whose parts between backticks are code. */
export function markdownProse(text: string, longest = LONGEST_PROSE): string {
  return withCode(beginning(text, longest), markdownText, markdownCode);
}

/** A fenced block in Markdown. Of many backticks in a row ten are left, or the fence would be as long. */
export function markdownBlock(text: string): string {
  const content = printable(text).replace(/`{11,}/g, `${"`".repeat(10)}…`);
  let longest = 2;
  for (const [run] of content.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${content}\n${fence}`;
}

/** Text in HTML, also in a quoted attribute: on one line. */
export function htmlText(text: string): string {
  return withoutMarkup(oneLine(text));
}

/** Text in HTML that keeps its lines, for a `pre`. */
export function htmlBlock(text: string): string {
  return withoutMarkup(printable(text));
}

/** Text in XML, also in a quoted attribute: on one line. It holds nothing that XML 1.0 forbids. */
export function xmlText(text: string): string {
  return withoutMarkup(oneLine(text));
}

/** Text in XML that keeps its lines. */
export function xmlBlock(text: string): string {
  return withoutMarkup(printable(text));
}

/**
 * A message in SARIF: on one line, and without links (SARIF 2.1.0, 3.11.6), which plain text may have there.
 */
export function sarifText(text: string): string {
  return oneLine(text).replace(/\](?=\()/g, `$&${BREAK}`);
}

/**
 * A path as a relative URI, its slashes as they are, one where there are several: two at the start would
 * name a host. What is no character, as a file name of Linux may hold it, has no URI.
 */
export function sarifUri(path: string): string {
  const clean = path.replace(/\p{Cs}/gu, "\ufffd").replace(/\/{2,}/g, "/");
  return clean.split("/").map(encodeURIComponent).join("/");
}

/** Text for a program that shows it as it is: on one line, with nothing to interpret. */
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
 * The value of a label in OpenMetrics. GitLab takes what follows a "#" for a comment, also within quotes
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

/** Running text in HTML whose parts between backticks are code. */
export function htmlProse(text: string): string {
  return withCode(beginning(text, LONGEST_PROSE), htmlText, (code) => `<code>${htmlText(code)}</code>`);
}

/** Escapes every part by itself. That trims as well, and the spaces around code have to stay. */
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
  // Names and commands may be megabytes, and a report shows little of them.
  const start = text.slice(0, 8 * longest);
  const line = printable(start).replace(/\s+/g, " ").trim();
  return line.length <= longest && start === text ? line : `${beginning(line, longest - 1)}…`;
}

/** Where a text is cut, half of a character may be left over. */
function beginning(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/\p{Cs}$/u, "");
}

/** Without escape sequences, other control characters, and those that turn the reading direction. */
function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{C}\n\t]/gu, "");
}
