import type { JobPermissions, TestSteps, WorkflowAddition } from "./ci-text.ts";
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
        ...(first.tests === null
          ? []
          : [`${NOT_RUN} The job below runs ${stageWords(first.tests.stages)} before the gate.`]),
        `Add this job to ${first.workflow}, after the job ${first.job}:\n\n${text}`,
        "If the image is private, log in to its registry before the gate: `- uses: docker/login-action@v4`.",
      ].join("\n");
    const what = ofJob.length === 1 ? "this step" : "these steps";
    return [
      `Add ${what} to the job ${first.job} of ${first.workflow}, after the step that builds:\n\n${text}`,
      ...new Set(ofJob.flatMap(({ changes }) => changes)),
      ...testNotes(ofJob.flatMap(({ tests }) => tests ?? [])),
      ...(first.permissions === null ? [] : [permissionNote(first.permissions)]),
    ].join("\n");
  });
}

const NOT_RUN = "stagegate does not run the tests of an image that another step builds.";

function testNotes(tests: readonly TestSteps[]): string[] {
  if (tests.length === 0) return [];
  const stages = [...new Set(tests.flatMap((one) => one.stages))];
  // Several images may have the same stage of the same Dockerfile.
  const texts = [...new Set(tests.map(({ text }) => text))];
  const what = texts.length === 1 && stages.length === 1 ? "this step" : "these steps";
  return [
    `${NOT_RUN} To run ${stageWords(stages)}, add ${what} before the step that builds:\n\n${texts.join("")}`,
  ];
}

function stageWords(stages: readonly string[]): string {
  return `the ${stages.length === 1 ? "stage" : "stages"} ${stages.join(", ")}`;
}

function permissionNote({ all, hasOwn }: JobPermissions): string {
  const lines = Object.entries(all).map(([scope, access]) => `      ${scope}: ${access}\n`);
  const lead = hasOwn
    ? "The job needs these permissions: its present ones and those of the gate."
    : "The job needs these permissions. A job with `permissions` has only those that it lists: add others that it needs, such as `packages: write`.";
  return `${lead}\n\n    permissions:\n${lines.join("")}`.trimEnd();
}

/** What fails today and no setting tolerates, each once. */
export function failureNotes(measured: ReadonlyMap<string, MeasuredImage>): string[] {
  const failures = new Set([...measured.values()].flatMap((image) => image.failures));
  return [...failures].map((message) =>
    [
      `The gate fails until you fix this: ${message}.`,
      ...(LOGIN_NEEDED.test(message)
        ? [
            "If the registry needs a login, run docker login here, and add docker/login-action before stagegate in the workflow.",
          ]
        : []),
    ].join("\n"),
  );
}

/** What registries answer to a build that has no login, or one without access. */
const LOGIN_NEEDED = /\b401 Unauthorized|\b403 Forbidden|pull access denied|failed to authorize/i;

/** What fails today and the configuration tolerates. */
export function toleranceNotes(measured: ReadonlyMap<string, MeasuredImage>): string[] {
  return [...measured.values()].flatMap(({ tolerated }) =>
    tolerated.map(({ rule, isRoot, message, advice }) =>
      isRoot
        ? rootNote(message)
        : [
            `${message}. The configuration makes that a warning by rules: {${rule}: warning}. Fix it, then remove that line.`,
            ...(advice === null ? [] : [advice]),
          ].join("\n"),
    ),
  );
}

function rootNote(what: string): string {
  return `${what}. The configuration allows that by allow-root: true.\nEnd the stage with a USER, for example USER 10001, then remove that line.`;
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
