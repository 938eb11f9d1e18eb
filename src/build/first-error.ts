import { stripVTControlCharacters } from "node:util";

/** Words that begin an error message of compilers, package managers and test runners, and are not part of a path. */
const ERROR =
  /(?<![\w/.-])(?:error|ERR!|ERROR|fatal|FATAL|panic|PANIC|FAIL(?:ED|URE)?|failed|Traceback|Exception|not ok)(?![\w/-]|\.\w)|(?<![\w/.-])(?:[a-z]\w*\.)*[A-Z][\w$]*(?:Error|Exception)(?![\w/-]|\.\w)|(?<![\w/.-])Error(?=:| \[)|^E: |^\s*[✗✖]|\bpanicked at /;

/** A summary without errors, a header of pytest, and the source line that raises an error. */
const NO_ERROR =
  /\b(?:0|no|without|any) (?:errors?|failed|failures?)\b|\b(?:errors?|failed|failures?)[:=] ?0\b|^([=_])\1{2,} .* \1{3,}$|^\s*(?:throw|raise)\s/i;

/** The marks below the excerpt of a source file. */
const MARKS = /^[\s|]*\^[\s^~]*$/;

/**
 * The first error of a log, without colours and outer blanks; null if there is none. Of an uncaught exception, it is
 * the line that names the cause, and not the line that begins the stack trace.
 */
export function firstError(log: string): string | null {
  const lines = stripVTControlCharacters(log).split(/\r\n?|\n/);
  const at = lines.findIndex(
    (line, at) => ERROR.test(line) && !NO_ERROR.test(line) && !MARKS.test(lines[at + 1] ?? ""),
  );
  const [line, ...rest] = at < 0 ? [] : lines.slice(at);
  return line === undefined ? null : (causeIn(line, rest) ?? line).trim();
}

/** The cause of an error, if its first line does not have it. @param rest the lines below */
function causeIn(line: string, rest: readonly string[]): string | null {
  if (/\bTraceback \(most recent call last\):$/.test(line.trimEnd())) return causeOfTraceback(line, rest);
  if (/\bwhile importing test module\b/.test(line))
    return rest.find((each) => /^E {2,}\w/.test(each))?.slice(1) ?? null;
  if (/\bpanicked at [^'"]*:$/.test(line.trimEnd())) return `${line.trimEnd()} ${(rest[0] ?? "").trim()}`;
  if (/^\s*--- FAIL: /.test(line)) return rest[0]?.startsWith("panic: ") ? rest[0] : null;
  return causeOfStack(rest);
}

/** The first line below the frames of a Python traceback, which are indented more than its head. */
function causeOfTraceback(head: string, rest: readonly string[]): string | null {
  const indent = indentOf(head);
  return rest.find((line) => line.trim() !== "" && indentOf(line) <= indent) ?? null;
}

/** The last `Caused by:` of a Java stack trace. */
function causeOfStack(rest: readonly string[]): string | null {
  const end = rest.findIndex((line) => !/^\s*(?:at |\.{3} \d+ |Caused by: |Suppressed: )/.test(line));
  const stack = end < 0 ? rest : rest.slice(0, end);
  return stack.findLast((line) => /^\s*Caused by: /.test(line)) ?? null;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
