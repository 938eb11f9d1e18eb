import type { ParsedInstruction } from "./parse.ts";
import { expandWord } from "./shell-word.ts";
import { quotedWords } from "./words.ts";

/** Values by name; null for an unknown value. A variable without an entry is not set. */
export type Variables = ReadonlyMap<string, string | null>;

/** The data that decides the values of variables. */
export interface BuildSettings {
  /** They replace defaults; null for a value that comes from the environment. */
  readonly buildArgs: Readonly<Record<string, string | null>> | null;
  /** Null or nothing for the builder's own. */
  readonly platform?: string | null;
}

/**
 * The variables for a FROM: those of BuildKit, and the ARGs before the first FROM.
 * @param before the instructions before the first FROM
 * @param escapeCharacter the Dockerfile's escape character
 * @see https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
 */
export function globalVariables(
  before: readonly ParsedInstruction[],
  escapeCharacter: string,
  { buildArgs, platform = null }: BuildSettings,
): Variables {
  const args = new Map(Object.entries(buildArgs ?? {}));
  const values = new Map(Object.entries(platformVariables(platform)));
  for (const name of values.keys()) if (args.has(name)) values.set(name, args.get(name) ?? null);
  const words = before
    .filter(({ keyword }) => keyword === "ARG")
    .flatMap(({ rest }) => quotedWords(rest, escapeCharacter));
  for (const word of words) {
    const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (args.has(name)) values.set(name, args.get(name) ?? null);
    // Without a value BuildKit's own stays.
    else if (value !== undefined) values.set(name, expandVariables(value, values, escapeCharacter));
  }
  return values;
}

/** Puts values in the place of variables, and removes quotes and escapes; null if a value is not known. */
export function expandVariables(text: string, values: Variables, escapeCharacter: string): string | null {
  return expandWord(text, { escapeCharacter, valueOf: (name) => values.get(name) });
}

/**
 * The variables that BuildKit sets. Null for values that the builder decides. Only usual names of platforms are read
 * here, because BuildKit knows many ways to write one.
 * @see https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
 */
function platformVariables(platform: string | null): Readonly<Record<string, string | null>> {
  const known = USUAL_PLATFORMS.find((usual) => usual === platform) ?? null;
  const [os = null, architecture = null, variant = ""] = known?.split("/") ?? [];
  return {
    BUILDPLATFORM: null,
    BUILDOS: null,
    BUILDOSVERSION: null,
    BUILDARCH: null,
    BUILDVARIANT: null,
    TARGETPLATFORM: known,
    TARGETOS: os,
    TARGETOSVERSION: known === null ? null : "",
    TARGETARCH: architecture,
    TARGETVARIANT: known === null ? null : variant,
    // Each target of a run is built with its own name.
    TARGETSTAGE: null,
  };
}

const USUAL_PLATFORMS: readonly string[] = [
  "linux/amd64",
  "linux/arm64",
  "linux/arm/v6",
  "linux/arm/v7",
  "linux/386",
  "linux/ppc64le",
  "linux/riscv64",
  "linux/s390x",
];
