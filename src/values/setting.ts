import type { Kind } from "./kinds.ts";
import type { ChangeMeaning } from "./looser.ts";

/** Groups of settings by their names, with their titles, in the order of help and documentation. */
export const GROUPS = {
  images: "What to gate",
  build: "How to build",
  tests: "Tests and smoke test",
  limits: "Limits",
  security: "User, secrets and files",
  compare: "Comparison",
  output: "Report and comment",
} as const;

export type Group = keyof typeof GROUPS;

/** A named option: a setting, or a flag of one command. */
export interface Option<T> {
  readonly kind: Kind<T>;
  /** The letter of its short flag. */
  readonly short?: string;
  /** What its value is a path of; left out for any other value. */
  readonly path?: "file" | "folder";
  /** One sentence. */
  readonly help: string;
  /** The value in an example: `max-size: 150MB`. */
  readonly example: string;
  /** In words, for the help; null if the setting has no effect unless it is set. */
  readonly default: string | null;
}

/**
 * One setting of an image or of the run: its name is an action input, a key of `.stagegate.yml` and a flag.
 * Validation, `action.yml`, `--help`, the tables of the documentation and the JSON Schema come from it.
 */
export interface Setting<T> extends Option<T> {
  readonly group: Group;
  /** The report shows its value beside what was measured. Its name begins with `max-`. */
  readonly isBudget?: true;
  /** The effect of a changed value on the gate. */
  readonly change: ChangeMeaning<T>;
}

/** Options by their names (kebab-case), in the order of the documentation. */
export type OptionsTable = Readonly<Record<string, Option<unknown>>>;

/** Settings by their names (kebab-case), in the order of the documentation. */
export type SettingsTable = Readonly<Record<string, Setting<unknown>>>;

type Extras<T> = Partial<Pick<Setting<T>, "default" | "isBudget" | "short" | "path">>;

/** A setting; without a default it has no effect unless it is set. */
export function setting<T>(
  group: Group,
  kind: Kind<T>,
  example: string,
  help: string,
  change: ChangeMeaning<NoInfer<T>>,
  extras: Extras<T> = {},
): Setting<T> {
  return { group, kind, example, help, change, default: null, ...extras };
}

type ValueOf<S> = S extends Option<infer T> ? T : never;

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

/** The values of a table of settings or other options by their camelCase names; null if nobody set one. */
export type Values<Table> = {
  readonly [Name in keyof Table & string as Camel<Name>]: ValueOf<Table[Name]> | null;
};

/** `max-size` → `maxSize`. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A value of a setting in a few words, as a report shows it: `150 MB`, `5 %`, `*.map, .git`, `not set`. */
export function valueWords<T>({ kind, default: byDefault }: Setting<T>, value: T | null): string {
  if (value === null) return byDefault ?? "not set";
  if (kind.write !== undefined) return kind.write(value);
  if (Array.isArray(value)) return value.join(", ") || "none";
  return typeof value === "object" ? "set" : String(value);
}

/** `max-transfer-size` → `transferSize`: a budget's name in a report. */
export function budgetName(name: string): string {
  return camelCase(name.replace(/^max-/, ""));
}
