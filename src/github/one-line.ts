import { codeOf, messageOf } from "../host/errors.ts";

const LONGEST = 200;
/** Of a page that a proxy sends, more is not looked at. */
const LONGEST_PAGE = 20_000;

/**
 * What an error or a text says, on one line of at most 200 characters, without markup and without a full
 * stop at its end. It may be a whole page of a proxy; to what GitHub says, octokit adds where it is
 * documented. An error without a message has the code of the system's error behind it.
 */
export function oneLine(said: unknown): string {
  const line = messageOf(said)
    .slice(0, LONGEST_PAGE)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/<[a-z/!][^>]*(?:>|$)/gi, " ")
    .replace(/&#?\w+;/g, " ")
    .replace(/ - https?:\S+$/, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  if (line === "") return causeOf(said);
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "")}…` : line;
}

/** The code of the innermost error: ECONNREFUSED of what Node tried by several addresses. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return (error.cause === undefined ? "" : causeOf(error.cause)) || codeOf(error);
}
