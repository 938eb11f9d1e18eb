import type { Fault } from "../values/kinds.ts";
import { didYouMean, type Place, type Problem, type WriteSetting, writerFor } from "../values/problem.ts";
import { camelCase, type Option, type OptionsTable, type Values } from "../values/setting.ts";
import {
  IMAGE_SETTINGS,
  type ImageSettings,
  INPUT_ONLY,
  RUN_SETTINGS,
  type RunSettings,
  WORKFLOW_ONLY,
} from "./settings.ts";

/** A value as somebody wrote it, with its place. */
export interface InputValue {
  readonly value: unknown;
  readonly place: Place;
  /** The place of a part of the value, or of what is nearest to it; left out if all is one place. */
  readonly placeOfPart?: (path: readonly (string | number)[]) => Place;
  /** Absolute folder that a relative path in the value starts from. */
  readonly base: string;
}

/** The values of one source (the inputs, an entry of the file) by the names of settings. */
export type Inputs = ReadonlyMap<string, InputValue>;

/**
 * Whether an input or a flag has a value: a workflow passes `""` for an unset value, so `""` counts as not
 * given for every setting.
 */
export function hasValue(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}

type Table = Readonly<Record<string, Pick<Option<unknown>, "kind" | "example">>>;

const ALL: Table = { ...IMAGE_SETTINGS, ...RUN_SETTINGS };

/** The problems of unknown names, in the source's order. */
export function unknownNames(source: Inputs, known: readonly string[]): Problem[] {
  return [...source]
    .filter(([name]) => !known.includes(name))
    .map(([name, { place }]) => ({
      place,
      message: `unknown setting ${JSON.stringify(name)}`,
      hint: hintForOtherName(name, writerFor(place)) ?? hintForRun(name) ?? didYouMean(name, known),
    }));
}

/** Where a setting of the run belongs; null for another name. */
function hintForRun(name: string): string | null {
  if (!Object.hasOwn(RUN_SETTINGS, name)) return null;
  return inputOnlyHint(name) ?? `\`${name}\` is a setting of the run: write it at the top level of the file.`;
}

/** Why no configuration file may have a setting, and where it belongs; null for one that a file may have. */
export function inputOnlyHint(name: string): string | null {
  const reason = Object.entries(INPUT_ONLY).find(([own]) => own === name)?.[1];
  if (reason === undefined) return null;
  return `${reason}: give it as an input${Object.hasOwn(WORKFLOW_ONLY, name) ? "" : " or a flag"}.`;
}

/** Hints for inputs of docker/build-push-action, and for settings that have another name. */
const OTHER_NAMES: ReadonlyMap<string, (write: WriteSetting) => string> = new Map([
  [
    "platform",
    (write) => `Name one platform or several: \`${write("platforms", "linux/amd64,linux/arm64")}\`.`,
  ],
  [
    "secret-envs",
    (write) =>
      `Name the variable in secrets, for example \`${write("secrets", "id=npm_token,env=NPM_TOKEN")}\`.`,
  ],
  [
    "secret-files",
    (write) => `Name the file in secrets, for example \`${write("secrets", "id=npmrc,src=.npmrc")}\`.`,
  ],
]);

/** What to write for a setting of another name or tool; null for any other name. */
export function hintForOtherName(name: string, write: WriteSetting): string | null {
  return OTHER_NAMES.get(name)?.(write) ?? null;
}

/** Reads an image's settings; what can't be read goes to `problems` and counts as not given. */
export function readImageSettings(source: Inputs, problems: Problem[]): ImageSettings {
  return { ...readAll(IMAGE_SETTINGS, source, problems), platform: null } as ImageSettings;
}

/** Reads the run's settings; what can't be read goes to `problems` and counts as not given. */
export function readRunSettings(source: Inputs, problems: Problem[]): RunSettings {
  return readAll(RUN_SETTINGS, source, problems) as RunSettings;
}

/** Reads the inputs of an action that does not gate; what can't be read goes to `problems` and counts as not given. */
export function readOptions<const Options extends OptionsTable>(
  table: Options,
  source: Inputs,
  problems: Problem[],
): Values<Options> {
  return readAll(table, source, problems) as Values<Options>;
}

/** Reads one setting of an image; null if it can't be read, which goes to `problems`. */
export function readSetting<Name extends keyof typeof IMAGE_SETTINGS>(
  name: Name,
  input: InputValue,
  problems: Problem[],
): ReturnType<(typeof IMAGE_SETTINGS)[Name]["kind"]["parse"]> | null {
  return readOne(ALL, name, input, problems) as ReturnType<
    (typeof IMAGE_SETTINGS)[Name]["kind"]["parse"]
  > | null;
}

function readAll(table: Table, source: Inputs, problems: Problem[]): Record<string, unknown> {
  const values = Object.keys(table).map((name) => {
    const input = source.get(name);
    return [camelCase(name), input === undefined ? null : readOne(table, name, input, problems)];
  });
  return Object.fromEntries(values) as Record<string, unknown>;
}

function readOne(table: Table, name: string, input: InputValue, problems: Problem[]): unknown {
  const setting = table[name];
  const value = setting?.kind.parse(input.value);
  if (setting === undefined || value !== undefined) return value;
  const write = writerFor(input.place);
  const inside = input.value === null ? undefined : setting.kind.faults?.(input.value, write);
  const faults = inside ?? [wholeFault(name, setting, input.value, write)];
  for (const { message, hint, path = [] } of faults) {
    const place = input.placeOfPart?.(path) ?? input.place;
    // A default that several images share is wrong once, not once for each image.
    const isKnown = problems.some((other) => other.place.name === place.name && other.message === message);
    if (!isKnown) problems.push({ place, message, hint });
  }
  return null;
}

function wholeFault(
  name: string,
  { kind, example }: Table[string],
  value: unknown,
  write: WriteSetting,
): Fault {
  const excess = kind.excess?.(value) ?? null;
  const hint = `Write for example: ${write(name, kind.suggest?.(value) ?? example)}`;
  if (excess !== null) return { message: `${name}: ${excess}`, hint };
  if (value === null) return { message: `${name} has no value`, hint };
  // Only a short value is repeated: a long one does not help.
  const written = JSON.stringify(value);
  const isShown = written.length <= 60 && kind.isConfidential !== true;
  return {
    message: `${name}: ${isShown ? written : "the value"} is not ${kind.noun}`,
    hint,
  };
}
