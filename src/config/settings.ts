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
import { type SettingsTable, setting, type Values } from "../values/setting.ts";

/** Settings that may differ from platform to platform. */
const BUDGETS: SettingsTable = Object.fromEntries(
  Object.entries<SettingsTable[string]>(RULE_SETTINGS).filter(([name]) => /^(?:max|warn)-/.test(name)),
);

/** Settings of one image: how it is built, then what its rules go by. */
export const IMAGE_SETTINGS = {
  context: setting(name, "./app", "Folder that is the build context.", anyChange(), {
    default: "the configuration file's folder, else the working folder",
  }),
  file: setting(
    name,
    "docker/Dockerfile",
    "The Dockerfile; with image, the one that it was built from.",
    anyChange(),
    { default: "Dockerfile in the context" },
  ),
  target: setting(name, "production", "Stage that is built and judged.", anyChange(), {
    default: "the last stage",
  }),
  platforms: setting(
    platforms(BUDGETS),
    "linux/amd64,linux/arm64",
    "Platforms to build for and judge, each with a row of its own. In the file also a mapping to budgets of their own, such as {linux/amd64: {}, linux/arm64: {max-size: 170MB}}.",
    fewerPlatforms,
    { default: "the builder's own; of an existing image all that it has" },
  ),
  "build-args": setting(
    buildArguments,
    "VERSION=1.2",
    "Build arguments, one KEY=value a line; with quotes around the entry a value may have several lines. They add to those of defaults and of the bake target.",
    otherPairs("value"),
  ),
  "build-contexts": setting(
    namedContexts,
    "base=docker-image://alpine:3.22",
    "Named contexts, one name=source a line. They add to those of defaults and of the bake target.",
    otherPairs("source"),
  ),
  secrets: setting(
    secretEntries,
    "id=token,env=TOKEN",
    "Secrets for RUN --mount=type=secret, one a line, as docker buildx build --secret takes them.",
    otherSecrets,
  ),
  ssh: setting(
    sshEntries,
    "default",
    "SSH agents or keys for RUN --mount=type=ssh, one a line.",
    harmless("A key opens what the Dockerfile names, and adds nothing to the image."),
  ),
  "cache-from": setting(
    cacheEntries,
    "type=gha",
    "Where build cache is read from, one source a line.",
    moreCaches,
  ),
  "cache-to": setting(
    cacheEntries,
    "type=gha,mode=max",
    "Where build cache is written to, one destination a line.",
    harmless("The cache is written after the build."),
  ),
  "no-cache": setting(flag, "true", "Build every step anew.", switchedOff, { default: "false" }),
  pull: setting(flag, "true", "Look for newer base images.", switchedOff, { default: "false" }),
  image: setting(
    name,
    "registry.example/app:1.2",
    "An image that exists, judged instead of a build: an OCI layout, an archive, or an image of the engine, of Podman or of a registry. One of several in an archive: docker-archive:app.tar:app:1.2. To skip the engine, write registry:registry.example/app:1.2.",
    anyChange(),
  ),
  ...RULE_SETTINGS,
  rules: setting(
    ruleLevels,
    "wasted=off",
    "Levels of rules, one rule=level a line: off, notice, warning or error. They add to those of defaults.",
    milderLevels,
  ),
  "report-only": setting(
    flag,
    "true",
    "Measure and report the image; nothing that it does fails the gate.",
    switchedOn,
    { default: "false" },
  ),
} as const satisfies SettingsTable;

