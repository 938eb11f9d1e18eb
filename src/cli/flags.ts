import { MERGE_OPTIONS } from "../config/merge-options.ts";
import { IMAGE_SETTINGS, RUN_SETTINGS, WORKFLOW_ONLY } from "../config/settings.ts";
import { FORMAT_NAMES } from "../report/formats.ts";
import { choice, flag, name, text } from "../values/kinds.ts";
import type { Option, SettingsTable } from "../values/setting.ts";

/** A flag of a command. */
export interface Flag extends Option<unknown> {
  /** The flag of the same command, with its value, that this switch is short for. */
  readonly shortFor?: readonly [name: string, value: string];
}

/** Flags by name, without their dashes. */
export type Flags = Readonly<Record<string, Flag>>;

/** A switch, which has no value. */
function toggle(help: string, extras: Pick<Flag, "short" | "shortFor"> = {}) {
  return { kind: flag, example: "true", help, default: null, ...extras } satisfies Flag;
}

/** Settings of the gate that have a flag. */
export const SETTING_FLAGS: SettingsTable = Object.fromEntries(
  Object.entries<SettingsTable[string]>({ ...IMAGE_SETTINGS, ...RUN_SETTINGS }).filter(
    ([name]) => !Object.hasOwn(WORKFLOW_ONLY, name),
  ),
);

/** Flags of `inspect` and `explain` for images of a registry. */
const REGISTRY_FLAGS = {
  insecure: toggle("Accept any certificate of the registry, and plain HTTP."),
} satisfies Flags;

/** Flags of `explain`. Some are settings of the gate too. */
export const SOURCE_FLAGS = {
  platform: {
    kind: name,
    example: "linux/arm64",
    help: "Platform to read, if the image has several.",
    default: "this machine's",
  },
  file: { ...IMAGE_SETTINGS.file, help: "Path of the Dockerfile that made the image.", default: null },
  target: { ...IMAGE_SETTINGS.target, help: "Stage of that Dockerfile that the image was built from." },
  ...REGISTRY_FLAGS,
} satisfies Flags;

/** Flags of `inspect`. */
export const INSPECT_FLAGS = {
  json: toggle("Print the measurement as JSON."),
  ...SOURCE_FLAGS,
} satisfies Flags;

/** Flags of `report`. */
export const REPORT_FLAGS = {
  format: {
    kind: choice(...FORMAT_NAMES),
    example: "sarif",
    help: `Format to write: ${FORMAT_NAMES.join(", ")}.`,
    default: "terminal",
  },
  output: {
    kind: text,
    example: "report.sarif",
    path: "file",
    help: "File to write to.",
    default: "standard output",
  },
} satisfies Flags;

/** Flags of the gate that are not settings: what it prints. */
export const OUTPUT_FLAGS = {
  format: {
    ...REPORT_FLAGS.format,
    example: "json",
    help: `Format of the report on standard output: ${FORMAT_NAMES.join(", ")}.`,
  },
  json: toggle("Print the report as JSON: --format json.", { shortFor: ["format", "json"] }),
  quiet: toggle("Show no progress: --progress quiet. Warnings and errors stay.", {
    short: "q",
    shortFor: ["progress", "quiet"],
  }),
} satisfies Flags;

/** Flags of the gate. */
export const GATE_FLAGS: Flags = { ...SETTING_FLAGS, ...OUTPUT_FLAGS };

/** Flags of `comment`. */
export const COMMENT_FLAGS = {
  "pull-request": {
    kind: text,
    example: "https://github.com/octo/app/pull/7",
    help: "Page of the pull request or merge request, at GitHub, Gitea, Forgejo or GitLab.",
    default: "the one that the CI runs for",
  },
  "comment-key": { ...RUN_SETTINGS["comment-key"], default: "default" },
} satisfies Flags;

/** Flags of `merge`. */
export const MERGE_FLAGS = {
  expect: MERGE_OPTIONS.expect,
  "output-dir": { ...MERGE_OPTIONS["output-dir"], default: "none" },
} satisfies Flags;

/** Flags of `init`. */
export const INIT_FLAGS = {
  yes: toggle("Ask nothing. Take the default answer to every question.", { short: "y" }),
  force: toggle("Overwrite an existing .stagegate.yml."),
} satisfies Flags;

/** Flags of `cache`. */
export const CACHE_FLAGS = {
  json: toggle("Print it as JSON."),
  clear: toggle("Remove everything."),
} satisfies Flags;

/** Flags of every command. */
export const COMMON_FLAGS = {
  verbose: toggle("Write details to standard error: plan, programs, times.", { short: "v" }),
  help: toggle("Show help.", { short: "h" }),
} satisfies Flags;

/** Flags that stand without a command. */
export const VERSION_FLAGS = {
  version: toggle("Show the version.", { short: "V" }),
} satisfies Flags;

/** Every flag, by its name. A name has a value in all commands, or in none. */
export const FLAGS: Flags = {
  ...GATE_FLAGS,
  ...INSPECT_FLAGS,
  ...REPORT_FLAGS,
  ...COMMENT_FLAGS,
  ...MERGE_FLAGS,
  ...CACHE_FLAGS,
  ...INIT_FLAGS,
  ...COMMON_FLAGS,
  ...VERSION_FLAGS,
};

/** Whether a flag is a switch. */
export function isSwitch({ kind }: Flag): boolean {
  return kind === flag;
}
