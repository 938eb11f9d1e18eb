import { stripVTControlCharacters } from "node:util";

/** Words that begin an error message of compilers, package managers and test runners, and are not part of a path. */
const ERROR =
  /(?<![\w/.-])(?:error|ERR!|ERROR|fatal|FATAL|panic|PANIC|FAIL(?:ED|URE)?|failed|Traceback|Exception|not ok)(?![\w/-]|\.\w)|(?<![\w/.-])[A-Z]\w*(?:Error|Exception)(?![\w/-]|\.\w)|^E: |^\s*[✗✖]/;

/** A summary without errors. */
const NO_ERROR =
  /\b(?:0|no|without|any) (?:errors?|failed|failures?)\b|\b(?:errors?|failed|failures?)[:=] ?0\b/i;

/** The first line of a log with an error, without colours and outer blanks; null if there is none. */
export function firstError(log: string): string | null {
  const line = stripVTControlCharacters(log)
    .split(/\r\n?|\n/)
    .find((each) => ERROR.test(each) && !NO_ERROR.test(each));
  return line?.trim() ?? null;
}