/** Settings of the whole run. */
export const RUN_SETTINGS = {
  config: setting(
    name,
    "ci/stagegate.yml",
    "The configuration file.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    {
      default:
        ".stagegate.yml of the context, the working folder, or the nearest folder above in the repository",
    },
  ),
  "config-from": setting(
    choice("head", "base"),
    "base",
    "Commit whose configuration file and bake files count in a pull request or a merge group: head (the change) or base (the commit that it is merged onto). Only as an input.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    { default: "head" },
  ),
  bake: setting(
    lines,
    "docker-bake.hcl",
    "Bake or Compose files whose targets are images too, one a line.",
    anyChange(),
  ),
  "bake-targets": setting(
    names,
    "app",
    "Targets and groups that are taken from the bake files. !name or !pattern* leaves a target out.",
    otherEntries,
    { default: "the group default" },
  ),
  only: setting(
    names,
    "production",
    "Names of the images to gate, of those in the configuration, or patterns of names such as svc-*.",
    fewerImages,
    { default: "all" },
  ),
  "only-changed": setting(
    flag,
    "true",
    "Build only the images that a change may concern. The others are judged by their stored measurement.",
    switchedOn,
    { default: "false" },
  ),
  builder: setting(name, "my-builder", "The buildx builder to build with.", anyChange(), {
    default: "the current one",
  }),
  base: setting(
    name,
    "main",
    "What to compare with: a branch (the commit where the work left it), a tag or a commit. Only as an input or a flag.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    { default: "what the CI says of the pull request, else the default branch" },
  ),
  baseline: setting(
    baseline,
    "build",
    "What images are compared with: auto (stored, else built), stored, build, none, or a previous image, as an archive or a reference. To skip the engine, write registry:REFERENCE.",
    weakerBaseline,
    { default: "auto" },
  ),
  "require-baseline": setting(
    flag,
    "true",
    "End with exit code 2 if growth has a limit and there is no baseline to compare with.",
    switchedOff,
    { default: "false" },
  ),
  prepare: setting(
    name,
    "npm ci && npm run build",
    "Shell command that is run in the base's tree before the base is built, every time: it makes the files that the build takes and git does not track.",
    anyChange(),
  ),
  timeout: setting(
    duration,
    "30m",
    "Time limit for the whole run. A longer run ends with exit code 2.",
    harmless("A run that takes too long ends with exit code 2, and never passes."),
    { default: "no limit" },
  ),
  "waive-label": setting(
    label,
    "image-size-ok",
    "Label of a pull request that turns failures of size, own size, transfer size and growth into warnings.",
    newLabel,
  ),
  comment: setting(
    choice("always", "on-change", "on-failure", "never"),
    "on-change",
    "When to write the pull request comment.",
    lowerRank(["never", "on-failure", "on-change", "always"], "always"),
    { default: "always" },
  ),
  check: setting(
    flag,
    "true",
    "Write a check run with the text of the comment, named after comment-key. It needs checks: write. Only as an input.",
    harmless("The file cannot set it: an input counts for both commits."),
    { default: "false" },
  ),
  "comment-key": setting(
    name,
    "backend",
    "Tells the comments of several gates in one pull request apart.",
    anyChange(),
    { default: "one for each step and job" },
  ),
  "github-token": setting(
    token,
    "$TOKEN",
    "Token that the comment and the check run are written with; it needs pull-requests: write, and for check also checks: write.",
    harmless("The file cannot set it: an input counts for both commits."),
    { default: "the job's own" },
  ),
  allow: setting(
    entitlements,
    "network.host",
    "Entitlements that bake files may use: network.host, security.insecure. Only as an input or a flag.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
  ),
  "allow-unsafe-fork-builds": setting(
    flag,
    "true",
    "Allow pull_request_target and workflow_run to build a fork's code, which can then read this repository's secrets. Only as an input.",
    harmless("The file cannot set it: an input or a flag counts for both commits."),
    { default: "false" },
  ),
  "output-dir": setting(
    name,
    "reports",
    "Folder that report.json is written to, the same report in every other format, and the whole logs of failing steps (logs/*.log).",
    harmless("The comment, the annotations and the job's summary do not depend on it."),
    { default: "in a workflow one for each step in the runner's temporary folder, else none" },
  ),
  progress: setting(
    choice("auto", "plain", "quiet"),
    "plain",
    "How the build's progress is shown.",
    harmless("It changes the log of the build, and no finding."),
    { default: "auto" },
  ),
} as const satisfies SettingsTable;

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
