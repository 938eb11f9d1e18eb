import { RULE_SETTINGS } from "../rules/index.ts";
import { milderLevels, ruleLevels } from "../rules/levels.ts";
import { duration } from "../values/duration.ts";
import {
  baseline,
  cacheEntries,
  choice,
  entitlements,
  flag,
  label,
  lines,
  name,
  names,
  sshEntries,
  token,
} from "../values/kinds.ts";
import {
  anyChange,
  fewerImages,
  fewerPlatforms,
  harmless,
  lowerRank,
  moreCaches,
  newLabel,
  otherEntries,
  otherPairs,
  otherSecrets,
  switchedOff,
  switchedOn,
  weakerBaseline,
} from "../values/looser.ts";
import { buildArguments, namedContexts } from "../values/pairs.ts";
import { platforms } from "../values/platforms.ts";
import { secretEntries } from "../values/secret-entry.ts";
import { GROUPS, type SettingsTable, setting, type Values } from "../values/setting.ts";

/** Settings that may differ from platform to platform. */
const BUDGETS: SettingsTable = Object.fromEntries(
  Object.entries<SettingsTable[string]>(RULE_SETTINGS).filter(([name]) => /^(?:max|warn)-/.test(name)),
);

/** Settings of one image: how it is built, then what its rules go by. */
export const IMAGE_SETTINGS = {
  context: setting("images", name, "./app", "Folder of the build context.", anyChange(), {
    path: "folder",
    default: "the configuration file's folder, else the working folder",
  }),
  file: setting(
    "images",
    name,
    "docker/Dockerfile",
    "Path of the Dockerfile. For an existing image, the Dockerfile that made it.",
    anyChange(),
    { short: "f", path: "file", default: "Dockerfile in the context" },
  ),
  target: setting("images", name, "production", "Stage to build and judge.", anyChange(), {
    short: "t",
    default: "the last stage",
  }),
  platforms: setting(
    "images",
    platforms(BUDGETS),
    "linux/amd64,linux/arm64",
    "Platforms to build and judge, each in a row of its own. In the file, a mapping gives each platform its own budgets: {linux/amd64: {}, linux/arm64: {max-size: 170MB}}.",
    fewerPlatforms,
    { default: "the builder's own; for an existing image all that it has" },
  ),
  "build-args": setting(
    "build",
    buildArguments,
    "VERSION=1.2",
    "Build arguments, one KEY=value a line. They add to those of defaults and of the bake target. Quote an entry whose value has several lines.",
    otherPairs("value"),
  ),
  "build-contexts": setting(
    "build",
    namedContexts,
    "base=docker-image://alpine:3.22",
    "Named build contexts, one name=source a line. They add to those of defaults and of the bake target.",
    otherPairs("source"),
  ),
  secrets: setting(
    "build",
    secretEntries,
    "id=token,env=TOKEN",
    "Secrets for RUN --mount=type=secret, one a line, in the syntax of docker buildx build --secret.",
    otherSecrets,
  ),
  ssh: setting(
    "build",
    sshEntries,
    "default",
    "SSH agents or keys for RUN --mount=type=ssh, one a line.",
    harmless("A key opens what the Dockerfile names, and adds nothing to the image."),
  ),
  "cache-from": setting(
    "build",
    cacheEntries,
    "type=gha",
    "Sources to read the build cache from, one a line.",
    moreCaches,
  ),
  "cache-to": setting(
    "build",
    cacheEntries,
    "type=gha,mode=max",
    "Destinations to write the build cache to, one a line.",
    harmless("The cache is written after the build."),
  ),
  "no-cache": setting("build", flag, "true", "Run every step again, without the build cache.", switchedOff, {
    default: "false",
  }),
  pull: setting("build", flag, "true", "Check the registry for newer base images.", switchedOff, {
    default: "false",
  }),
  image: setting(
    "images",
    name,
    "registry.example/app:1.2",
    "Existing image to judge in place of a build. It is an OCI layout, an archive, or an image of the engine, of Podman or of a registry. docker-archive:app.tar:app:1.2 selects an image of an archive; registry:app:1.2 skips the engine.",
    anyChange(),
  ),
  ...RULE_SETTINGS,
  rules: setting(
    "limits",
    ruleLevels,
    "wasted=off",
    "Levels of rules, one rule=level a line: off, notice, warning or error. They add to those of defaults.",
    milderLevels,
  ),
  "report-only": setting(
    "limits",
    flag,
    "true",
    "Measure and report the image, but never fail the gate because of it.",
    switchedOn,
    { default: "false" },
  ),
} as const satisfies SettingsTable;

