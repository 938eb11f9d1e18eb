import { isDeepStrictEqual } from "node:util";
import { type CountedChange, changedNames, hasFewer, type Loosening } from "../looser.ts";
import type { Smoke, SmokeCommand, SmokeRequest, Wait } from "./smoke-test.ts";

/** Changes of a smoke test that demand less of a container, part by part. */
export const weakerSmoke: CountedChange<Smoke> = {
  kind: "loosens",
  counts:
    "no test any more, or an expectation that is gone, weaker or different; of `env` only names are shown",
  find: (before, after, { write }) => {
    if (before === null) return [];
    if (after === null) return [{ before: write(before), after: write(null) }];
    return [
      ...portChange(before, after),
      ...waitChange(before, after),
      ...part(
        "timeout",
        before,
        after,
        ({ timeout }) => `${timeout / 1000} s`,
        after.timeout > before.timeout,
      ),
      ...changedNames(before.env, after.env, "value").map((names) => ({
        before: `env: ${names.before}`,
        after: `env: ${names.after}`,
      })),
      ...part("tmpfs", before, after, ({ tmpfs }) => listWords(tmpfs), hasFewer(after.tmpfs, before.tmpfs)),
      ...part(
        "read-only",
        before,
        after,
        ({ readOnly }) => `${readOnly}`,
        before.readOnly && !after.readOnly,
      ),
      ...part("cap-drop", before, after, ({ capDrop }) => listWords(capDrop), keepsMore(before, after)),
      ...askedLess(before.requests, after.requests, {
        isSame: isSameRequest,
        isAtLeast: asksAtLeast,
        words: requestWords,
      }),
      ...askedLess(before.exec, after.exec, {
        isSame: isSameCommand,
        isAtLeast: printsAtLeast,
        words: commandWords,
      }),
    ];
  },
};

function part(
  name: string,
  before: Smoke,
  after: Smoke,
  words: (smoke: Smoke) => string,
  isWeaker: boolean,
): Loosening[] {
  return isWeaker ? [{ before: `${name}: ${words(before)}`, after: `${name}: ${words(after)}` }] : [];
}

function listWords(entries: readonly string[]): string {
  return entries.join(", ") || "none";
}

function portChange(before: Smoke, after: Smoke): Loosening[] {
  const isWeaker = before.port !== null && before.port !== after.port;
  return part("port", before, after, ({ port }) => (port === null ? "not set" : `${port}`), isWeaker);
}

/** The condition for being ready: as written, or else as it follows from the rest. */
type Readiness = Wait | { readonly kind: "any-answer" | "by-itself" };

function readinessOf({ wait, port, requests }: Smoke): Readiness {
  if (wait !== null) return wait;
  if (requests.length > 0) return { kind: "any-answer" };
  return { kind: port === null ? "by-itself" : "tcp" };
}

/** Signs that a server is up, the weakest first: each one includes all before it. */
const SERVER_RANKS: readonly string[] = ["by-itself", "tcp", "any-answer", "path"];

function waitChange(before: Smoke, after: Smoke): Loosening[] {
  const [was, is] = [readinessOf(before), readinessOf(after)];
  const words = ({ wait }: Smoke) => waitWords(wait);
  // A condition that follows from the port and the requests is reported with these.
  const isWritten = before.wait !== null || after.wait !== null;
  return part("wait", before, after, words, isWritten && !isAsReady(was, is));
}

/** Whether every container that is ready now was also ready before. */
function isAsReady(was: Readiness, is: Readiness): boolean {
  if (isDeepStrictEqual(was, is)) return true;
  if (was.kind === "exit" && is.kind === "exit") return was.code === is.code && was.text === null;
  // The earlier condition did not depend on a health check.
  if (was.kind === "by-itself" && is.kind === "healthy") return true;
  const [old, now] = [SERVER_RANKS.indexOf(was.kind), SERVER_RANKS.indexOf(is.kind)];
  return old !== -1 && now > old;
}

