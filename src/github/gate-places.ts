import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Inputs } from "../config/inputs.ts";
import type { RunSettings } from "../config/settings.ts";
import { matrixValues } from "./matrix.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Default places for the results of a step. */
export interface GatePlaces {
  /** Distinguishes its comment from those of other gates in the pull request. */
  readonly commentKey: string;
  /** Folder of its report files; null outside of a runner. */
  readonly outputDir: string | null;
}

/**
 * Places that no other step, job of a matrix or workflow has, and that stay the same from run to run: they follow
 * from the workflow, the job, the values of its matrix, the step, the runner's platform, and the inputs that say which
 * images are gated. What the configuration file says is not among them: it may have mistakes, and a pull request that
 * adds an image would leave its own comment behind. Build arguments are not, either: one may be confidential, and
 * whoever guesses it could check the guess by the key.
 */
export function gatePlaces(env: Env, inputs: Inputs): GatePlaces {
  const { GITHUB_WORKFLOW: workflow, GITHUB_JOB: job, GITHUB_ACTION: step } = env;
  const { RUNNER_OS: os, RUNNER_ARCH: architecture, RUNNER_TEMP: temporary } = env;
  const named = NAMING.map((name) => [name, withoutTag(String(inputs.get(name)?.value ?? ""))]);
  const matrix = matrixValues(env["INPUT_MATRIX"]);
  const digest = createHash("sha256")
    .update(
      JSON.stringify([workflow, job, step, os, architecture, named, ...(matrix === null ? [] : [matrix])]),
    )
    .digest("hex")
    .slice(0, 8);
  return {
    commentKey: [workflow, job, digest].filter(Boolean).join("/"),
    outputDir: temporary ? join(temporary, "stagegate", `${fileName(job ?? "job")}-${digest}`) : null,
  };
}

/** Settings of a run, with these places as defaults. */
export function withPlaces<Run extends Pick<RunSettings, "commentKey" | "outputDir">>(
  run: Run,
  { commentKey, outputDir }: GatePlaces,
) {
  return { ...run, commentKey: run.commentKey ?? commentKey, outputDir: run.outputDir ?? outputDir };
}

/** The inputs that say which images are gated. */
const NAMING = ["config", "context", "file", "target", "platforms", "image", "bake", "bake-targets", "only"];

/** A tag or a digest often differs in each run. */
function withoutTag(name: string): string {
  return name.replace(/@sha256:.*$/, "").replace(/:[^:/]*$/, "");
}

/** As a name that every file system and artifact accepts. */
function fileName(name: string): string {
  return name.replace(/[^\w.-]/g, "-");
}
