import { codeOf, messageOf } from "../host/errors.ts";

const LONGEST = 200;
/** The rest of a long page from a proxy is ignored. */
const LONGEST_PAGE = 20_000;

/**
 * The message of an error or a text, on one line of at most 200 characters, without markup and without a full stop at
 * the end. The text may be a whole page of a proxy. Octokit adds the address of the documentation to GitHub's messages.
 * An error without a message gives the code of the system's error behind it.
 */
export function oneLine(error: unknown): string {
  const line = messageOf(error)
    .slice(0, LONGEST_PAGE)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/<[a-z/!][^>]*(?:>|$)/gi, " ")
    .replace(/&#?\w+;/g, " ")
    .replace(/ - https?:\S+$/, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  if (line === "") return causeOf(error);
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "")}…` : line;
}

/** The code of the innermost error: ECONNREFUSED, if Node tried several addresses. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return (error.cause === undefined ? "" : causeOf(error.cause)) || codeOf(error);
}