function waitWords(wait: Wait | null): string {
  switch (wait?.kind) {
    case undefined:
      return "not set";
    case "path":
      return wait.path;
    case "log":
      return `log ${JSON.stringify(wait.text)}`;
    case "exit":
      return wait.text === null
        ? `exit ${wait.code}`
        : `exit ${wait.code} with log ${JSON.stringify(wait.text)}`;
    case "tcp":
    case "healthy":
      return wait.kind;
  }
}

/** Whether the container keeps a capability that was dropped before. */
function keepsMore(before: Smoke, after: Smoke): boolean {
  const [old, now] = [capabilities(before), capabilities(after)];
  return !now.includes("ALL") && hasFewer(old, now);
}

/** As the engine compares them: https://github.com/moby/moby/blob/master/oci/caps/utils.go */
function capabilities({ capDrop }: Smoke): string[] {
  return capDrop.map((name) => name.toUpperCase().replace(/^CAP_/, ""));
}

/** How steps of a smoke test are compared, in their order. */
interface StepComparison<Step> {
  /** Whether both do the same, regardless of their expectations. */
  isSame(one: Step, other: Step): boolean;
  /** Whether a step that does the same expects at least as much. */
  isAtLeast(after: Step, before: Step): boolean;
  /** `GET /health` */
  words(step: Step): string;
}

/** The steps that are removed, expect less, or come in another order. */
function askedLess<Step>(
  before: readonly Step[],
  after: readonly Step[],
  { isSame, isAtLeast, words }: StepComparison<Step>,
): Loosening[] {
  const covers = (now: Step, old: Step) => isSame(now, old) && isAtLeast(now, old);
  if (isSubsequence(before, after, covers)) return [];
  const left = [...after];
  const lost = before.filter((old) => {
    const at = left.findIndex((now) => covers(now, old));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  if (lost.length === 0) {
    const order = (steps: readonly Step[]) => steps.map(words).join(", ");
    return [{ before: order(before), after: order(after) }];
  }
  return lost.map((old) => {
    const isWeaker = left.some((now) => isSame(now, old));
    return { before: words(old), after: isWeaker ? `${words(old)}, which expects less` : "not set" };
  });
}

/** Whether each step before is covered by one now, in the same order. */
function isSubsequence<Step>(
  before: readonly Step[],
  after: readonly Step[],
  covers: (now: Step, old: Step) => boolean,
): boolean {
  let matches = 0;
  for (const now of after) {
    const old = before[matches];
    if (old !== undefined && covers(now, old)) matches += 1;
  }
  return matches === before.length;
}

function isSameRequest(one: SmokeRequest, other: SmokeRequest): boolean {
  return isDeepStrictEqual(sentBy(one), sentBy(other));
}

/** Names of headers are not case-sensitive. */
function sentBy({ method, path, headers, body }: SmokeRequest) {
  return { method, path, headers: [...new Headers(headers)], body };
}

function asksAtLeast(after: SmokeRequest, before: SmokeRequest): boolean {
  const isStatus =
    before.status === after.status || (before.status === null && after.status !== null && after.status < 400);
  const isText = before.contains === null || after.contains?.includes(before.contains) === true;
  const isJson = before.json === null || (after.json !== null && holds(after.json.value, before.json.value));
  return isStatus && isText && isJson;
}

/** Whether whatever matches one expected JSON value matches the other: a mapping may have more, a list not. */
function holds(now: unknown, old: unknown): boolean {
  if (Array.isArray(now) && Array.isArray(old))
    return now.length === old.length && old.every((entry, index) => holds(now[index], entry));
  if (!isMapping(now) || !isMapping(old)) return Object.is(now, old) || now === old;
  return Object.entries(old).every(([key, value]) => Object.hasOwn(now, key) && holds(now[key], value));
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function requestWords({ method, path }: SmokeRequest): string {
  return `${method} ${path}`;
}

function isSameCommand(one: SmokeCommand, other: SmokeCommand): boolean {
  return isDeepStrictEqual(one.argv, other.argv);
}

function printsAtLeast(after: SmokeCommand, before: SmokeCommand): boolean {
  return before.stdout === null || after.stdout?.trim() === before.stdout.trim();
}

function commandWords({ title }: SmokeCommand): string {
  return `exec \`${title}\``;
}
