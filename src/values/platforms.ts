import { parsePlatform, platformText } from "../text/platform.ts";
import { shorten } from "../text/words.ts";
import { type Fault, type Kind, names, written } from "./kinds.ts";
import { didYouMean, nearest, type WriteSetting, writeKey } from "./problem.ts";
import { camelCase, type SettingsTable, valueWords } from "./setting.ts";

/** A platform that an image is built for, or judged in. */
export interface PlatformChoice {
  /** `os/architecture[/variant]`, in the spelling of `normalizePlatform`. */
  readonly name: string;
  /** The written form, if it differs: `linux/arm` for `linux/arm/v7`; else left out. */
  readonly written?: string;
  /** Budgets of its own in place of the image's, by their camelCase names. */
  readonly budgets: Readonly<Record<string, unknown>>;
}

/**
 * Platforms: a list, or a mapping with budgets of their own.
 * @param budgets the settings that may differ by platform
 */
export function platforms(budgets: SettingsTable): Kind<readonly PlatformChoice[]> {
  return {
    noun: "a list of platforms, or a mapping of platforms to budgets",
    isList: true,
    parse: (raw) => {
      const { choices, faults } = read(raw, budgets);
      return faults.length === 0 ? choices : undefined;
    },
    faults: (raw, write) => read(raw, budgets, write).faults,
    schema: {
      type: ["string", "array", "object"],
      items: { type: "string" },
      additionalProperties: {
        type: ["object", "null"],
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(budgets).map(([name, { kind }]) => [name, kind.schema]),
        ),
      },
    },
    write: (value) => value.map((choice) => words(choice, budgets)).join(", "),
  };
}

/** `linux/arm64`, `linux/arm64 (max-size 170 MB)`. */
function words({ name, budgets: own }: PlatformChoice, table: SettingsTable): string {
  const parts = Object.entries(table).flatMap(([setting, option]) => {
    const value = own[camelCase(setting)];
    return value === undefined ? [] : [`${setting} ${valueWords(option, value)}`];
  });
  return parts.length === 0 ? name : `${name} (${parts.join(", ")})`;
}

/** A platform as somebody wrote it. */
interface Entry {
  readonly name: string;
  /** Its value in a mapping. */
  readonly settings: unknown;
  /** The key or the index that leads to it. */
  readonly path: readonly (string | number)[];
}

function read(
  raw: unknown,
  table: SettingsTable,
  write: WriteSetting = writeKey,
): { choices: PlatformChoice[]; faults: Fault[] } {
  const example = `Write for example: ${write("platforms", "linux/amd64,linux/arm64")}`;
  const entries = entriesOf(raw);
  if (entries === undefined) return { choices: [], faults: [shapeFault(raw, example)] };
  if (entries.length === 0)
    return { choices: [], faults: [{ message: "platforms: the list is empty", hint: example }] };
  const choices: PlatformChoice[] = [];
  const faults: Fault[] = [];
  for (const { name: text, settings, path } of entries) {
    const name = normalizePlatform(text);
    if (name === null) {
      faults.push({
        message: `platforms: ${JSON.stringify(text)} is not a platform`,
        hint: suggestion(text, example),
        path,
      });
      continue;
    }
    const known = choices.find((other) => other.name === name);
    if (known !== undefined) {
      const other = writtenName(known);
      const message =
        text === other
          ? `platforms: ${name} is in the list twice`
          : `platforms: ${text} is the same platform as ${other}, which is also in the list`;
      faults.push({ message, hint: "Remove one of the two.", path });
      continue;
    }
    const own = readBudgets(text, settings, path, table);
    faults.push(...own.faults);
    choices.push({ name, ...(text === name ? {} : { written: text }), budgets: own.budgets });
  }
  return { choices, faults };
}

/** What is wrong with a value that is neither a list of names nor a mapping. */
function shapeFault(raw: unknown, example: string): Fault {
  const at = Array.isArray(raw) ? raw.findIndex(isMapping) : -1;
  if (!Array.isArray(raw) || at < 0)
    return { message: "platforms: the value is neither a list nor a mapping", hint: example };
  const keys = raw.flatMap((entry: unknown) => {
    if (!isMapping(entry)) return [`${written(entry)}: {}`];
    return Object.entries(entry).map(([name, own]) => `${name}: ${mappingWords(own)}`);
  });
  return {
    message: `platforms: entry ${at + 1} is a mapping`,
    hint: `To set budgets, write every platform as a key: platforms: {${shorten(keys.join(", "), LONGEST_EXAMPLE)}}`,
    path: [at],
  };
}

/** In characters. */
const LONGEST_EXAMPLE = 300;

/** `{max-size: 5MB}`. */
function mappingWords(raw: unknown): string {
  const entries = isMapping(raw) ? Object.entries(raw) : [];
  return `{${entries.map(([name, value]) => `${name}: ${written(value)}`).join(", ")}}`;
}

