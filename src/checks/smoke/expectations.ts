import { messageOf } from "../../host/errors.ts";
import type { SmokeCommand, SmokeRequest } from "../../values/smoke/smoke-test.ts";
import { complaint } from "./complaint.ts";
import type { CommandResult } from "./container.ts";
import type { Answer } from "./http.ts";
import { excerpt, seconds } from "./words.ts";

/** The problem with an answer, in words that follow the request's name; null if there is none. */
export function judgeAnswer(
  { status, contains, json }: Pick<SmokeRequest, "status" | "contains" | "json">,
  answer: Answer,
): string | null {
  const body = answer.body === "" ? "" : `: ${excerpt(answer.body)}`;
  const isExpected = status === null ? answer.status < 400 : answer.status === status;
  if (!isExpected) return `answered ${answer.status} instead of ${status ?? "2xx or 3xx"}${body}`;
  if (contains !== null && !answer.body.includes(contains))
    return `answered without ${excerpt(contains)}${body}`;
  return json === null ? null : judgeJson(json.value, answer.body);
}

function judgeJson(expected: unknown, body: string): string | null {
  let actual: unknown;
  try {
    actual = JSON.parse(body);
  } catch (error) {
    return `did not answer with JSON (${messageOf(error)}): ${excerpt(body)}`;
  }
  const different = difference(actual, expected, "$");
  return different === null ? null : `answered with JSON in which ${different}`;
}

/**
 * The first difference from the expected value, with a JSONPath: `$.items[0].name is "b" instead of "a"`; null if there
 * is none. A mapping may have more keys, but a list must have the same length.
 */
export function difference(actual: unknown, expected: unknown, path: string): string | null {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (actual.length !== expected.length)
      return `${path} has length ${actual.length} instead of ${expected.length}`;
    return first(expected.map((part, index) => () => difference(actual[index], part, `${path}[${index}]`)));
  }
  if (isMapping(expected) && isMapping(actual)) {
    return first(
      Object.entries(expected).map(([key, part]) => () => {
        const at = /^\w+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
        return Object.hasOwn(actual, key) ? difference(actual[key], part, at) : `${at} is missing`;
      }),
    );
  }
  return Object.is(actual, expected) || actual === expected
    ? null
    : `${path} is ${shown(actual)} instead of ${shown(expected)}`;
}

function first(attempts: readonly (() => string | null)[]): string | null {
  for (const attempt of attempts) {
    const difference = attempt();
    if (difference !== null) return difference;
  }
  return null;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The beginning of a value as JSON. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}

/** The problem with the result of a command, in words that follow its name; null if there is none. */
export function judgeCommand(
  expected: SmokeCommand["stdout"],
  ran: CommandResult,
  timeout: number,
): string | null {
  const { code, stdout, stderr } = ran;
  if (code === null) return `did not end in ${seconds(timeout)}`;
  // An error of the engine may be in either output.
  const engine = [stdout, stderr].find((text) =>
    /^(?:OCI runtime exec failed|Error response from daemon): /.test(text),
  );
  if (code !== 0 && engine !== undefined) return `could not be run: ${complaint(engine)}`;
  const last = lastLine(stderr) || lastLine(stdout);
  if (code !== 0) return `ended with exit code ${code}${last === "" ? "" : `: ${excerpt(last)}`}`;
  const printed = stdout.trim();
  return expected === null || printed === expected.trim()
    ? null
    : `printed ${excerpt(printed)} instead of ${excerpt(expected.trim())}`;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