/** Settings of the whole run. */
export const RUN_SETTINGS = {
  config: setting(
    "images",
    name,
    "ci/stagegate.yml",
    "Path of the configuration file.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    {
      path: "file",
      default:
        ".stagegate.yml in the context, in the working folder, or in the nearest folder above in the repository",
    },
  ),
  "config-from": setting(
    "images",
    choice("head", "base"),
    "base",
    "Commit whose configuration file and bake files count in a pull request or a merge group: head (the change) or base (the commit that it merges into). Only as an input.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    { default: "head" },
  ),
  bake: setting(
    "images",
    lines,
    "docker-bake.hcl",
    "Bake or Compose files whose targets are images too, one a line.",
    anyChange(),
    { path: "file" },
  ),
  "bake-targets": setting(
    "images",
    names,
    "app",
    "Targets and groups to take from the bake files. !name or !pattern* excludes a target.",
    otherEntries,
    { default: "the group default" },
  ),
  only: setting(
    "images",
    names,
    "production",
    "Images of the configuration to gate, by name or by a pattern such as svc-*.",
    fewerImages,
    { default: "all" },
  ),
  "only-changed": setting(
    "images",
    flag,
    "true",
    "Build only images that the change can affect. The gate judges the others by their stored measurement.",
    switchedOn,
    { default: "false" },
  ),
  builder: setting("build", name, "my-builder", "The buildx builder to build with.", anyChange(), {
    default: "the current one",
  }),
  base: setting(
    "compare",
    name,
    "main",
    "Commit to compare with: a branch (the commit where the work left it), a tag or a commit. Only as an input or a flag.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    { default: "the base that the CI names, else the default branch" },
  ),
  baseline: setting(
    "compare",
    baseline,
    "build",
    "What to compare images with: auto (stored, else built), stored, build, none, or a previous image, as an archive or a reference. registry:REFERENCE skips the engine.",
    weakerBaseline,
    { default: "auto" },
  ),
  "require-baseline": setting(
    "compare",
    flag,
    "true",
    "End with exit code 2 if growth has a limit and there is no baseline.",
    switchedOff,
    { default: "false" },
  ),
  prepare: setting(
    "compare",
    name,
    "npm ci && npm run build",
    "Shell command that makes the files that the build needs and git does not track. It runs in the tree of the base commit, each time before stagegate builds the base.",
    anyChange(),
  ),
  timeout: setting(
    "build",
    duration,
    "30m",
    "Time limit for the whole run. A longer run ends with exit code 2.",
    harmless("A run that takes too long ends with exit code 2, and never passes."),
    { default: "no limit" },
  ),
  "waive-label": setting(
    "output",
    label,
    "image-size-ok",
    "Label of a pull request that turns failures of size, own size, compressed size and growth into warnings.",
    newLabel,
  ),
  comment: setting(
    "output",
    choice("always", "on-change", "on-failure", "never"),
    "on-change",
    "When to write the pull request comment: always, on-change, on-failure or never.",
    lowerRank(["never", "on-failure", "on-change", "always"], "always"),
    { default: "always" },
  ),
  check: setting(
    "output",
    flag,
    "true",
    "Write a check run with the text of the comment, named after comment-key. It needs checks: write. Only as an input.",
    harmless("The file cannot set it: an input counts for both commits."),
    { default: "false" },
  ),
  "comment-key": setting(
    "output",
    name,
    "backend",
    "Name that tells the comments of several gates in one pull request apart.",
    anyChange(),
    { default: "one for each step and job" },
  ),
  "github-token": setting(
    "output",
    token,
    "$TOKEN",
    "Token that writes the comment and the check run. It needs pull-requests: write; for check also checks: write.",
    harmless("The file cannot set it: an input counts for both commits."),
    { default: "the job's own" },
  ),
  allow: setting(
    "build",
    entitlements,
    "network.host",
    "Entitlements that bake files may use: network.host, security.insecure. Only as an input or a flag.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
  ),
  "allow-unsafe-fork-builds": setting(
    "build",
    flag,
    "true",
    "Let pull_request_target and workflow_run build a fork's code, which can then read this repository's secrets. Only as an input.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    { default: "false" },
  ),
  "output-dir": setting(
    "output",
    name,
    "reports",
    "Folder to write the report to. It gets report.json, the report in every other format, and the whole logs of failing steps (logs/*.log).",
    harmless("The comment, the annotations and the job's summary do not depend on it."),
    { path: "folder", default: "in a workflow, a temporary folder for each step; else none" },
  ),
  progress: setting(
    "output",
    choice("auto", "plain", "quiet"),
    "plain",
    "How to show the progress of the build: auto, plain or quiet.",
    harmless("It changes the log of the build, and no finding."),
    { default: "auto" },
  ),
} as const satisfies SettingsTable;

