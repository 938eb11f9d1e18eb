import type { BaseIssue } from "valibot";
import type { Fault } from "../kinds.ts";
import { didYouMean, type WriteSetting, writeKey } from "../problem.ts";
import { KEYS, REMEDIES } from "./shape.ts";

/** A correct example for every key. */
const EXAMPLES: Readonly<Record<string, string>> = {
  smoke: "{port: 8080, requests: [{path: /health}]}",
  port: "8080",
  wait: "/health",
  timeout: "30s",
  env: "{LOG_LEVEL: debug}",
  tmpfs: "[/tmp]",
  "read-only": "true",
  "cap-drop": "[ALL]",
  requests: "[{path: /health, status: 200}]",
  method: "POST",
  path: "/health",
  headers: "{accept: application/json}",
  body: "{text: hello}",
  status: "200",
  contains: "hello",
  exec: "[{command: whoami, stdout: appuser}]",
  command: "whoami",
  stdout: "appuser",
};

/** The problem of one part, from an issue of valibot. */
export function faultOf(issue: BaseIssue<unknown>, write: WriteSetting): Fault {
  const path = issue.path?.map(({ key }) => key as string | number) ?? [];
  return { ...describe(issue, path, write), path };
}

/** Only the setting itself can be a flag or an input: its parts are always YAML. */
export function exampleOf(key: string, write: WriteSetting): string {
  return `Write for example: ${(key === "smoke" ? write : writeKey)(key, EXAMPLES[key] ?? "")}`;
}

function describe(
  { type, message, expected, input, requirement }: BaseIssue<unknown>,
  keys: readonly (string | number)[],
  write: WriteSetting,
): Fault {
  const name = `smoke${keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("")}`;
  const key = String(keys.findLast((part) => typeof part === "string") ?? "smoke");
  const example = exampleOf(key, write);
  if (type === "partial_check")
    return { message: `${name}: ${message}`, hint: REMEDIES.get(requirement) ?? "" };
  if (type === "raw_transform")
    return {
      message: `${name}: ${confidential(key) ? "the value" : written(input)} ${message}`,
      hint: example,
    };
  if (type === "array") return { message: `${name}: ${written(input)} is not a list`, hint: example };
  const parent = name.slice(0, name.lastIndexOf("."));
  if (type === "never")
    return {
      message: `${parent}: there is no setting ${JSON.stringify(key)}`,
      hint: didYouMean(key, keysBeside(keys)),
    };
  if (/^"/.test(expected ?? "")) return { message: `${parent}: it has no ${key}`, hint: example };
  return { message: `${name}: ${written(input)} is not a mapping`, hint: example };
}

function keysBeside(keys: readonly (string | number)[]): string[] {
  const [list] = keys;
  if (keys.length > 1 && (list === "requests" || list === "exec")) return Object.keys(KEYS[list]);
  return [...Object.keys(KEYS.smoke), "requests", "exec"];
}

function confidential(key: string): boolean {
  return key === "env" || key === "headers";
}

/** Only a short value is repeated: a long one does not help. */
function written(value: unknown): string {
  if (value === null) return "an empty value";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 60 ? text : "the value";
}
