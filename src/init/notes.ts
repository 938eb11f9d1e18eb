import type { WorkflowAddition } from "./ci-text.ts";
import type { MeasuredImage } from "./measured.ts";
import type { ProposedImage } from "./propose.ts";

/** One note for each job of a workflow that something is added to. */
export function additionNotes(additions: readonly WorkflowAddition[]): string[] {
  const isSameJob = (one: WorkflowAddition, other: WorkflowAddition) =>
    one.workflow === other.workflow && one.job === other.job;
  const firsts = additions.filter((one, at) => additions.findIndex((other) => isSameJob(one, other)) === at);
  return firsts.map((first) => {
    const ofJob = additions.filter((addition) => isSameJob(addition, first));
    const text = ofJob.map((addition) => addition.text).join("");
    if (first.kind === "job")
      return [
        `Add this job to ${first.workflow}, behind the job ${first.job}:\n\n${text}`,
        "If the image is private, log in to its registry before the gate: `- uses: docker/login-action@v4`.",
      ].join("\n");
    const what = ofJob.length === 1 ? "this step" : "these steps";
    return [
      `Add ${what} to the job ${first.job} of ${first.workflow}, behind the step that builds:\n\n${text}`,
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