/** Names of the settings that most gates set, those that people look for first. */
export const MOST_USED = ["target", "file", "test-target", "max-size", "max-growth"] as const satisfies (
  | keyof typeof IMAGE_SETTINGS
  | keyof typeof RUN_SETTINGS
)[];

/** Some settings with a title. */
export interface SettingsGroup {
  readonly title: string;
  readonly settings: SettingsTable;
}

/** Settings in the order in which people look for them: those that most gates set, then group by group. */
export function settingsInGroups(table: SettingsTable): SettingsGroup[] {
  const isMostUsed = (name: string) => MOST_USED.some((other) => other === name);
  const mostUsed = MOST_USED.flatMap((name) => {
    const setting = table[name];
    return setting === undefined ? [] : [[name, setting] as const];
  });
  const others = Object.entries(GROUPS).map(([group, title]) => ({
    title,
    entries: Object.entries(table).filter(([name, setting]) => setting.group === group && !isMostUsed(name)),
  }));
  return [{ title: "Most used", entries: mostUsed }, ...others]
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }) => ({ title, settings: Object.fromEntries(entries) }));
}

/**
 * Settings of the run that only an input or a flag can have, each with the reason: a pull request changes the
 * configuration file.
 */
export const INPUT_ONLY = {
  config: "It names this file",
  "config-from": "It says whose file counts, which the file of a pull request must not decide",
  base: "It says what the change is compared with, which the file of a pull request must not decide",
  check: "It needs a permission that only the workflow gives",
  "github-token": "It is a credential, which no file of a repository holds",
  allow: "It gives builds access to the machine, which the file of a pull request must not decide",
  "allow-unsafe-fork-builds": "It trusts a fork's code, which that code must not decide",
} as const satisfies Partial<Record<keyof typeof RUN_SETTINGS, string>>;

/** Settings of the run that only a workflow has a use for, each with the reason: there is no flag for them. */
export const WORKFLOW_ONLY = {
  "config-from": "Only a workflow has a base commit that an event names",
  "waive-label": "Only a workflow reads labels of a pull request",
  comment: "Only a workflow writes comments",
  check: "Only a workflow writes check runs",
  "comment-key": "Only a workflow writes comments",
  "github-token": "Only a workflow speaks to GitHub",
  "allow-unsafe-fork-builds": "Only a workflow runs for a pull request of a fork",
} as const satisfies Partial<Record<keyof typeof RUN_SETTINGS, string>>;

/** What an image's settings say, by their camelCase names; null if nobody set one. */
export type ImageSettings = Values<typeof IMAGE_SETTINGS> & {
  /** Of the row that these settings are for; null for the builder's own, and as long as there are no rows. */
  readonly platform: string | null;
};
export type RunSettings = Values<typeof RUN_SETTINGS>;
