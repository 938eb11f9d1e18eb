import { stripVTControlCharacters } from "node:util";

/** Words that begin an error in what compilers, package managers and test runners print, and no part of a path. */
const ERROR =
  /(?<![\w/.-])(?:error|ERR!|ERROR|fatal|FATAL|panic|PANIC|FAIL(?:ED|URE)?|failed|Traceback|Exception|not ok)(?![\w/-]|\.\w)|(?<![\w/.-])[A-Z]\w*(?:Error|Exception)(?![\w/-]|\.\w)|^E: |^\s*[✗✖]/;

/** A summary that says that there is none. */
const NO_ERROR =
  /\b(?:0|no|without|any) (?:errors?|failed|failures?)\b|\b(?:errors?|failed|failures?)[:=] ?0\b/i;

/** The first line of a log that tells an error, without colours and the space around it; null if none does. */
export function firstError(log: string): string | null {
  const line = stripVTControlCharacters(log)
    .split(/\r\n?|\n/)
    .find((each) => ERROR.test(each) && !NO_ERROR.test(each));
  return line?.trim() ?? null;
}
