import { MERGE_OPTIONS } from "../config/merge-options.ts";
import { IMAGE_SETTINGS, RUN_SETTINGS, WORKFLOW_ONLY } from "../config/settings.ts";
import { FORMAT_NAMES } from "../report/formats.ts";
import { choice, flag, name, text } from "../values/kinds.ts";
import type { Option } from "../values/setting.ts";

/** Flags by name, without their dashes. */
export type Flags = Readonly<Record<string, Option<unknown>>>;

/** Those of the gate for the run. */
export const RUN_FLAGS: Flags = Object.fromEntries(
  Object.entries(RUN_SETTINGS).filter(([name]) => !Object.hasOwn(WORKFLOW_ONLY, name)),
);

/** Those of the gate are its settings. */
export const GATE_FLAGS = { ...IMAGE_SETTINGS, ...RUN_FLAGS } satisfies Flags;

/** Those of `inspect` and `explain` for images of a registry. */
export const REGISTRY_FLAGS = {
  insecure: {
    kind: flag,
    example: "true",
    help: "Accept any certificate of the registry, and plain HTTP.",
    default: "false",
  },
} satisfies Flags;

/** Those of `explain`: the others are as the settings of the same names. */
export const SOURCE_FLAGS = {
  platform: {
    kind: name,
    example: "linux/arm64",
    help: "The platform to read, of an image that has several.",
    default: "this machine's",
  },
  file: IMAGE_SETTINGS.file,
  target: IMAGE_SETTINGS.target,
  ...REGISTRY_FLAGS,
} satisfies Flags;

/** Those of `inspect`. */
export const INSPECT_FLAGS = {
  json: { kind: flag, example: "true", help: "Print what was measured as JSON.", default: "false" },
  ...SOURCE_FLAGS,
} satisfies Flags;

/** Those of `report`. */
export const REPORT_FLAGS = {
  format: {
    kind: choice(...FORMAT_NAMES),
    example: "sarif",
    help: `What to make of the report: ${FORMAT_NAMES.join(", ")}.`,
    default: "terminal",
  },
  output: {
    kind: text,
    example: "report.sarif",
    help: "File that it is written to.",
    default: "standard output",
  },
} satisfies Flags;

/** Those of the gate that are no settings: what becomes of its output. */
export const OUTPUT_FLAGS = {
  format: {
    ...REPORT_FLAGS.format,
    example: "json",
    help: `What to print of the report: ${FORMAT_NAMES.join(", ")}.`,
  },
  quiet: {
    kind: flag,
    example: "true",
    help: "Show no progress, as --progress quiet: nothing but warnings and errors on standard error.",
    default: "false",
  },
} satisfies Flags;

/** Those of `comment`. */
export const COMMENT_FLAGS = {
  "pull-request": {
    kind: text,
    example: "https://github.com/octo/app/pull/7",
    help: "Page of the pull request or merge request, at GitHub, Gitea, Forgejo or GitLab.",
    default: "the one that the CI runs for",
  },
  "comment-key": { ...RUN_SETTINGS["comment-key"], default: "default" },
} satisfies Flags;

/** Those of `merge`. */
export const MERGE_FLAGS = {
  expect: MERGE_OPTIONS.expect,
  "output-dir": MERGE_OPTIONS["output-dir"],
} satisfies Flags;

/** Those of `init`. */
export const INIT_FLAGS = {
  yes: {
    kind: flag,
    example: "true",
    help: "Ask nothing, and take the default of every question.",
    default: "false",
  },
  force: { kind: flag, example: "true", help: "Overwrite files that are there.", default: "false" },
} satisfies Flags;

/** Those of `cache`. */
export const CACHE_FLAGS = {
  json: { kind: flag, example: "true", help: "Print it as JSON.", default: "false" },
  clear: { kind: flag, example: "true", help: "Remove all of it.", default: "false" },
} satisfies Flags;

/** Those of every command. */
export const COMMON_FLAGS = {
  verbose: {
    kind: flag,
    example: "true",
    help: "Write to standard error what the command does: the plan, programs, cache hits, times.",
    default: "false",
  },
} satisfies Flags;

/** Every flag, by its name. */
export const FLAGS: Flags = {
  ...GATE_FLAGS,
  ...INSPECT_FLAGS,
  ...OUTPUT_FLAGS,
  ...REPORT_FLAGS,
  ...COMMENT_FLAGS,
  ...MERGE_FLAGS,
  ...CACHE_FLAGS,
  ...INIT_FLAGS,
  ...COMMON_FLAGS,
};
