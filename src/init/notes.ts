import type { AddedStep } from "./ci-text.ts";
import type { MeasuredImage } from "./measured.ts";
import type { ProposedImage } from "./propose.ts";

/** One note for each job that gets steps. */
export function stepNotes(steps: readonly AddedStep[]): string[] {
  const isSameJob = (one: AddedStep, other: AddedStep) =>
    one.workflow === other.workflow && one.job === other.job;
  const firsts = steps.filter((one, at) => steps.findIndex((other) => isSameJob(one, other)) === at);
  return firsts.map((first) => {
    const ofJob = steps.filter((step) => isSameJob(step, first));
    const what = ofJob.length === 1 ? "this step" : "these steps";
    return [
      `Add ${what} to the job ${first.job} of ${first.workflow}, behind the step that builds:\n\n${ofJob.map(({ text }) => text).join("")}`,
      ...new Set(ofJob.flatMap(({ changes }) => changes)),
      "The job needs the permissions contents: read, actions: read and pull-requests: write.",
    ].join("\n");
  });
}

/** What the rules found today, which the configuration tolerates, or does not. */
export function toleranceNotes(measured: ReadonlyMap<string, MeasuredImage>): string[] {
  return [...measured].flatMap(([name, { tolerated, failures }]) => [
    ...failures.map((message) => `The gate of ${name} fails until this is fixed: ${message}.`),
    ...tolerated.map(({ rule, isRoot, message, advice }) =>
      isRoot
        ? rootNote(message)
        : [
            `${message}. The configuration tolerates that by rules: {${rule}: warning}. Remove that line when it is fixed.`,
            ...(advice === null ? [] : [advice]),
          ].join("\n"),
    ),
  ]);
}

function rootNote(what: string): string {
  return `${what}. The configuration tolerates that by allow-root: true.\nEnd the stage with a USER, for example USER 10001, and remove that line.`;
}

/** One note for each image that probably runs as root, by its Dockerfile. */
export function guessNotes(images: readonly ProposedImage[]): string[] {
  return images.flatMap(({ name, likelyRoot, file }) =>
    likelyRoot === null ? [] : [rootNote(`${name} probably runs as root: ${likelyRoot} (${file})`)],
  );
}

/** A text whose lines are indented by two characters. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ").trimEnd();
}
