import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { hasValue, hintForOtherName, type InputValue } from "../config/inputs.ts";
import { WORKFLOW_ONLY } from "../config/settings.ts";
import type { FormatName } from "../report/formats.ts";
import { shorten } from "../text/words.ts";
import { flag } from "../values/kinds.ts";
import { ConfigError, didYouMean, nearest, type Problem, writeFlag } from "../values/problem.ts";
import { GROUPS, type Group } from "../values/setting.ts";
import { COMMAND_NAMES, COMMAND_SPECS, type CommandName, isCommand, SHELLS } from "./commands.ts";
import {
  COMMON_FLAGS,
  FLAGS,
  type Flag,
  type Flags,
  isSwitch,
  MERGE_FLAGS,
  OUTPUT_FLAGS,
  REPORT_FLAGS,
  SETTING_FLAGS,
  VERSION_FLAGS,
} from "./flags.ts";

/** A command line that was read. */
export interface CommandLine {
  readonly command: Command;
  /** Whether it writes diagnostics. */
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
      /** `explain` shows which lines made the bytes, `inspect` shows the layers. */
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
      /** Number of reports to expect; null if it is not set. */
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
  | {
      readonly kind: "completion";
      readonly shell: Shell;
    }
  | {
      readonly kind: "help";
      /** Null for the help of the whole program. */
      readonly topic: HelpTopic | null;
    }
  | { readonly kind: "version" };

/** Shells that the command line is completed in. */
export type Shell = (typeof SHELLS)[number];

/** What help can be about: a command, or a group of settings. */
export type HelpTopic = CommandName | Group;

/** A flag as `parseArgs` reads it. */
interface Token {
  /** As it was typed: `-t`, `--target`. */
  readonly rawName: string;
  readonly name: string;
  readonly value?: string | undefined;
  /** Of the word that it stands in. */
  readonly index: number;
}

/**
 * Reads the command line. A flag may stand several times where the setting is a list.
 * @param cwd absolute; relative paths in flags start from it
 * @throws ConfigError with every problem at once
 */
export function parseCommandLine(argv: readonly string[], cwd: string): CommandLine {
  const { args, problems: slips } = withoutSlips(argv);
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const flags = tokens.flatMap((token) => (token.kind === "option" ? [withoutEquals(token)] : []));
  const positionals = tokens.flatMap((token) => (token.kind === "positional" ? [token] : []));
  const flagBefore = (index: number) => flags.findLast((token) => token.index === index - 1);
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
  const active = withoutOff(flags);
  const has = (flag: string) => active.some(({ name }) => name === flag);
  const isVerbose = has("verbose");
  if (has("help")) return { command: { kind: "help", topic: topicOf(words, cwd) }, isVerbose };
  if (has("version")) return { command: { kind: "version" }, isVerbose };

  const { command, operands } = commandIn(words, cwd);
  const own: Flags = { ...COMMAND_SPECS[command].flags, ...COMMON_FLAGS };
  const checked = [
    ...unknownOnce(flags, argv).map((token) => ({ token, problem: flagProblem(token, command, own) })),
    ...withTruth.map((token) => ({ token, problem: noEqualsSign(token, own) })),
  ];
  const wrong = new Set(checked.flatMap(({ token, problem }) => (problem === null ? [] : [token])));
  const problems = [
    ...slips,
    ...checked.flatMap(({ problem }) => problem ?? []),
    ...operandProblems(command, operands, cwd),
  ];
  const inputs = new Map<string, InputValue>();
  const set = (name: string, value: string | boolean, place: string) =>
    inputs.set(name, {
      value: joined(name, inputs.get(name)?.value, value),
      place: { name: place, at: null },
      base: cwd,
    });
  for (const token of active) {
    if (wrong.has(token) || !Object.hasOwn(own, token.name)) continue;
    const { rawName, name, value } = token;
    if (Object.hasOwn(COMMON_FLAGS, name) || (value !== undefined && !hasValue(value))) continue;
    const option = own[name];
    const typed = option !== undefined && isSwitch(option) ? isOn(token) : (value ?? true);
    const [long, meaning] = option?.shortFor ?? [name, typed];
    set(long, meaning, rawName);
  }
  const [folder] = operands;
  if (command === "gate" && folder !== undefined) {
    const other = inputs.get("context");
    if (other === undefined) set("context", folder, "--context");
    else problems.push(twoFolders(folder, other));
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

/**
 * The command line as `parseArgs` reads it right. It reads `-target` as `-t arget`, and in `--target --json` it takes
 * `--json` for the value.
 */
function withoutSlips(argv: readonly string[]): { args: string[]; problems: Problem[] } {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const slips = argv.slice(0, end).map((word, at) => oneDash(word) ?? noValue(word, argv[at + 1]));
  return {
    args: argv.map((word, at) => slips[at]?.word ?? word),
    problems: slips.flatMap((slip) => slip?.problem ?? []),
  };
}

/** A word that was written wrong, and what to read in its place. */
interface Slip {
  readonly word: string;
  readonly problem: Problem;
}

function oneDash(word: string): Slip | null {
  const name = /^-([a-z][\w-]+)(?:=|$)/.exec(word)?.[1];
  if (name === undefined || !Object.hasOwn(FLAGS, name)) return null;
  return {
    word: `-${word}`,
    problem: problem(`-${name}`, "a long flag has two dashes", `Write --${name}.`),
  };
}

function noValue(word: string, next: string | undefined): Slip | null {
  const [name, option] =
    Object.entries(FLAGS).find(([long, { short = " " }]) => word === `--${long}` || word === `-${short}`) ??
    [];
  if (name === undefined || option === undefined || isSwitch(option) || !/^-./s.test(next ?? "")) return null;
  // A value like -1 is wrong, not missing: its own problem is enough.
  if (next !== undefined && !flagBegins(next) && option.kind.parse(next) === undefined) return null;
  const missing = missingValue(word, option);
  return next !== undefined && flagBegins(next)
    ? { word: `--${name}=`, problem: missing }
    : { word, problem: { ...missing, hint: `For a value that starts with a dash, write --${name}=${next}` } };
}

/** Whether a word with a dash begins with a flag. Any other word may be a value. */
function flagBegins(word: string): boolean {
  return Object.entries(FLAGS).some(
    ([long, { short = " " }]) => word.split("=")[0] === `--${long}` || word[1] === short,
  );
}

function missingValue(rawName: string, option: Flag): Problem {
  return problem(rawName, "the value is missing", valueHint(rawName, option));
}

function valueHint(rawName: string, { example }: Flag): string {
  return `Write for example: ${rawName} ${/\s/.test(example) ? `"${example}"` : example}`;
}

/** `-f=Dockerfile` means `-f Dockerfile`, as in `docker`. */
function withoutEquals(token: Token): Token {
  return token.rawName.startsWith("--") || token.value === undefined
    ? token
    : { ...token, value: token.value.replace(/^=/, "") };
}

/** The command that some words name, with its operands. A path of a folder stands for the gate of that folder. */
function commandIn(
  words: readonly string[],
  cwd: string,
): { readonly command: CommandName; readonly operands: readonly string[] } {
  const [first, ...operands] = words;
  if (first === undefined) return { command: "gate", operands };
  if (isCommand(first)) return { command: first, operands };
  if (isPath(first) || isFolder(first, cwd)) return { command: "gate", operands: words };
  throw new ConfigError([unknownCommand(first, COMMAND_NAMES, cwd)]);
}

/** What the words beside --help ask for. */
function topicOf(words: readonly string[], cwd: string): HelpTopic | null {
  const [first, second] = words;
  if (first === undefined) return null;
  if (first === "help") return second === undefined ? "help" : topicNamed(second);
  return isTopic(first) ? first : commandIn(words, cwd).command;
}

/** @throws ConfigError if there is no such topic */
function topicNamed(word: string): HelpTopic {
  if (isTopic(word)) return word;
  const near = nearest(word, [...COMMAND_NAMES, ...Object.keys(GROUPS)]);
  const hint =
    near === null
      ? `Topics: ${Object.keys(GROUPS).join(", ")}. Commands: ${COMMAND_NAMES.join(", ")}.`
      : `Did you mean ${near}?`;
  throw new ConfigError([problem(word || '""', "there is no command and no topic of this name", hint)]);
}

function isTopic(word: string): word is HelpTopic {
  return isCommand(word) || Object.hasOwn(GROUPS, word);
}

/** A word that is neither a command nor a folder, with what was probably meant. */
function unknownCommand(word: string, commands: readonly string[], cwd: string): Problem {
  const message = "there is no command and no folder of this name";
  const near = nearest(word, commands);
  if (Object.hasOwn(VERSION_FLAGS, word)) return problem(word, message, `Run: stagegate --${word}`);
  return problem(
    word || '""',
    message,
    (near === null && word !== "" ? hintForOther(word, cwd) : null) ?? didYouMean(word, commands),
  );
}

/** What to write for something else that a folder is not: an image or a file; null if it is neither. */
function hintForOther(word: string, cwd: string): string | null {
  if (/^[^:]+(?::\d+\/[^:]+)?:[\w.-]+$/.test(word) || word.endsWith(".tar"))
    return `To gate an existing image, run: stagegate --image ${word}`;
  return existsSync(resolve(cwd, word)) ? `To name a Dockerfile, run: stagegate --file ${word}` : null;
}

/** Whether a word is a path for sure, whatever is there. */
function isPath(word: string): boolean {
  return word === "." || word === ".." || word.includes("/");
}

function isFolder(path: string, cwd: string): boolean {
  const absolute = resolve(cwd, path);
  return path !== "" && existsSync(absolute) && statSync(absolute).isDirectory();
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
    case "completion":
      return { kind: command, shell: SHELLS.find((shell) => shell === source) ?? "bash" };
    case "help":
      return { kind: command, topic: operands.length === 0 ? null : topicNamed(source) };
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

/** The settings among the flags of the gate. */
function settingsIn(flags: ReadonlyMap<string, InputValue>): ReadonlyMap<string, InputValue> {
  return new Map([...flags].filter(([name]) => !Object.hasOwn(OUTPUT_FLAGS, name)));
}

/** The flags, but of the unknown letters behind one dash only one, which stands for all of them: `-xyz`. */
function unknownOnce(flags: readonly Token[], argv: readonly string[]): Token[] {
  const isKnown = ({ name }: Token) => Object.hasOwn(OPTIONS, name);
  const withKnown = new Set(flags.filter(isKnown).map(({ index }) => index));
  const shown = new Set<number>();
  return flags.flatMap((token) => {
    if (token.rawName.startsWith("--") || withKnown.has(token.index)) return [token];
    if (shown.has(token.index)) return [];
    shown.add(token.index);
    const typed = (argv[token.index] ?? token.rawName).replace(/=.*$/s, "");
    return [{ ...token, rawName: shorten(typed, 40), name: typed.slice(1) }];
  });
}

/** Whether a switch is turned on: `--pull`, `--pull=true`. */
function isOn({ value }: Token): boolean {
  return flag.parse(value) ?? true;
}

/**
 * The flags without the switches that the last flag of their name turns off: `--json --json=false`. A setting that is
 * off stays, because it replaces a default of the configuration file.
 */
function withoutOff(flags: readonly Token[]): Token[] {
  return flags.filter(({ name }) => {
    const option = FLAGS[name];
    const last = flags.findLast((token) => token.name === name);
    const isSetting = Object.hasOwn(SETTING_FLAGS, name);
    return option === undefined || !isSwitch(option) || isSetting || last === undefined || isOn(last);
  });
}

/** What is wrong with a flag by itself; null for nothing. The gate looks at values of settings later. */
function flagProblem({ rawName, name, value }: Token, command: CommandName, own: Flags): Problem | null {
  const option = own[name];
  if (option === undefined) return unknownFlag(rawName, name, command, Object.keys(own));
  if (isSwitch(option))
    return value === undefined || !hasValue(value) || flag.parse(value) !== undefined
      ? null
      : problem(
          rawName,
          `${JSON.stringify(value)} is not ${flag.noun}`,
          `Write --${name}=true or --${name}=false.`,
        );
  if (value === undefined) return missingValue(rawName, option);
  const isSetting = command === "gate" && !Object.hasOwn(OUTPUT_FLAGS, name);
  return !isSetting && hasValue(value) && option.kind.parse(value) === undefined
    ? problem(rawName, `${JSON.stringify(value)} is not ${option.kind.noun}`, valueHint(rawName, option))
    : null;
}

/** What is wrong with a switch of the command and a truth value in a word of its own. */
function noEqualsSign({ rawName, name, value = "" }: Token, own: Flags): Problem | null {
  if (own[name] === undefined) return null;
  const truth = /^(?:true|yes|on)$/i.test(value);
  return problem(rawName, "the value needs an equals sign", `Write --${name}=${truth}.`);
}

function unknownFlag(rawName: string, name: string, command: CommandName, known: readonly string[]): Problem {
  const reason = Object.entries(WORKFLOW_ONLY).find(([own]) => own === name)?.[1];
  if (reason !== undefined)
    return problem(rawName, "it has no effect on a command line", `${reason}: set the input ${name} there.`);
  const near = nearest(name, known);
  const others = near === null ? commandsWith(name) : [];
  if (others.length > 0)
    return problem(rawName, `it works with ${others.join(" and ")} only`, "Leave it out.");
  const positive = name.replace(/^no-/, "");
  const isNegative = positive !== name && FLAGS[positive] !== undefined && known.includes(positive);
  return problem(
    // What stands behind a colon or the like was meant for its value, which may be a token.
    rawName.replace(/^(-+[\w-]+)[^\w-].*$/s, "$1…"),
    "unknown flag",
    (command === "gate" ? hintForOtherName(name, writeFlag) : null) ??
      (isNegative ? `To turn it off, write --${positive}=false.` : null) ??
      (near === null ? `stagegate ${command} --help lists all flags.` : `Did you mean --${near}?`),
  );
}

/** The commands that have a flag, as they are called in a sentence. */
function commandsWith(name: string): string[] {
  return COMMAND_NAMES.flatMap((command) =>
    Object.hasOwn(COMMAND_SPECS[command].flags, name) ? [command === "gate" ? "the gate" : command] : [],
  );
}

function operandProblems(command: CommandName, operands: readonly string[], cwd: string): Problem[] {
  const { operand } = COMMAND_SPECS[command];
  if (operand === null)
    return operands.map((word) =>
      problem(word || '""', `${command} takes no operand`, `Run: stagegate ${command}`),
    );
  const { noun, number, values } = operand;
  const example = `Write for example: stagegate ${command} ${operand.example}`;
  const [first] = operands;
  if (first === undefined)
    return number === "optional" ? [] : [problem(command, `the ${noun} is missing`, example)];
  if (operands.length > 1 && number !== "many") {
    const all = operands.map((word) => JSON.stringify(word)).join(" and ");
    return [problem(command, `it takes one ${noun}, not ${operands.length}: ${shorten(all)}`, example)];
  }
  if (values === "folder" && !isFolder(first, cwd))
    return [
      problem(
        first || '""',
        "there is no such folder",
        (first === "" ? null : hintForOther(first, cwd)) ??
          "Write the path of the build context, for example: stagegate ./app",
      ),
    ];
  return Array.isArray(values) && values.length > 0 && !values.includes(first)
    ? [problem(command, `${JSON.stringify(first)} is not one of ${values.join(", ")}`, example)]
    : [];
}

function twoFolders(folder: string, { place }: InputValue): Problem {
  return problem(
    folder || '""',
    `the build context stands twice: here and as ${place.name}`,
    "Leave one of them out.",
  );
}

function problem(name: string, message: string, hint: string): Problem {
  return { place: { name, at: null }, message, hint };
}

const OPTIONS = Object.fromEntries(
  Object.entries(FLAGS).map(([name, option]) => [
    name,
    {
      type: isSwitch(option) ? ("boolean" as const) : ("string" as const),
      ...(option.short === undefined ? {} : { short: option.short }),
    },
  ]),
);

/** Whether a word behind a flag without a value was meant for its value. */
function isTruthFor({ name, value }: Token, word: string): boolean {
  const option = FLAGS[name];
  return (
    option !== undefined &&
    isSwitch(option) &&
    value === undefined &&
    /^(?:true|false|yes|no|on|off)$/i.test(word)
  );
}

/** Several flags of one list are its lines; of anything else the last one counts. */
function joined(name: string, before: unknown, value: string | boolean): unknown {
  return before !== undefined && FLAGS[name]?.kind.isList === true ? `${String(before)}\n${value}` : value;
}
