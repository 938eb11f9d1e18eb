import { parseArgs } from "node:util";
import { hasValue, type InputValue, OTHER_NAMES } from "../config/inputs.ts";
import { WORKFLOW_ONLY } from "../config/settings.ts";
import type { FormatName } from "../report/formats.ts";
import { shorten } from "../text/words.ts";
import { flag } from "../values/kinds.ts";
import { ConfigError, didYouMean, nearest, type Problem } from "../values/problem.ts";
import {
  CACHE_FLAGS,
  COMMENT_FLAGS,
  COMMON_FLAGS,
  FLAGS,
  type Flags,
  GATE_FLAGS,
  INIT_FLAGS,
  INSPECT_FLAGS,
  MERGE_FLAGS,
  OUTPUT_FLAGS,
  REPORT_FLAGS,
  SOURCE_FLAGS,
} from "./flags.ts";

/** A command line that was read. */
export interface CommandLine {
  readonly command: Command;
  /** Whether it tells what it does. */
  readonly isVerbose: boolean;
}

/** What the command line asks for. */
export type Command =
  | {
      readonly kind: "gate";
      readonly inputs: ReadonlyMap<string, InputValue>;
      /** What of the report goes to standard output. */
      readonly format: FormatName;
    }
  | {
      /** `explain` shows whose the bytes are, `inspect` what the layers are. */
      readonly kind: "inspect" | "explain";
      readonly source: string;
      readonly json: boolean;
      readonly platform: string | null;
      /** Whether a registry may have any certificate, or none. */
      readonly isInsecure: boolean;
      /** The Dockerfile that it was built from, with its target. */
      readonly file: string | null;
      readonly target: string | null;
    }
  | {
      readonly kind: "report";
      /** Path of a report.json; "-" for standard input. */
      readonly source: string;
      readonly format: FormatName;
      /** Path of the file to write; null for standard output. */
      readonly output: string | null;
    }
  | {
      readonly kind: "comment";
      /** As of `report`. */
      readonly source: string;
      /** Page of the pull request; null for the one that the CI runs for. */
      readonly pullRequest: string | null;
      readonly key: string;
    }
  | {
      readonly kind: "merge";
      /** Files, folders and patterns; at least one. */
      readonly sources: readonly string[];
      /** How many reports there should be; null if nobody said. */
      readonly expect: number | null;
      /** Folder that the joined report is written to; null for none. */
      readonly outputDir: string | null;
    }
  | {
      readonly kind: "init";
      /** Whether nothing is asked. */
      readonly yes: boolean;
      /** Whether files that are there may be overwritten. */
      readonly force: boolean;
    }
  | {
      readonly kind: "cache";
      readonly json: boolean;
      /** Whether all of it is to be removed. */
      readonly clear: boolean;
    }
  | { readonly kind: "help" }
  | { readonly kind: "version" };

/** What the commands take: flags, and operands, which have a noun and an example, one of them or several, or none. */
const COMMANDS = {
  gate: {
    flags: { ...GATE_FLAGS, ...OUTPUT_FLAGS },
    operand: { noun: null, hint: "Name a folder by --context, or an image by --image" },
  },
  init: {
    flags: INIT_FLAGS,
    operand: { noun: null, hint: "Change into the folder of the application, and run: stagegate init" },
  },
  inspect: { flags: INSPECT_FLAGS, operand: { noun: "source", example: "image.tar" } },
  explain: { flags: SOURCE_FLAGS, operand: { noun: "source", example: "image.tar" } },
  report: { flags: REPORT_FLAGS, operand: { noun: "file", example: "report.json --format sarif" } },
  comment: { flags: COMMENT_FLAGS, operand: { noun: "file", example: "report.json" } },
  merge: {
    flags: MERGE_FLAGS,
    operand: { noun: "file", example: "reports/*/report.json --expect 5", isMany: true },
  },
  cache: {
    flags: CACHE_FLAGS,
    operand: { noun: null, hint: "Write stagegate cache alone, or with --clear" },
  },
};

type CommandName = keyof typeof COMMANDS;

/**
 * Reads the command line. A flag may stand several times where the setting is a list.
 * @param cwd absolute; relative paths in flags start from it
 * @throws ConfigError with every problem at once
 */
