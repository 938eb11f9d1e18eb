import { stringify } from "yaml";
import type { ProposedImage } from "./propose.ts";
import type { BuildStep } from "./workflows.ts";

/** Inputs of build-push-action that decide what a stage is built from; the others decide what becomes of the image. */
const BUILD_INPUTS: readonly string[] = [
  "context",
  "file",
  "build-args",
  "build-contexts",
  "secrets",
  "secret-envs",
  "secret-files",
  "ssh",
  "builder",
  "allow",
  "add-hosts",
  "cgroup-parent",
  "network",
  "shm-size",
  "ulimit",
  "cache-from",
  "no-cache",
  "pull",
  "github-token",
];

const BAKE_INPUTS: readonly string[] = [
  "source",
  "workdir",
  "files",
  "vars",
  "builder",
  "allow",
  "no-cache",
  "pull",
  "github-token",
];

/** Inputs of docker/github-builder that build-push-action has too, with the same meaning. */
const BUILDER_INPUTS: readonly string[] = ["context", "file", "build-args", "build-contexts"];

/** The test stages of an image that a step builds and that no step of a workflow runs. */
export function missingTests({ testTargets, testsInWorkflows }: ProposedImage): string[] {
  return testTargets.filter((name) => !testsInWorkflows.includes(name));
}

/** The steps of a workflow, as YAML, that build the missing test stages of an image as another step builds the image. */
export function testSteps(image: ProposedImage, step: BuildStep): string {
  return missingTests(image)
    .map((target) =>
      stringify([testStep(image, step, target)], { lineWidth: 0 }).replace(/^(?=.)/gm, "      "),
    )
    .join("");
}

function testStep(
  { name }: ProposedImage,
  { tool, action, build, startsElsewhere }: BuildStep,
  target: string,
): Readonly<Record<string, unknown>> {
  const inputs = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(action?.inputs ?? {}).filter(([input]) => names.includes(input)));
  switch (tool) {
    case "docker/build-push-action":
      return { uses: action?.uses, with: { ...inputs(BUILD_INPUTS), target } };
    case "docker/github-builder":
      return { uses: "docker/build-push-action@v7", with: { ...inputs(BUILDER_INPUTS), target } };
    case "docker/bake-action":
      return {
        uses: action?.uses,
        with: {
          ...inputs(BAKE_INPUTS),
          targets: name,
          set: `${name}.target=${target}\n${name}.output=type=cacheonly\n`,
        },
      };
    default: {
      const { file, context, buildArgs } = build ?? { file: "Dockerfile", context: ".", buildArgs: {} };
      const words = [
        ...["docker", "build", "--target", target, "--file", file],
        ...Object.entries(buildArgs).flatMap(([key, value]) => ["--build-arg", `${key}=${value}`]),
        context,
      ];
      // The paths start from the repository's root.
      const folder = startsElsewhere ? { "working-directory": `\${{ github.workspace }}` } : {};
      return { run: words.map(shellWord).join(" "), ...folder };
    }
  }
}

/** A text as one word of a shell. */
export function shellWord(text: string): string {
  return /^[\w./=:-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