/** A platform as it was written in the settings. */
export function writtenName({ name, written = name }: PlatformChoice): string {
  return written;
}

/** `linux/arm (that is linux/arm/v7)`, or the name alone where it is written so. */
export function choiceWords({ name, written = name }: PlatformChoice): string {
  return written === name ? name : `${written} (that is ${name})`;
}

function entriesOf(raw: unknown): Entry[] | undefined {
  if (isMapping(raw))
    return Object.entries(raw).map(([name, settings]) => ({ name, settings, path: [name] }));
  return names
    .parse(raw)
    ?.map((name, at) => ({ name, settings: null, path: Array.isArray(raw) ? [at] : [] }));
}

function readBudgets(
  platform: string,
  raw: unknown,
  path: Entry["path"],
  table: SettingsTable,
): { budgets: PlatformChoice["budgets"]; faults: Fault[] } {
  const where = `platforms.${platform}`;
  if (raw === null) return { budgets: {}, faults: [] };
  if (!isMapping(raw)) {
    const [budgetName, option] =
      Object.entries(table).find(([, { kind }]) => kind.parse(raw) !== undefined) ?? [];
    const budget = option === undefined ? "max-size: 170MB" : `${budgetName}: ${written(raw)}`;
    const shown = written(raw) === "" ? "the value" : JSON.stringify(shorten(written(raw)));
    const hint = `Write for example: ${platform}: {${budget}}`;
    return { budgets: {}, faults: [{ message: `${where}: ${shown} is not a mapping`, hint, path }] };
  }
  const faults: Fault[] = [];
  const budgets = Object.entries(raw).flatMap(([name, value]): [string, unknown][] => {
    const option = Object.hasOwn(table, name) ? table[name] : undefined;
    const parsed = option?.kind.parse(value);
    if (parsed !== undefined) return [[camelCase(name), parsed]];
    const at = [...path, name];
    if (option === undefined) {
      const known = Object.keys(table);
      const message =
        nearest(name, known) === null
          ? `${where}: ${JSON.stringify(name)} cannot differ by platform; only budgets can`
          : `${where}: unknown budget ${JSON.stringify(name)}`;
      faults.push({ message, hint: didYouMean(name, known), path: at });
    } else {
      const { kind, example } = option;
      const message =
        value === null
          ? `${where}.${name} has no value`
          : `${where}.${name}: ${JSON.stringify(value)} is not ${kind.noun}`;
      const hint = `Write for example: ${name}: ${kind.suggest?.(value) ?? example}`;
      faults.push({ message, hint, path: at });
    }
    return [];
  });
  return { budgets: Object.fromEntries(budgets), faults };
}

function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

/** Systems and architectures by their names in Go, as images have them. */
const SYSTEMS = ["linux", "windows", "darwin", "freebsd", "netbsd", "openbsd", "wasi", "wasip1"];
const ARCHITECTURES = [
  ...["386", "amd64", "arm", "arm64", "loong64", "mips", "mipsle", "mips64", "mips64le"],
  ...["ppc64", "ppc64le", "riscv64", "s390x", "wasm"],
];

/**
 * A platform as containerd writes it: `linux/x86_64` → `linux/amd64`, `linux/arm` → `linux/arm/v7`,
 * `linux/arm64/v8` → `linux/arm64`; null for anything else.
 */
export function normalizePlatform(text: string): string | null {
  const parts = text.trim().split("/");
  const platform = parsePlatform(parts.join("/"));
  const { os, osVersion, osFeatures, architecture } = platform;
  // An index may list images for several versions of Windows: windows(10.0.20348.2113).
  const isVersion = osVersion === "" || (os === "windows" && /^\d+(?:\.\d+)*$/.test(osVersion));
  const isVariant = parts.length < 3 || /^v?\d+(?:\.\d+)?$/i.test(parts[2] ?? "");
  const isPlatform =
    SYSTEMS.includes(os) &&
    isVersion &&
    osFeatures.length === 0 &&
    ARCHITECTURES.includes(architecture) &&
    isVariant &&
    parts.length <= 3;
  return isPlatform ? platformText(platform) : null;
}

/** Platforms that builders are asked for. */
const USUAL_PLATFORMS = [
  ...["linux/amd64", "linux/arm64", "linux/arm/v7", "linux/arm/v6", "linux/386"],
  ...["linux/ppc64le", "linux/s390x", "linux/riscv64", "windows/amd64"],
];

function suggestion(text: string, example: string): string {
  const linux = normalizePlatform(`linux/${text}`);
  const near = linux ?? nearest(text.toLowerCase(), USUAL_PLATFORMS);
  return near === null ? example : `Did you mean ${near}?`;
}