export function parseCommandLine(argv: readonly string[], cwd: string): CommandLine {
  const { tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true });
  const flags = tokens.filter((token) => token.kind === "option");
  const positionals = tokens.flatMap((token) => (token.kind === "positional" ? [token] : []));
  const flagBefore = (index: number) => flags.find((token) => token.index === index - 1);
  // A truth value behind a flag that takes none was meant for it.
  const withTruth = positionals.flatMap(({ index, value }) => {
    const flag = flagBefore(index);
    return flag !== undefined && isTruthFor(flag, value) ? [{ ...flag, value, at: index }] : [];
  });
  // And so was anything behind an unknown flag.
  const isStray = (index: number) => {
    const flag = flagBefore(index);
    return (
      withTruth.some(({ at }) => at === index) || (flag !== undefined && !Object.hasOwn(OPTIONS, flag.name))
    );
  };
  const words = positionals.flatMap(({ index, value }) => (isStray(index) ? [] : [value]));
  const has = (flag: string) => flags.some(({ name }) => name === flag);
  const isVerbose = has("verbose");
  if (has("help")) return { command: { kind: "help" }, isVerbose };
  if (has("version")) return { command: { kind: "version" }, isVerbose };

  const [command = "gate", ...operands] = words;
  if (!isCommand(command)) {
    throw new ConfigError([
      problem(command || '""', "unknown command", didYouMean(command, Object.keys(COMMANDS))),
    ]);
  }
  const allowed = Object.keys({ ...COMMANDS[command].flags, ...COMMON_FLAGS });
  // `-xxx` is three times the same flag.
  const isFirst = ({ rawName }: Token, at: number) =>
    allowed.includes(rawName.replace(/^-+/, "")) || flags.findIndex((one) => one.rawName === rawName) === at;
  const problems = [
    ...[...flags.filter(isFirst), ...withTruth].flatMap((one) => flagProblem(one, allowed) ?? []),
    ...operandProblems(command, operands),
  ];
  const inputs = new Map<string, InputValue>();
  for (const { rawName, name, value } of flags) {
    if (Object.hasOwn(COMMON_FLAGS, name) || (value !== undefined && !hasValue(value))) continue;
    inputs.set(name, {
      value: joined(name, inputs.get(name)?.value, value ?? true),
      place: { name: rawName, at: null },
      base: cwd,
    });
  }
  const read = commandOf(command, operands, inputs);
  if (problems.length > 0) throw new CommandLineError(problems, read);
  return { command: read, isVerbose };
}

/** What is wrong with the flags and operands of a command that is known. */
export class CommandLineError extends ConfigError {
  /** As much of it as could be read. */
  readonly command: Command;

  constructor(problems: readonly Problem[], command: Command) {
    super(problems);
    this.command = command;
  }
}

function commandOf(
  command: CommandName,
  operands: readonly string[],
  inputs: ReadonlyMap<string, InputValue>,
): Command {
  const [source = ""] = operands;
  const text = (name: string) => (inputs.has(name) ? String(inputs.get(name)?.value) : null);
  const format = REPORT_FLAGS.format.kind.parse(text("format")) ?? "terminal";
  switch (command) {
    case "gate":
      return { kind: command, inputs: settingsIn(inputs), format };
    case "report":
      return { kind: command, source, format, output: text("output") };
    case "comment":
      return {
        kind: command,
        source,
        pullRequest: text("pull-request"),
        key: text("comment-key") ?? "default",
      };
    case "merge":
      return {
        kind: command,
        sources: operands,
        expect: MERGE_FLAGS.expect.kind.parse(text("expect")) ?? null,
        outputDir: text("output-dir"),
      };
    case "init":
      return { kind: command, yes: inputs.has("yes"), force: inputs.has("force") };
    case "cache":
      return { kind: command, json: inputs.has("json"), clear: inputs.has("clear") };
    case "inspect":
    case "explain":
      return {
        kind: command,
        source,
        json: inputs.has("json"),
        platform: text("platform"),
        isInsecure: inputs.has("insecure"),
        file: text("file"),
        target: text("target"),
      };
  }
}

/** The settings among the gate's flags; `--quiet` is one of them by another name. */
function settingsIn(flags: ReadonlyMap<string, InputValue>): ReadonlyMap<string, InputValue> {
  const settings = new Map([...flags].filter(([name]) => !Object.hasOwn(OUTPUT_FLAGS, name)));
  const quiet = flags.get("quiet");
  return quiet === undefined ? settings : settings.set("progress", { ...quiet, value: "quiet" });
}

