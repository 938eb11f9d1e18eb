import {
  CACHE_FLAGS,
  COMMENT_FLAGS,
  type Flags,
  GATE_FLAGS,
  INIT_FLAGS,
  INSPECT_FLAGS,
  MERGE_FLAGS,
  REPORT_FLAGS,
  SOURCE_FLAGS,
} from "./flags.ts";

/** A command, for the parser, the help and the shells. */
export interface CommandSpec {
  /** One sentence. */
  readonly summary: string;
  readonly operand: Operand | null;
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly flags: Flags;
  /** What else a user must know, in whole sentences. */
  readonly notes: readonly string[];
}

/** What stands behind a command. */
export interface Operand {
  readonly noun: string;
  readonly number: "optional" | "one" | "many";
  /** A right one, with what may follow it. */
  readonly example: string;
  /** What a shell completes: paths, or one of some words. */
  readonly values: "file" | "folder" | readonly string[];
}

/** Shells that complete the command line. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

const VERDICT_CODES =
  "Exit code: 0 the gate passes, 1 it fails, 2 it cannot judge, 130 or 143 a signal stopped it.";
const READER_CODES = "Exit code: 0 done, whatever the verdict is; 2 the command failed.";

const SOURCE: Operand = { noun: "source", number: "one", example: "image.tar", values: "file" };

/** Every command, in the order of the help. */
export const COMMANDS = {
  gate: {
    summary: "Build, test, measure and judge images. The default command.",
    operand: { noun: "folder", number: "optional", example: "./app", values: "folder" },
    examples: [
      ["stagegate", "this folder, or .stagegate.yml"],
      ["stagegate ./app -t production --max-size 150MB", "one stage, one limit"],
      ["stagegate --image app:1.2 --max-layers 15", "an image that exists"],
    ],
    flags: GATE_FLAGS,
    notes: [VERDICT_CODES],
  },
  init: {
    summary: "Find images in this folder; write .stagegate.yml and a CI file.",
    operand: null,
    examples: [
      ["stagegate init", "ask, then write"],
      ["stagegate init --yes", "take the default of every question"],
    ],
    flags: INIT_FLAGS,
    notes: [],
  },
  inspect: {
    summary: "Measure one image: its sizes, layers, user and waste.",
    operand: SOURCE,
    examples: [
      ["stagegate inspect app:1.2", "an image of the engine or of a registry"],
      ["stagegate inspect image.tar --json", "an archive"],
    ],
    flags: INSPECT_FLAGS,
    notes: [READER_CODES],
  },
  explain: {
    summary: "Show which line of the Dockerfile made each layer.",
    operand: SOURCE,
    examples: [
      ["stagegate explain app:1.2", "by its provenance or history"],
      ["stagegate explain app.tar -f Dockerfile -t prod", "by its Dockerfile"],
    ],
    flags: SOURCE_FLAGS,
    notes: [READER_CODES],
  },
  report: {
    summary: "Write the report.json of a gate in another format.",
    operand: { noun: "file", number: "one", example: "report.json --format sarif", values: "file" },
    examples: [
      ["stagegate report report.json", "the text for a terminal"],
      ["stagegate report report.json --format html", "a page"],
      ["stagegate report - --format sarif", "from standard input"],
    ],
    flags: REPORT_FLAGS,
    notes: [READER_CODES],
  },
  merge: {
    summary: "Join the report.json files of several jobs into one verdict.",
    operand: {
      noun: "file",
      number: "many",
      example: "reports/*/report.json --expect 5",
      values: "file",
    },
    examples: [
      ["stagegate merge reports --expect 5", "a folder, five jobs"],
      ["stagegate merge a/report.json b/report.json", "two files"],
    ],
    flags: MERGE_FLAGS,
    notes: [VERDICT_CODES],
  },
  comment: {
    summary: "Write the report.json of a gate as a pull request comment.",
    operand: { noun: "file", number: "one", example: "report.json", values: "file" },
    examples: [
      ["stagegate comment report.json", "in a CI that runs for a pull request"],
      ["stagegate comment report.json --pull-request URL", "anywhere"],
    ],
    flags: COMMENT_FLAGS,
    notes: [
      "The token comes from STAGEGATE_TOKEN, or from GITHUB_TOKEN, GITEA_TOKEN or GITLAB_TOKEN.",
      READER_CODES,
    ],
  },
  cache: {
    summary: "Show or remove what stagegate stores from run to run.",
    operand: null,
    examples: [
      ["stagegate cache", "folder, files, sizes and limits"],
      ["stagegate cache --clear", "remove everything"],
    ],
    flags: CACHE_FLAGS,
    notes: [],
  },
  completion: {
    summary: "Print the completion script for a shell.",
    operand: { noun: "shell", number: "one", example: "bash", values: SHELLS },
    examples: [
      ["source <(stagegate completion bash)", "in ~/.bashrc"],
      ["source <(stagegate completion zsh)", "in ~/.zshrc, after compinit"],
      ["stagegate completion fish | source", "in ~/.config/fish/config.fish"],
    ],
    flags: {},
    notes: [],
  },
  help: {
    summary: "Show help for a command or a topic.",
    operand: { noun: "command or topic", number: "optional", example: "init", values: [] },
    examples: [
      ["stagegate help init", "a command"],
      ["stagegate help limits", "a topic: some flags of the gate"],
    ],
    flags: {},
    notes: [],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

/** The same with the type of what all have in common. */
export const COMMAND_SPECS: Readonly<Record<CommandName, CommandSpec>> = COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}
