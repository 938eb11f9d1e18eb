import { count, type Kind, text, written } from "../kinds.ts";
import type { SmokeCommand, Wait } from "./smoke-test.ts";

/** The kinds of values that only a smoke test's settings have. */

export const port: Kind<number> = {
  noun: "a port from 1 to 65535",
  parse: (raw) => within(1, 65_535, raw),
  schema: { type: "integer", minimum: 1, maximum: 65_535 },
};

export const status: Kind<number> = {
  noun: "a status from 200 to 599",
  parse: (raw) => within(200, 599, raw),
  schema: { type: "integer", minimum: 200, maximum: 599 },
};

const UNITS = { ms: 1, s: 1000, m: 60_000 } as const;
const LONGEST_TIME = 60 * UNITS.m;

/** A time in ms; a bare number is of seconds. */
export const time: Kind<number> = {
  noun: "a time of up to 60m",
  parse: (raw) => {
    const [, number, unit = "s"] = /^(\d+(?:\.\d+)?) ?(ms|s|m)?$/.exec(written(raw).trim()) ?? [];
    const ms = Math.round(Number(number) * UNITS[unit as keyof typeof UNITS]);
    return ms >= 1 && ms <= LONGEST_TIME ? ms : undefined;
  },
  schema: { type: ["string", "number"], pattern: "^\\d+(\\.\\d+)? ?(ms|s|m)?$", exclusiveMinimum: 0 },
};

const PATH = /^\/[!-~]*$/;

export const path: Kind<string> = {
  noun: "a path that begins with a slash, with all but ASCII percent-encoded",
  parse: (raw) => (typeof raw === "string" && PATH.test(raw) ? raw : undefined),
  schema: { type: "string", pattern: PATH.source },
};

const WAITS = ["tcp", "healthy", "exit"];

export const wait: Kind<Wait> = {
  noun: `a path, ${WAITS.join(", ")}, {log: text} or {exit: code, log: text}`,
  parse: (raw) => {
    if (raw === "tcp" || raw === "healthy") return { kind: raw };
    if (raw === "exit") return { kind: "exit", code: 0, text: null };
    const asPath = path.parse(raw);
    return asPath === undefined ? readWait(raw) : { kind: "path", path: asPath };
  },
  schema: {
    anyOf: [
      { enum: WAITS },
      path.schema,
      {
        type: "object",
        properties: {
          log: { type: "string", minLength: 1 },
          exit: { type: "integer", minimum: 0, maximum: 255 },
        },
        additionalProperties: false,
        minProperties: 1,
      },
    ],
  },
};

function readWait(raw: unknown): Wait | undefined {
  if (!isMapping(raw)) return undefined;
  const { log, exit, ...others } = raw;
  if (Object.keys(others).length > 0) return undefined;
  if (log !== undefined && (typeof log !== "string" || !/^.+$/.test(log))) return undefined;
  if (exit === undefined) return log === undefined ? undefined : { kind: "log", text: log };
  const code = within(0, 255, exit);
  return code === undefined ? undefined : { kind: "exit", code, text: log ?? null };
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export const method: Kind<string> = {
  noun: `one of ${METHODS.join(", ")}`,
  parse: (raw) => METHODS.find((name) => name === written(raw).toUpperCase()),
  schema: { enum: METHODS },
};

export const headers: Kind<Readonly<Record<string, string>>> = {
  noun: "a mapping of header names to texts",
  parse: (raw) => {
    if (!isMapping(raw)) return undefined;
    const entries = Object.entries(raw).map(([name, value]) => [name, text.parse(value)] as const);
    return entries.every(isHeader) ? Object.fromEntries(entries) : undefined;
  },
  schema: { type: "object", additionalProperties: { type: ["string", "number", "boolean"] } },
};

function isHeader(entry: readonly [name: string, value: string | undefined]): entry is [string, string] {
  const [name, value] = entry;
  if (value === undefined) return false;
  try {
    return new Headers([[name, value]]).has(name);
  } catch {
    return false;
  }
}

/** What a request sends. */
export interface Body {
  readonly text: string;
  readonly isJson: boolean;
}

/** A text as it is; a mapping or a list as JSON. */
export const body: Kind<Body> = {
  noun: "a text, a mapping or a list",
  parse: (raw) => {
    if (typeof raw === "object" && raw !== null) return { text: JSON.stringify(raw), isJson: true };
    const written = text.parse(raw);
    return written === undefined ? undefined : { text: written, isJson: false };
  },
  schema: { type: ["string", "number", "boolean", "object", "array"] },
};

/**
 * A text is for the shell, a list is a program with its arguments, as a Dockerfile's HEALTHCHECK and
 * Compose have them.
 */
export const command: Kind<Pick<SmokeCommand, "title" | "argv">> = {
  noun: "a command for sh, or a list of a program and its arguments",
  parse: (raw) => {
    if (typeof raw === "string") {
      const title = raw.trim().replace(/\s+/g, " ");
      return title === "" ? undefined : { title, argv: ["sh", "-c", raw] };
    }
    if (!Array.isArray(raw) || raw.length === 0 || raw[0] === "") return undefined;
    const argv = raw.flatMap((word) => text.parse(word) ?? []);
    return argv.length === raw.length ? { title: argv.join(" "), argv } : undefined;
  },
  schema: { type: ["string", "array"], minLength: 1, items: { type: ["string", "number"] }, minItems: 1 },
};

/** Whatever JSON can say, also null. */
export const json: Kind<{ readonly value: unknown }> = {
  noun: "a value",
  parse: (value) => ({ value }),
  schema: {},
};

/** Whether the part of a smoke test at that path is JSON, in which `3.20` is a number. */
export function isTypedPart([list, , key, ...rest]: readonly (string | number)[]): boolean {
  return list === "requests" && (key === "json" || (key === "body" && rest.length > 0));
}

function within(least: number, most: number, raw: unknown): number | undefined {
  const value = count.parse(raw);
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
