import gitLabExample from "../../examples/ci/gitlab.yml";
import { REPOSITORY } from "../host/repository.ts";
import type { ProposedImage, WorkflowStep } from "./propose.ts";
import { missingTests, shellWord, testSteps } from "./test-steps.ts";
import type { BuildStep, BuildTool } from "./workflows.ts";
import { plainScalar, scalar } from "./yaml-text.ts";

/** Inputs of a gate in a workflow. */
export interface GateInputs {
  /** Path of the configuration file; null if the gate finds it itself. */
  readonly config: string | null;
  /** Names of the images to gate; null for all. */
  readonly only: readonly string[] | null;
}

/** The text of a workflow. @param branch the default branch */
export function gitHubWorkflow(name: string, branch: string, inputs: GateInputs): string {
  const lines = Object.entries({
    config: inputs.config,
    only: inputs.only === null ? null : inputs.only.join(","),
  }).flatMap(([name, value]) => (value === null ? [] : [`          ${name}: ${scalar(value)}`]));
  return `name: ${name}
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
${lines.length === 0 ? "" : `        with:\n${lines.join("\n")}\n`}`;
}

/** A job of `.gitlab-ci.yml`: the text of `examples/ci/gitlab.yml`, without its line about the file's name. */
export function gitLabJob({ config }: GateInputs): string {
  const job = gitLabExample.slice(gitLabExample.indexOf("\n") + 1);
  const command = "npx --yes stagegate --output-dir";
  return config === null
    ? job
    : job.replace(command, command.replace("--output", `--config ${shellWord(config)} --output`));
}

/** A step or job to add to a workflow that builds an image, and what else to change there. */
export interface WorkflowAddition {
  readonly workflow: string;
  /** The job that builds. */
  readonly job: string;
  /** A step of that job, or a job after it. */
  readonly kind: "step" | "job";
  /** YAML, indented as it stands in the workflow. */
  readonly text: string;
  /** Steps that run the test stages, which the gate does not run; null if there is none to run. */
  readonly tests: TestSteps | null;
  /** Changes to the step that builds, as full sentences. */
  readonly changes: readonly string[];
  /** The permissions that the job has and those that the gate needs; null if its own are enough. */
  readonly permissions: JobPermissions | null;
}

/** Steps that run test stages. */
export interface TestSteps {
  /** Names of the stages. */
  readonly stages: readonly string[];
  /** YAML, indented as it stands in the workflow. */
  readonly text: string;
}

/** What a job's `permissions` must list. */
export interface JobPermissions {
  /** By their scopes. */
  readonly all: Readonly<Record<string, string>>;
  /** Whether the job or its workflow lists permissions already. */
  readonly hasOwn: boolean;
}

/**
 * The step or job that gates an image of a workflow's step.
 * @param isOnly whether the configuration has no other image
 */
export function gateAfter(
  image: ProposedImage,
  { workflow, step }: WorkflowStep,
  { config }: GateInputs,
  isOnly: boolean,
): WorkflowAddition {
  const { tool, job } = step;
  const id = step.id ?? "bake";
  const reference =
    tool === "docker/bake-action"
      ? `\${{ fromJSON(steps.${id}.outputs.metadata)['${image.name}']['image.name'] }}`
      : (step.image ?? `${repositoryFor(image.name)}:ci`);
  const inputs = [
    `image: ${plainScalar(reference)}`,
    ...(isOnly ? [] : [`only: ${scalar(image.name)}`]),
    ...(config === null ? [] : [`config: ${scalar(config)}`]),
  ];
  const gate = gateStep(inputs);
  const stages = missingTests(image);
  const tests = stages.length === 0 ? null : { stages, text: testSteps(image, step) };
  return tool === "docker/github-builder"
    ? {
        ...{ workflow, job, kind: "job", tests, changes: [], permissions: null },
        text: jobAfter(job, `${tests?.text ?? ""}${gate}`),
      }
    : {
        ...{ workflow, job, kind: "step", tests, text: gate },
        changes: missingParts(image, step, reference, id),
        permissions: permissionsFor(step),
      };
}

/** Permissions of the gate's token, by their scopes. */
const NEEDED = { contents: "read", actions: "read", "pull-requests": "write" };

function permissionsFor({ permissions }: BuildStep): JobPermissions | null {
  const own = permissions ?? {};
  const missing = Object.entries(NEEDED).filter(
    ([scope, access]) => own[scope] !== "write" && own[scope] !== access,
  );
  if (missing.length === 0) return null;
  return { all: { ...own, ...Object.fromEntries(missing) }, hasOwn: permissions !== null };
}

/** The step that gates the images of a configuration file, in a job that already runs stagegate. */
export function gateBeside(config: string): string {
  // A failing gate before it must not skip this one.
  return gateStep([`config: ${scalar(config)}`], [`if: \${{ !cancelled() }}`]);
}

function gateStep(inputs: readonly string[], others: readonly string[] = []): string {
  return [
    `- uses: ${REPOSITORY}@v1`,
    ...others.map((line) => `  ${line}`),
    "  with:",
    ...inputs.map((input) => `    ${input}`),
  ]
    .map((line) => `      ${line}\n`)
    .join("");
}

/** The name of an image as a repository may be called: lowercase, and without letters beyond ASCII. */
function repositoryFor(name: string): string {
  const text = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return text.replace(/^-|-$/g, "") || "image";
}

function jobAfter(job: string, gate: string): string {
  return `  ${scalar(`${job}-gate`)}:
    needs: ${scalar(job)}
    runs-on: ubuntu-latest
    permissions:
      contents: read
      actions: read
      pull-requests: write
    steps:
      - uses: actions/checkout@v7
${gate}`;
}

/** Changes to the job of a step, so that a gate can judge the image. @param id the `id` that the step has or gets */
function missingParts(image: ProposedImage, step: BuildStep, reference: string, id: string): string[] {
  const { tool } = step;
  return [
    ...(step.checksOut ? [] : ["Add a first step to the job: `- uses: actions/checkout@v7`."]),
    ...(tool === "docker/bake-action" && step.id === null
      ? [`Give the step that builds an id: \`id: ${id}\`.`]
      : []),
    ...(tool === "docker/bake-action"
      ? ["Each of these bake targets needs exactly one tag: `tags`."]
      : step.image === null
        ? [tagChange(tool, image.name, reference)]
        : []),
    ...(step.result === "nowhere"
      ? [`Keep the image that the step builds: \`${tool === "docker build" ? "--load" : "load: true"}\`.`]
      : []),
    ...(step.result === "kept unless it is a pull request"
      ? [
          `On pull requests the step pushes no image. Load it there: \`load: \${{ github.event_name == 'pull_request' }}\`.`,
        ]
      : []),
  ];
}

function tagChange(tool: BuildTool, name: string, reference: string): string {
  switch (tool) {
    case "docker build":
      return `Give the image of the build command this tag: \`--tag ${reference}\`.`;
    case "docker compose build":
      return `Give the service that builds ${name} a fixed name for its image: \`image: ${reference}\`.`;
    default:
      return `Give the step that builds a tag: \`tags: ${reference}\`.`;
  }
}