/** A flag as `parseArgs` reads it. */
interface Token {
  readonly rawName: string;
  readonly name: string;
  readonly value?: string | undefined;
}

/** What is wrong with a flag by itself; null for nothing. What the gate's mean is looked at later. */
function flagProblem({ rawName, name, value }: Token, allowed: readonly string[]): Problem | null {
  const reason = Object.entries(WORKFLOW_ONLY).find(([own]) => own === name)?.[1];
  if (reason !== undefined && !allowed.includes(name))
    return problem(
      rawName,
      "it has no effect on a command line",
      `${reason}: give it there as the input ${name}`,
    );
  const others = nearest(name, allowed) === null ? commandsWith(name) : [];
  if (!allowed.includes(name) && others.length > 0)
    return problem(rawName, `it works with ${others.join(" and ")} only`, "Leave it out.");
  // What stands behind a colon or the like was meant for its value, which may be a token.
  if (!allowed.includes(name))
    return problem(
      rawName.replace(/^(-+[\w-]+)[^\w-].*$/s, "$1…"),
      "unknown flag",
      (isOfGate(allowed) ? OTHER_NAMES.get(name) : undefined) ?? flagHint(name, allowed),
    );
  if (isFlag(name))
    return value === undefined
      ? null
      : problem(rawName, "it takes no value", `Write ${rawName} alone, or leave it out.`);
  const example = `Write for example: --${name} ${FLAGS[name]?.example}`;
  if (value === undefined) return problem(rawName, "the value is missing", example);
  // What the gate's mean is looked at with the configuration.
  const own = ({ ...REPORT_FLAGS, ...MERGE_FLAGS } as Flags)[name];
  return own !== undefined && hasValue(value) && own.kind.parse(value) === undefined
    ? problem(rawName, `${JSON.stringify(value)} is not ${own.kind.noun}`, example)
    : null;
}

/** The commands that have a flag, as they are called in a sentence. */
function commandsWith(name: string): string[] {
  return Object.entries(COMMANDS).flatMap(([command, { flags }]) =>
    Object.hasOwn(flags, name) ? [command === "gate" ? "the gate" : command] : [],
  );
}

function flagHint(name: string, allowed: readonly string[]): string {
  const near = nearest(name, allowed);
  return near === null ? didYouMean(name, allowed) : `Did you mean --${near}?`;
}

/** Whether flags are settings, which some are known to write otherwise. */
function isOfGate(allowed: readonly string[]): boolean {
  return Object.keys(GATE_FLAGS).every((name) => allowed.includes(name));
}

function operandProblems(command: CommandName, operands: readonly string[]): Problem[] {
  const { operand } = COMMANDS[command];
  if (operand.noun === null) {
    const what = command === "gate" ? "the gate" : command;
    return operands.map((word) => problem(word || '""', `${what} takes no operand`, operand.hint));
  }
  const example = `Write for example: stagegate ${command} ${operand.example}`;
  if (operands.length === 1 || (operands.length > 1 && "isMany" in operand)) return [];
  if (operands.length === 0) return [problem(command, `the ${operand.noun} is missing`, example)];
  const given = operands.map((word) => JSON.stringify(word)).join(" and ");
  return [
    problem(command, `it takes one ${operand.noun}, not ${operands.length}: ${shorten(given)}`, example),
  ];
}

function problem(name: string, message: string, hint: string): Problem {
  return { place: { name, at: null }, message, hint };
}

const OPTIONS = {
  ...Object.fromEntries(
    Object.keys(FLAGS).map((name) => [
      name,
      { type: isFlag(name) ? ("boolean" as const) : ("string" as const) },
    ]),
  ),
  help: { type: "boolean" as const, short: "h" },
  version: { type: "boolean" as const, short: "v" },
};

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

/** Whether a word behind a flag without a value was meant for its value. */
function isTruthFor({ name, value }: Token, word: string): boolean {
  return isFlag(name) && value === undefined && /^(?:true|false|yes|no|on|off)$/i.test(word);
}

function isFlag(name: string): boolean {
  return FLAGS[name]?.kind === flag;
}

/** Several flags of one list are its lines; of anything else the last one counts. */
function joined(name: string, before: unknown, value: string | boolean): unknown {
  return before !== undefined && FLAGS[name]?.kind.isList === true ? `${String(before)}\n${value}` : value;
}
