import { RULE_SETTINGS } from "../rules/index.ts";
import { ruleLevels } from "../rules/levels.ts";
import { duration } from "../values/duration.ts";
import { baseline, choice, flag, lines, names, pairs, text } from "../values/kinds.ts";
import { isSwitchedOn } from "../values/looser.ts";
import { type SettingsTable, setting, type Values } from "../values/setting.ts";

/** Settings of one image: how it is built, then what its rules go by. */
export const IMAGE_SETTINGS = {
  context: setting(text, "./app", "Folder that is the build context.", {
    default: "the configuration file's folder, else the working folder",
  }),
  file: setting(text, "docker/Dockerfile", "The Dockerfile; with image, the one that it was built from.", {
    default: "Dockerfile in the context",
  }),
  target: setting(text, "production", "Stage that is built and judged.", { default: "the last stage" }),
  platform: setting(text, "linux/arm64", "Platform to build for.", { default: "the builder's own" }),
  "build-args": setting(pairs, "VERSION=1.2", "Build arguments, one KEY=value a line."),
  "build-contexts": setting(
    pairs,
    "base=docker-image://alpine:3.22",
    "Named contexts, one name=source a line.",
  ),
  secrets: setting(
    lines,
    "id=token,env=TOKEN",
    "Secrets for RUN --mount=type=secret, one a line, as docker buildx build --secret takes them.",
  ),
  ssh: setting(lines, "default", "SSH agents or keys for RUN --mount=type=ssh, one a line."),
  "cache-from": setting(lines, "type=gha", "Where build cache is read from, one source a line."),
  "cache-to": setting(lines, "type=gha,mode=max", "Where build cache is written to, one destination a line."),
  "no-cache": setting(flag, "true", "Build every step anew.", { default: "false" }),
  pull: setting(flag, "true", "Look for newer base images.", { default: "false" }),
  image: setting(
    text,
    "registry.example/app:1.2",
    "An image that exists, judged instead of a build: an OCI layout, an archive, or the engine's image of that name.",
  ),
  ...RULE_SETTINGS,
  rules: setting(
    ruleLevels,
    "wasted=off",
    "Levels of rules, one rule=level a line: off, notice, warning or error.",
  ),
  "report-only": setting(flag, "true", "Measure and report the image; nothing that it does fails the gate.", {
    default: "false",
    isLooser: isSwitchedOn,
  }),
} as const satisfies SettingsTable;

/** Settings of the whole run. */
export const RUN_SETTINGS = {
  config: setting(text, "ci/stagegate.yml", "The configuration file.", {
    default: ".stagegate.yml, where there is one",
  }),
  bake: setting(lines, "docker-bake.hcl", "Bake or Compose files whose targets are images too, one a line."),
  "bake-targets": setting(names, "app", "Targets and groups that are taken from the bake files.", {
    default: "the group default",
  }),
  only: setting(names, "production", "Names of the images to gate, of those in the configuration.", {
    default: "all",
  }),
  builder: setting(text, "my-builder", "The buildx builder to build with.", { default: "the current one" }),
  baseline: setting(
    baseline,
    "build",
    "What images are compared with: auto (stored, else built), stored, build, none, or an image of before, as an archive or a reference.",
    { default: "auto" },
  ),
  timeout: setting(
    duration,
    "30m",
    "Longest time that the whole run may take; a run that takes longer ends with exit code 2.",
    { default: "no limit" },
  ),
  "waive-label": setting(
    text,
    "image-size-ok",
    "Label of a pull request that turns failures of size, transfer size and growth into warnings.",
  ),
  comment: setting(
    choice("always", "on-change", "on-failure", "never"),
    "on-change",
    "When to write the pull request comment.",
    { default: "always" },
  ),
  "comment-key": setting(text, "backend", "Tells the comments of several gates in one pull request apart.", {
    default: "default",
  }),
  "github-token": setting(
    text,
    "$TOKEN",
    "Token the comment is written with; it needs pull-requests: write.",
    { default: "the job's own" },
  ),
  "output-dir": setting(
    text,
    "reports",
    "Folder that report.json, report.md, report.html, report.sarif and report.junit.xml are written to.",
    { default: "in a workflow the runner's temporary folder, else none" },
  ),
  progress: setting(choice("auto", "plain", "quiet"), "plain", "How the build's progress is shown.", {
    default: "auto",
  }),
} as const satisfies SettingsTable;

/** What an image's settings say, by their camelCase names; null if nobody set one. */
export type ImageSettings = Values<typeof IMAGE_SETTINGS>;
export type RunSettings = Values<typeof RUN_SETTINGS>;
