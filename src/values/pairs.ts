import { type Fault, type Kind, lines, text } from "./kinds.ts";
import { type WriteSetting, writeKey } from "./problem.ts";

/** Values by their names; null takes the value from the environment. */
export type Pairs = Readonly<Record<string, string | null>>;

/** `KEY=value` pairs: a YAML mapping, or a list. A key without a value takes it from the environment. */
export const pairs: Kind<Pairs> = {
  noun: "a mapping or a list of KEY=value",
  isList: true,
  isConfidential: true,
  parse: (raw) => readPairs(raw, problemOfVariable),
  schema: {
    type: ["object", "array", "string"],
    additionalProperties: { type: ["string", "number", "boolean", "null"] },
    items: { type: "string" },
  },
};

export const buildArguments: Kind<Pairs> = {
  ...pairs,
  faults: (raw, write) => faultsIn("build-args", raw, problemOfVariable, "VERSION=1.2", write),
};

export const namedContexts: Kind<Pairs> = {
  ...pairs,
  noun: "a mapping or a list of name=source",
  parse: (raw) => readPairs(raw, problemOfContext),
  faults: (raw, write) =>
    faultsIn("build-contexts", raw, problemOfContext, "base=docker-image://alpine:3.22", write),
};

interface Entry {
  /** As somebody wrote it before the `=`, or as the key of a mapping. */
  readonly name: string;
  /** Undefined if it is not a text. */
  readonly value: string | null | undefined;
  /** Keys and indexes that lead to it. */
  readonly path: readonly (string | number)[];
}

/** The problem of an entry, which follows `entry 2 `; null for none. It repeats no part of the entry, which may be a secret. */
type ProblemOf = (entry: Entry) => string | null;

/** BuildKit accepts any name that a Dockerfile can have behind ARG. */
const NAME = /^[^\s"'#=][^\s"'=]*$/;

/** A name without a value is the name of a variable, and not another line of a value. */
const VARIABLE = /^[-._A-Za-z][-.\w]*$/;

const problemOfVariable: ProblemOf = (entry) =>
  problemOfName(entry) ??
  (entry.value === null && !VARIABLE.test(entry.name) ? "is not the name of a variable" : null);

const problemOfContext: ProblemOf = (entry) =>
  problemOfName(entry) ?? (entry.value === null || entry.value === "" ? "has no source" : null);

function problemOfName({ name, value }: Entry): string | null {
  if (value === undefined) return "is not a text";
  if (name.startsWith("#")) return "is a comment, which a list of values cannot have";
  if (name.startsWith('"')) return "has a quote in the wrong place";
  if (name === "") return "has no name before the =";
  return NAME.test(name) ? null : "does not begin with a name";
}

function readPairs(raw: unknown, problemOf: ProblemOf): Pairs | undefined {
  const entries = entriesOf(raw);
  if (entries === undefined || entries.some((entry) => problemOf(entry) !== null)) return undefined;
  return Object.fromEntries(entries.map(({ name, value }) => [name, value ?? null]));
}

function faultsIn(
  setting: string,
  raw: unknown,
  problemOf: ProblemOf,
  value: string,
  write: WriteSetting = writeKey,
): Fault[] {
  const entries = entriesOf(raw);
  const example = `Write for example: ${write(setting, value)}`;
  if (entries === undefined)
    return [{ message: `${setting}: the value is neither a mapping nor a list`, hint: example }];
  return entries.flatMap((entry, at) => {
    const problem = problemOf(entry);
    return problem === null
      ? []
      : [
          {
            message: `${setting}: entry ${at + 1} ${problem}`,
            hint: hintOf(entry, example),
            path: entry.path,
          },
        ];
  });
}

function hintOf({ name }: Entry, example: string): string {
  if (name.startsWith("#")) return `Remove the line. ${example}`;
  return `${example}. If a value has several lines, put quotes around the whole entry, and write "" for a quote in it.`;
}

/** The entries as they were written; undefined if the value has none. */
function entriesOf(raw: unknown): Entry[] | undefined {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) {
    return Object.entries(raw).map(([name, value]) => ({
      name,
      value: value === null ? null : text.parse(value),
      path: [name],
    }));
  }
  return lines.parse(raw)?.map((line, at) => {
    const [, name = "", value = null] = /^([^=]*)(?:=([\s\S]*))?$/.exec(line) ?? [];
    return { name, value, path: Array.isArray(raw) ? [at] : [] };
  });
}
