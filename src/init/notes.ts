import { plural } from "../text/words.ts";
import type { JobPermissions, TestSteps, WorkflowAddition } from "./ci-text.ts";
import { MANY } from "./configuration-text.ts";
import { type MeasuredImage, toleratedByRules } from "./measured.ts";
import type { ProposedImage } from "./propose.ts";
import { visibleName } from "./yaml-text.ts";

/** One note for each job of a workflow that something is added to. */
export function additionNotes(additions: readonly WorkflowAddition[]): string[] {
  const isSameJob = (one: WorkflowAddition, other: WorkflowAddition) =>
    one.workflow === other.workflow && one.job === other.job;
  const firsts = additions.filter((one, at) => additions.findIndex((other) => isSameJob(one, other)) === at);
  return firsts.map((first) => {
    const ofJob = additions.filter((addition) => isSameJob(addition, first));
    const text = ofJob.map((addition) => addition.text).join("");
    const [workflow, job] = [visibleName(first.workflow), visibleName(first.job)];
    if (first.kind === "job")
      return [
        ...(first.tests === null
          ? []
          : [`${NOT_RUN} The job below runs ${stageWords(first.tests.stages)} before the gate.`]),
        `Add this job to ${workflow}, after the job ${job}:\n\n${text}`,
        "If the image is private, log in to its registry before the gate: `- uses: docker/login-action@v4`.",
      ].join("\n");
    const what = ofJob.length === 1 ? "this step" : "these steps";
    return [
      `Add ${what} to the job ${job} of ${workflow}, after the step that builds:\n\n${text}`,
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

/** What fails today and the configuration tolerates. @param measured the results by the name of the image */
export function toleranceNotes(measured: ReadonlyMap<string, MeasuredImage>): string[] {
  const images = [...measured];
  const ofRoot = images.flatMap(([name, { tolerated }]) =>
    tolerated.flatMap(({ isRoot, message }) => (isRoot ? [{ name, message }] : [])),
  );
  const ofRules = images.flatMap(([name, image]) =>
    toleratedByRules(image).map((tolerated) => ({ name, ...tolerated })),
  );
  const rules = new Set(ofRules.map(({ rule }) => rule));
  return [
    ...rootNotes(ofRoot, "run as root"),
    ...images.flatMap(([name, image]) => secretNotes(name, image)),
    ...[...rules].flatMap((rule) => {
      const alike = ofRules.filter((one) => one.rule === rule);
      const how = `The configuration makes that a warning by rules: {${rule}: warning}. Fix it, then remove that line.`;
      return alike.length > MANY
        ? [`${plural(alike.length, "image")} fail by the rule ${rule}: ${several(alike)}. ${how}`]
        : alike.map(({ message, advice }) =>
            [`${message}. ${how}`, ...(advice === null ? [] : [advice])].join("\n"),
          );
    }),
  ];
}

function secretNotes(name: string, { tolerated, secrets }: MeasuredImage): string[] {
  const first = tolerated.find(({ rule }) => rule === "secret");
  if (first === undefined || secrets.length === 0) return [];
  const [what, whose] =
    secrets.length === 1
      ? [first.message, "it"]
      : [`${name} has ${plural(secrets.length, "credential")}`, "them"];
  return [
    [
      `${what}. The configuration ignores ${whose} by allow-secrets. Remove ${whose} from the image and from allow-secrets.`,
      ...(first.advice === null ? [] : [first.advice]),
    ].join("\n"),
  ];
}

/** One note for each image that probably runs as root, by its Dockerfile; one for all if there are many. */
export function guessNotes(images: readonly ProposedImage[]): string[] {
  const guessed = images.flatMap(({ name, likelyRoot, file }) =>
    likelyRoot === null
      ? []
      : [{ name, message: `${name} probably runs as root: ${likelyRoot} (${visibleName(file)})` }],
  );
  return rootNotes(guessed, "probably run as root");
}

interface Named {
  /** Of the image. */
  readonly name: string;
}

/** @param verb of several images */
function rootNotes(images: readonly (Named & { readonly message: string })[], verb: string): string[] {
  return images.length > MANY
    ? [
        `${plural(images.length, "image")} ${verb}: ${several(images)}. The configuration allows that by allow-root: true.\nEnd each of their stages with a USER, for example USER 10001, then remove allow-root.`,
      ]
    : images.map(
        ({ message }) =>
          `${message}. The configuration allows that by allow-root: true.\nEnd the stage with a USER, for example USER 10001, then remove that line.`,
      );
}

/** The first names, and how many more there are. */
function several(images: readonly Named[]): string {
  const shown = images.slice(0, MANY).map(({ name }) => name);
  return `${shown.join(", ")}, and ${(images.length - MANY).toLocaleString("en-US")} more`;
}

/** A text whose lines are indented by two characters. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ").trimEnd();
}
