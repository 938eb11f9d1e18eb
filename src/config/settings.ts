import { ruleLevels } from "../rules/levels.ts";
import {
  amount,
  baseline,
  choice,
  count,
  flag,
  type Kind,
  lines,
  names,
  pairs,
  size,
  text,
} from "../values/kinds.ts";
import { patterns } from "../values/patterns.ts";
import { smoke } from "../values/smoke/settings.ts";

/**
 * The one vocabulary: every setting's name is an action input, a key of `.stagegate.yml` and a flag.
 * Validation, `action.yml`, `--help`, the README's table and the JSON Schema all come from these tables.
 */
export interface Setting<T> {
  readonly kind: Kind<T>;
  readonly help: string;
  /** What stands after the name in an example: `max-size: 150MB`. */
  readonly example: string;
  /** In words, for the help; null where a setting that is not given does nothing. */
  readonly default: string | null;
}

function setting<T>(
  kind: Kind<T>,
  example: string,
  help: string,
  byDefault: string | null = null,
): Setting<T> {
  return { kind, example, help, default: byDefault };
}

/** Settings of one image. */
export const IMAGE_SETTINGS = {
  context: setting(
    text,
    "./app",
    "Folder that is the build context.",
    "the configuration file's folder, else the working folder",
  ),
  file: setting(
    text,
    "docker/Dockerfile",
    "The Dockerfile; with image, the one that it was built from.",
    "Dockerfile in the context",
  ),
  target: setting(text, "production", "Stage that is built and judged.", "the last stage"),
  "test-target": setting(
    names,
    "test",
    "Stages that are run and not shipped; the gate fails when one fails.",
    "a stage called test, tests or testing",
  ),
  "rerun-tests": setting(
    flag,
    "true",
    "Run the test stages also when their result is in the build cache.",
    "false",
  ),
  platform: setting(text, "linux/arm64", "Platform to build for.", "the builder's own"),
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
  "no-cache": setting(flag, "true", "Build every step anew.", "false"),
  pull: setting(flag, "true", "Look for newer base images.", "false"),
  image: setting(
    text,
    "registry.example/app:1.2",
    "An image that exists, judged instead of a build: an OCI layout, an archive, or the engine's image of that name.",
  ),
  "max-size": setting(size, "150MB", "Largest unpacked size that passes."),
  "warn-size": setting(size, "120MB", "Unpacked size above which a warning is given."),
  "max-transfer-size": setting(size, "60MB", "Largest transfer size (compressed layers) that passes."),
  "warn-transfer-size": setting(size, "50MB", "Transfer size above which a warning is given."),
  "max-layers": setting(count, "15", "Largest number of layers that passes."),
  "warn-layers": setting(count, "12", "Number of layers above which a warning is given."),
  "max-growth": setting(
    amount,
    "10%",
    "Largest growth against the baseline that passes, as a size or in percent.",
  ),
  "warn-growth": setting(amount, "5MB", "Growth against the baseline above which a warning is given."),
  "max-growth-includes-drift": setting(
    flag,
    "true",
    "Count also what the base image grew by itself, where its FROM did not change.",
    "false",
  ),
  "max-wasted": setting(size, "20MB", "Most bytes that later layers may hide."),
  "warn-wasted": setting(size, "10MB", "Bytes that later layers hide above which a warning is given."),
  "allow-root": setting(flag, "true", "Let an image pass that runs as root.", "false"),
  "run-as": setting(text, "appuser", "User, by name or uid, that the image must run as."),
  forbid: setting(
    patterns,
    "*.map",
    "Files that must not be in any layer, one pattern a line: *.map in every folder, /app/tests/** from the root.",
  ),
  "allow-secrets": setting(
    patterns,
    "/app/tests/**",
    "Files, variables and build arguments that may look like credentials, by patterns as those of forbid.",
  ),
  smoke: setting(
    smoke,
    "{port: 8080, requests: [{path: /health}]}",
    "Starts a container of the image, waits until it is ready, asks it, and looks at its processes; see docs/smoke.md.",
  ),
  scan: setting(flag, "true", "Scan the image by trivy or grype, where one is on the PATH.", "false"),
  "max-critical": setting(
    count,
    "0",
    "Most vulnerabilities of severity critical that pass; scans the image.",
  ),
  "max-high": setting(count, "5", "Most vulnerabilities of severity high that pass; scans the image."),
  rules: setting(
    ruleLevels,
    "wasted=off",
    "Levels of rules, one rule=level a line: off, notice, warning or error.",
  ),
  "compare-with": setting(
    text,
    "single-stage",
    "Name of another image of the configuration that this one is a variant of.",
  ),
  "min-saving": setting(
    amount,
    "50%",
    "How much smaller than that variant it must be, in percent or as a size.",
  ),
  "report-only": setting(
    flag,
    "true",
    "Measure and report the image; nothing that it does fails the gate.",
    "false",
  ),
};

/** Settings of the whole run. */
export const RUN_SETTINGS = {
  config: setting(text, "ci/stagegate.yml", "The configuration file.", ".stagegate.yml, where there is one"),
  bake: setting(lines, "docker-bake.hcl", "Bake or Compose files whose targets are images too, one a line."),
  "bake-targets": setting(
    names,
    "app",
    "Targets and groups that are taken from the bake files.",
    "the group default",
  ),
  only: setting(names, "production", "Names of the images to gate, of those in the configuration.", "all"),
  builder: setting(text, "my-builder", "The buildx builder to build with.", "the current one"),
  baseline: setting(
    baseline,
    "build",
    "What images are compared with: auto (stored, else built), stored, build, none, or an image of before, as an archive or a reference.",
    "auto",
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
    "always",
  ),
  "comment-key": setting(
    text,
    "backend",
    "Tells the comments of several gates in one pull request apart.",
    "default",
  ),
  "github-token": setting(
    text,
    "$TOKEN",
    "Token the comment is written with; it needs pull-requests: write.",
    "the job's own",
  ),
  "output-dir": setting(
    text,
    "reports",
    "Folder that report.json, report.md, report.html, report.sarif and report.junit.xml are written to.",
    "in a workflow the runner's temporary folder, else none",
  ),
  progress: setting(choice("auto", "plain", "quiet"), "plain", "How the build's progress is shown.", "auto"),
};

type ValueOf<S> = S extends Setting<infer T> ? T : never;

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

/** The values of a table of settings, null where nobody gave one. */
type Values<Table> = { readonly [Name in keyof Table & string as Camel<Name>]: ValueOf<Table[Name]> | null };

/** What an image's settings were given, by their camelCase names. */
export type ImageSettings = Values<typeof IMAGE_SETTINGS>;
export type RunSettings = Values<typeof RUN_SETTINGS>;

/** `max-size` → `maxSize`. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
