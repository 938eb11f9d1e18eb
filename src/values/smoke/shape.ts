import * as v from "valibot";
import { flag, type Kind, lines, names, text } from "../kinds.ts";
import { pairs } from "../pairs.ts";
import { body, command, headers, json, method, path, port, status, time, wait } from "./parts.ts";
import type { Smoke, Wait } from "./smoke-test.ts";

/** The keys of each mapping, with the kinds of their values. */
export const KEYS = {
  smoke: { port, wait, timeout: time, env: pairs, tmpfs: lines, "read-only": flag, "cap-drop": names },
  requests: { method, path, headers, body, status, contains: text, json },
  exec: { command, stdout: text },
} as const;

/** Servers and proxies refuse or drop it: https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1 */
const hasNoBodyToDrop = ({ method, body }: { method: string; body: unknown }) =>
  body === null || !["GET", "HEAD"].includes(method);

type Parts = {
  readonly port: number | null;
  readonly wait: Wait | null;
  readonly requests: readonly unknown[];
  readonly exec: readonly unknown[];
};

const hasPortForRequests = ({ port, requests }: Pick<Parts, "port" | "requests">) =>
  port !== null || requests.length === 0;

const hasPortToTry = ({ port, wait }: Pick<Parts, "port" | "wait">) =>
  port !== null || (wait?.kind !== "path" && wait?.kind !== "tcp");

const asksNothingAfterItsEnd = ({ wait, port, requests, exec }: Parts) =>
  wait?.kind !== "exit" || (port === null && requests.length === 0 && exec.length === 0);

/** Hints for parts that contradict each other, by the requirement that they break. */
export const REMEDIES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [hasNoBodyToDrop, "Write for example: method: POST"],
  [hasPortForRequests, "Write for example: port: 8080"],
  [hasPortToTry, "Write for example: port: 8080"],
  [asksNothingAfterItsEnd, "Remove them, or wait for something else."],
]);

const request = v.pipe(
  mapping({
    method: or(KEYS.requests.method, "GET"),
    path: of(KEYS.requests.path),
    headers: or(KEYS.requests.headers, {}),
    body: or(KEYS.requests.body, null),
    status: or(KEYS.requests.status, null),
    contains: or(KEYS.requests.contains, null),
    json: or(KEYS.requests.json, null),
  }),
  v.forward(v.partialCheck([["method"], ["body"]], hasNoBodyToDrop, "a GET or HEAD has no body"), ["body"]),
  v.transform(({ headers, body, ...rest }) => ({
    ...rest,
    headers:
      body?.isJson === true && !new Headers(headers).has("content-type")
        ? { ...headers, "content-type": "application/json" }
        : headers,
    body: body?.text ?? null,
  })),
);

const exec = v.pipe(
  mapping({ command: of(KEYS.exec.command), stdout: or(KEYS.exec.stdout, null) }),
  v.transform(({ command, stdout }) => ({ ...command, stdout })),
);

/** What was written, with its defaults; an issue's message completes the name of the part. */
export const shape = v.pipe(
  mapping({
    port: or(KEYS.smoke.port, null),
    wait: or(KEYS.smoke.wait, null),
    timeout: or(KEYS.smoke.timeout, 30_000),
    env: or(KEYS.smoke.env, {}),
    tmpfs: or(KEYS.smoke.tmpfs, []),
    "read-only": or(KEYS.smoke["read-only"], false),
    "cap-drop": or(KEYS.smoke["cap-drop"], []),
    requests: v.optional(v.array(request), []),
    exec: v.optional(v.array(exec), []),
  }),
  v.forward(
    v.partialCheck([["port"], ["requests"]], hasPortForRequests, "there is no port to send them to"),
    ["requests"],
  ),
  v.forward(v.partialCheck([["port"], ["wait"]], hasPortToTry, "there is no port to try"), ["wait"]),
  v.forward(
    v.partialCheck(
      [["wait"], ["port"], ["requests"], ["exec"]],
      asksNothingAfterItsEnd,
      "a container that ends has no port, requests or exec",
    ),
    ["wait"],
  ),
  v.transform(({ "read-only": readOnly, "cap-drop": capDrop, ...rest }) => ({ ...rest, readOnly, capDrop })),
) satisfies v.GenericSchema<unknown, Smoke>;

/** The same for editors. */
export const schema = {
  type: ["object", "string"],
  ...keywords(KEYS.smoke, {
    requests: { type: "array", items: { type: "object", ...keywords(KEYS.requests), required: ["path"] } },
    exec: { type: "array", items: { type: "object", ...keywords(KEYS.exec), required: ["command"] } },
  }),
};

function keywords(kinds: Readonly<Record<string, Kind<unknown>>>, lists: object = {}): object {
  const own = Object.entries(kinds).map(([key, kind]) => [key, kind.schema]);
  return { properties: { ...Object.fromEntries(own), ...lists }, additionalProperties: false };
}

/** A mapping of these keys. A strictObject would report only the first unknown key. */
function mapping<const T extends v.ObjectEntries>(entries: T) {
  return v.objectWithRest(entries, v.never());
}

/** A part that must be there. */
function of<T>(kind: Kind<T>) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const value = kind.parse(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message: `is not ${kind.noun}` });
      return NEVER;
    }),
  );
}

const ABSENT = Symbol();

/** A part that may be left out. */
function or<T, D>(kind: Kind<T>, byDefault: D) {
  const present: Kind<T | D> = {
    ...kind,
    parse: (raw) => (raw === ABSENT ? byDefault : kind.parse(raw)),
  };
  return v.optional(of(present), () => ABSENT);
}
