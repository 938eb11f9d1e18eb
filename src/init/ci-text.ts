import gitLabExample from "../../examples/ci/gitlab.yml";
import { REPOSITORY } from "../host/repository.ts";
import type { ProposedImage, WorkflowStep } from "./propose.ts";
import { scalar } from "./yaml-text.ts";

/** What a gate in a workflow is given. */
export interface GateInputs {
  /** Path of the configuration file; null if the gate finds it by itself. */
  readonly config: string | null;
  /** Names of the images to gate; null for all. */
  readonly only: readonly string[] | null;
}

/** The text of `.github/workflows/image.yml`. @param branch the default branch */
export function gitHubWorkflow(branch: string, inputs: GateInputs): string {
  const given = Object.entries({
    config: inputs.config,
    only: inputs.only === null ? null : inputs.only.join(","),
  }).flatMap(([name, value]) => (value === null ? [] : [`          ${name}: ${scalar(value)}`]));
  return `name: image
on:
  pull_request:
  push:
    branches: [${scalar(branch)}] # measures what pull requests are compared with
permissions:
  contents: read
  actions: read # lists the cache entries that the pull request wrote
  pull-requests: write # writes the comment
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: ${REPOSITORY}@v1 # reads .stagegate.yml
${given.length === 0 ? "" : `        with:\n${given.join("\n")}\n`}`;
}

/** A job of `.gitlab-ci.yml`: that of `examples/ci`, without the line that says what the file is called. */
export function gitLabJob({ config }: GateInputs): string {
  const job = gitLabExample.slice(gitLabExample.indexOf("\n") + 1);
  const command = "npx --yes stagegate --output-dir";
  return config === null
    ? job
    : job.replace(command, command.replace("--output", `--config ${shellWord(config)} --output`));
}

/** A text as one word of a shell. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** A step to add to a workflow that builds an image, and what else to change there. */
export interface AddedStep {
  readonly workflow: string;
  readonly job: string;
  /** YAML, indented as a step. */
  readonly text: string;
  /** Full sentences: what the step that builds lacks. */
  readonly changes: readonly string[];
}

/**
 * The step that gates what a workflow's step built.
 * @param isOnly whether the configuration has no other image
 */
export function stepBehind(
  image: ProposedImage,
  { workflow, step }: WorkflowStep,
  { config }: GateInputs,
  isOnly: boolean,
): AddedStep {
  const isBake = step.action === "docker/bake-action";
  const id = step.id ?? "bake";
  const reference = isBake
    ? `\${{ fromJSON(steps.${id}.outputs.metadata)['${image.name}']['image.name'] }}`
    : (step.image ?? `${image.name}:ci`);
  const changes = [
    ...(step.checksOut ? [] : ["Add a first step to the job: `- uses: actions/checkout@v7`."]),
    ...(isBake && step.id === null ? [`Give the step that builds an id: \`id: ${id}\`.`] : []),
    ...(isBake ? ["Each of these bake targets needs exactly one tag: `tags`."] : []),
    ...(!isBake && step.image === null ? [`Give the step that builds a tag: \`tags: ${reference}\`.`] : []),
    ...(step.result === "nowhere" ? ["Keep the image that the step builds: `load: true`."] : []),
    ...(step.result === "kept unless it is a pull request"
      ? [
          `On pull requests the step pushes no image. Load it there: \`load: \${{ github.event_name == 'pull_request' }}\`.`,
        ]
      : []),
  ];
  const inputs = [
    `image: ${reference}`,
    ...(isOnly ? [] : [`only: ${image.name}`]),
    ...(config === null ? [] : [`config: ${scalar(config)}`]),
  ];
  return {
    workflow,
    job: step.job,
    changes,
    text: [`- uses: ${REPOSITORY}@v1`, "  with:", ...inputs.map((input) => `    ${input}`)]
      .map((line) => `      ${line}\n`)
      .join(""),
  };
}
