import { settingsInGroups } from "../config/settings.ts";
import { GROUPS, type Group } from "../values/setting.ts";
import type { HelpTopic } from "./arguments.ts";
import { COMMAND_NAMES, COMMAND_SPECS, type CommandName, isCommand, type Operand } from "./commands.ts";
import {
  COMMON_FLAGS,
  type Flag,
  type Flags,
  GATE_FLAGS,
  isSwitch,
  OUTPUT_FLAGS,
  SETTING_FLAGS,
  VERSION_FLAGS,
} from "./flags.ts";

/** Columns of a line of help: more are hard to read. */
const MOST_COLUMNS = 80;

/** Flags that the help of the whole program shows. */
const SHOWN = [
  "target",
  "file",
  "test-target",
  "image",
  "max-size",
  "max-layers",
  "max-growth",
  "output-dir",
  "json",
  "quiet",
] as const;

/**
 * The help for a command or a group of settings; null is the whole program. It has 40 lines at most in 80 columns.
 * @param columns of the terminal
 */
export function help(topic: HelpTopic | null, columns: number): string {
  const width = Math.min(Math.max(columns, 40), MOST_COLUMNS);
  const sections =
    topic === null
      ? programHelp(width)
      : isCommand(topic)
        ? commandHelp(topic, width)
        : groupHelp(topic, width);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** Lines that belong together. */
type Section = readonly string[];

function programHelp(width: number): Section[] {
  const shown = Object.fromEntries(
    SHOWN.flatMap((name) => {
      const option = GATE_FLAGS[name];
      return option === undefined ? [] : [[name, { ...option, help: firstSentence(option), default: null }]];
    }),
  );
  return [
    wrapped(
      "stagegate builds the stages of a Dockerfile, runs the tests, measures the image, and fails if the image breaks its limits.",
      width,
    ),
    examples(COMMAND_SPECS.gate.examples, width),
    ["Usage: stagegate [COMMAND] [flags]"],
    [
      "Commands:",
      ...table(
        COMMAND_NAMES.map((name) => [name, COMMAND_SPECS[name].summary]),
        width,
      ),
    ],
    ["Flags used most:", ...flagTable(shown, width)],
    [
      ...wrapped(`Every command: ${signature(COMMON_FLAGS)}. Version: ${signature(VERSION_FLAGS)}.`, width),
      ...wrapped(
        `"stagegate COMMAND --help" shows the flags of a command. "stagegate help TOPIC" shows some flags of the gate: ${Object.keys(GROUPS).join(", ")}.`,
        width,
      ),
    ],
  ];
}

function commandHelp(name: CommandName, width: number): Section[] {
  const { summary, operand, examples: lines, flags, notes } = COMMAND_SPECS[name];
  const named = name === "gate" ? "[gate]" : name;
  const usage = ["stagegate", named, ...(operand === null ? [] : [operandWords(operand)])];
  return [
    wrapped(summary, width),
    examples(lines, width),
    [`Usage: ${[...usage, "[flags]"].join(" ")}`],
    ...(name === "gate" ? [groupList(width)] : flagSection("Flags:", flags, width)),
    ...(name === "help" ? [topicList(width)] : []),
    ...flagSection("Flags of all commands:", COMMON_FLAGS, width),
    ...(notes.length === 0 ? [] : [notes.flatMap((note) => wrapped(note, width))]),
  ];
}

function groupHelp(group: Group, width: number): Section[] {
  return [
    wrapped(
      `${GROUPS[group]}: flags of the gate. Keys of .stagegate.yml and inputs of the action have the same names.`,
      width,
    ),
    flagTable(flagsOf(group), width),
  ];
}

/** Flags of the gate in a group, the most used first. */
function flagsOf(group: Group): Flags {
  const isOfGroup = ([, setting]: [string, { group: Group }]) => setting.group === group;
  const settings = settingsInGroups(SETTING_FLAGS).flatMap((part) =>
    Object.entries(part.settings).filter(isOfGroup),
  );
  return { ...Object.fromEntries(settings), ...(group === "output" ? OUTPUT_FLAGS : {}) };
}

/** The flags of the gate by their names alone: their sentences do not fit. */
function groupList(width: number): Section {
  const rows = groups().map((group): [string, string] => [
    group,
    Object.entries(flagsOf(group))
      .map(([name, { short }]) => (short === undefined ? `--${name}` : `--${name} (-${short})`))
      .join(" "),
  ]);
  return ['Flags by topic ("stagegate help TOPIC" explains them):', ...table(rows, width)];
}

function topicList(width: number): Section {
  return [
    "Topics:",
    ...table(
      groups().map((group) => [group, `${GROUPS[group]}.`]),
      width,
    ),
  ];
}

function groups(): Group[] {
  return Object.keys(GROUPS).filter((group): group is Group => Object.hasOwn(GROUPS, group));
}

function examples(lines: readonly (readonly [line: string, does: string])[], width: number): Section {
  return ["Examples:", ...table(lines, width, 50)];
}

function flagSection(title: string, flags: Flags, width: number): Section[] {
  return Object.keys(flags).length === 0 ? [] : [[title, ...flagTable(flags, width)]];
}

function flagTable(flags: Flags, width: number): string[] {
  const hasShort = Object.values(flags).some(({ short }) => short !== undefined);
  const rows = Object.entries(flags).map(([name, option]): [string, string] => {
    const value = isSwitch(option)
      ? ""
      : ` ${/\s/.test(option.example) ? `"${option.example}"` : option.example}`;
    const indent = hasShort && option.short === undefined ? "    " : "";
    return [`${indent}${flagNames(name, option)}${value}`, sentence(option)];
  });
  return table(rows, width);
}

/** `-t, --target`. */
function flagNames(name: string, { short }: Flag): string {
  return short === undefined ? `--${name}` : `-${short}, --${name}`;
}

function signature(flags: Flags): string {
  return Object.entries(flags)
    .map((entry) => flagNames(...entry))
    .join(", ");
}

function sentence({ help, default: byDefault, ...option }: Flag): string {
  return byDefault === null || isSwitch({ help, default: byDefault, ...option })
    ? help
    : `${help} (default: ${byDefault})`;
}

function firstSentence({ help }: Flag): string {
  return /^.*?[.](?= |$)/.exec(help)?.[0] ?? help;
}

function operandWords({ noun, number }: Operand): string {
  const word = noun.toUpperCase().replace(" OR ", "|");
  return number === "optional" ? `[${word}]` : number === "many" ? `${word}...` : word;
}

/** Columns of a second column that is easy to read. */
const LEAST_TEXT = 28;

/**
 * Two columns. A cell of the first one that is too long has a line of its own.
 * @param most columns of the first one
 */
function table(rows: readonly (readonly [string, string])[], width: number, most = 28): string[] {
  const longest = Math.max(...rows.map(([name]) => (name.length <= most ? name.length : 0)));
  // A narrow terminal has room for one column.
  const indent = longest + 4 > width - LEAST_TEXT ? 6 : longest + 4;
  return rows.flatMap(([name, text]) => {
    const [first = "", ...rest] = wrapped(text, width - indent);
    const isBeside = name.length + 4 <= indent;
    return [
      ...(isBeside
        ? [`  ${name.padEnd(indent - 2)}${first}`]
        : [`  ${name}`, `${" ".repeat(indent)}${first}`]),
      ...rest.map((line) => `${" ".repeat(indent)}${line}`),
    ];
  });
}

/** A text in lines of at most so many columns; a longer word has a line of its own. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
