import { GROUPS } from "../../values/setting.ts";
import { COMMAND_NAMES, COMMAND_SPECS } from "../commands.ts";
import { COMMON_FLAGS, FLAGS, type Flag, type Flags, isSwitch, VERSION_FLAGS } from "../flags.ts";

/** What a shell completes: paths, stages of ./Dockerfile, one of some words, or nothing. */
export type Values = "file" | "folder" | "stage" | "none" | readonly string[];

export interface CompletedFlag {
  /** Without its dashes. */
  readonly name: string;
  /** A letter. */
  readonly short: string | null;
  /** A sentence. */
  readonly help: string;
  /** Null for a switch. */
  readonly values: Values | null;
  readonly isList: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  readonly operand: Values;
}

/** Commands with all that may follow them, in the order of the help. */
export function completedCommands(): CompletedCommand[] {
  return COMMAND_NAMES.map((name) => {
    const { summary, flags, operand } = COMMAND_SPECS[name];
    const known = { ...flags, ...COMMON_FLAGS, ...(name === "gate" ? VERSION_FLAGS : {}) };
    return {
      name,
      summary,
      flags: completedFlags(known),
      operand: name === "help" ? [...COMMAND_NAMES, ...Object.keys(GROUPS)] : (operand?.values ?? "none"),
    };
  });
}

/** As typed, the flags that have a value, in any command. */
export function flagsWithValue(): string[] {
  return completedFlags(FLAGS).flatMap((flag) => (flag.values === null ? [] : typed(flag)));
}

/** Each flag of any command. */
export function allFlags(): CompletedFlag[] {
  return completedFlags(FLAGS);
}

/** `--target`, and `-t` if there is a short one. */
export function typed({ name, short }: CompletedFlag): string[] {
  return [`--${name}`, ...(short === null ? [] : [`-${short}`])];
}

function completedFlags(flags: Flags): CompletedFlag[] {
  return Object.entries(flags).map(([name, flag]) => ({
    name,
    short: flag.short ?? null,
    help: /^.*?[.](?= |$)/.exec(flag.help)?.[0] ?? flag.help,
    values: valuesOf(name, flag),
    isList: flag.kind.isList === true,
  }));
}

function valuesOf(name: string, flag: Flag): Values | null {
  if (name === "target" || name === "test-target") return "stage";
  return isSwitch(flag) ? null : (flag.path ?? flag.kind.words ?? "none");
}
