import { unshippedKind } from "../dockerfile/stages.ts";
import { type BuildHint, buildsTheSame } from "./build-hint.ts";
import type { ComposeFile } from "./compose.ts";
import { describeStages, likelyRoot, testStages } from "./dockerfile-stages.ts";
import type { FoundDockerfile, UnusableDockerfile } from "./dockerfiles.ts";
import { folderOf, relativePath } from "./tree.ts";
import type { BuildStep, Workflow } from "./workflows.ts";

/** An image that the gate may judge. */
export interface ProposedImage {
  /** Unique. */
  readonly name: string;
  /** Path of the Dockerfile. */
  readonly file: string;
  readonly context: string;
  /** Null for a last stage without a name. */
  readonly target: string | null;
  readonly testTargets: readonly string[];
  /** Those of them that a workflow builds already. */
  readonly testsInWorkflows: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Whether it is chosen by default. */
  readonly isDefault: boolean;
  /** Why it probably runs as root; null if only a build can show it. */
  readonly likelyRoot: string | null;
  /** Whether a bake file defines it: then `name` is its target, and the rest is only shown to people. */
  readonly isBakeTarget: boolean;
  /** The step of a workflow that already builds it. */
  readonly builtBy: WorkflowStep | null;
}

/** A step of a workflow. */
export interface WorkflowStep {
  readonly workflow: string;
  readonly step: BuildStep;
}

/** The Dockerfiles of a folder, and what builds them. All paths start from the repository's root. */
export interface FoundBuilds {
  /** Name of the folder. */
  readonly folder: string;
  readonly dockerfiles: readonly FoundDockerfile[];
  readonly unusable: readonly UnusableDockerfile[];
  readonly composeFiles: readonly ComposeFile[];
  readonly workflows: readonly Workflow[];
}

/**
 * The images that Dockerfiles make, in the order of their paths. Context, target and arguments come from a workflow
 * that builds the Dockerfile, else from a Compose file.
 */
export function proposeImages({
  folder,
  dockerfiles,
  composeFiles,
  workflows,
}: FoundBuilds): ProposedImage[] {
  const steps = workflows.flatMap(({ path, runsForChanges, builds }) =>
    builds.map((step) => ({ step, builtBy: runsForChanges ? { workflow: path, step } : null })),
  );
  const drafts = dockerfiles.flatMap((dockerfile): Draft[] => {
    const { path, kind, stages } = dockerfile;
    const all = steps.flatMap(({ step, builtBy }): Hint[] =>
      step.build?.file === path ? [{ ...step.build, builtBy }] : [],
    );
    const tests = testStages(stages);
    const isTest = ({ target }: Hint) => target !== null && tests.includes(target);
    const inWorkflows = all.filter((hint) => !isTest(hint));
    const testsInWorkflows = all
      .filter(isTest)
      .flatMap(({ target, builtBy }) => (builtBy === null ? [] : (target ?? [])));
    const inCompose = composeFiles
      .flatMap(({ builds }) => builds.filter(({ file }) => file === path))
      .map((build): Hint => ({ ...build, builtBy: null }));
    const hints = inWorkflows.length > 0 ? inWorkflows : inCompose;
    if (hints.length === 0 && kind !== null) return [];
    const byDefault = { file: path, context: dockerfile.context, target: null, buildArgs: {}, name: null };
    const used = hints.length > 0 ? hints : [{ ...byDefault, builtBy: null }];
    const different = used.filter((one, at) => used.findIndex((other) => buildsTheSame(one, other)) === at);
    return different.flatMap((hint) => draftsOf(dockerfile, hint, testsInWorkflows));
  });
  const taken = new Set<string>();
  return drafts.map(({ names, ...image }): ProposedImage => {
    const fitting = names.map(nameFrom).filter((name) => name !== "");
    const name = fitting.find((one) => !taken.has(one)) ?? numbered(fitting[0] ?? "image", taken);
    taken.add(name);
    return { ...image, name, isBakeTarget: false };
  });

  function draftsOf(dockerfile: FoundDockerfile, hint: Hint, testsInWorkflows: readonly string[]): Draft[] {
    const { stages, text, path } = dockerfile;
    const shipped = stages.find(({ role }) => role === "ships")?.name ?? null;
    const target = hint.target ?? shipped;
    const others = hint.target === null ? stages.filter(({ role }) => role === "may ship") : [];
    const names = new Set(others.flatMap(({ name }) => (name === null || name === target ? [] : [name])));
    const place = hint.name ?? placeName(dockerfile);
    const testTargets = testStages(stages).filter((name) => name !== target);
    const ofTarget = (name: string | null, isDefault: boolean): Draft => ({
      names: namesOf(place, name, isDefault),
      file: path,
      context: hint.context,
      target: name,
      testTargets,
      testsInWorkflows,
      buildArgs: hint.buildArgs,
      isDefault,
      likelyRoot: likelyRoot(text, name),
      builtBy: isDefault ? hint.builtBy : null,
    });
    return [
      ofTarget(target, true),
      ...[...names].slice(0, MOST_OFFERED).map((name) => ofTarget(name, false)),
    ];
  }

  /** Possible names, the best one first. */
  function namesOf(place: string | null, target: string | null, isDefault: boolean): string[] {
    const ofTarget = target ?? folder;
    if (place === null) return [ofTarget, `${folder}-${ofTarget}`];
    return isDefault ? [place, `${place}-${ofTarget}`] : [`${place}-${ofTarget}`];
  }
}

/** Most other stages of a Dockerfile to choose from. */
const MOST_OFFERED = 20;

interface Hint extends BuildHint {
  readonly builtBy: WorkflowStep | null;
}

interface Draft extends Omit<ProposedImage, "name" | "isBakeTarget"> {
  /** Possible names, the best one first. */
  readonly names: readonly string[];
}

/** Folder names that do not describe an image. */
const COMMON_FOLDERS: ReadonlySet<string> = new Set([
  ".",
  "docker",
  "build",
  "deploy",
  "deployment",
  "container",
  "package",
  "ci",
]);

/**
 * The name of an image by the place of its Dockerfile: `services/api/Dockerfile.worker` → `api-worker`; null for
 * nothing.
 */
function placeName({ path, label }: FoundDockerfile): string | null {
  const folders = folderOf(path).split("/");
  const folder = folders.findLast((name) => !COMMON_FOLDERS.has(name)) ?? null;
  return folder === null ? label : label === null ? folder : `${folder}-${label}`;
}

/** A short name of letters and digits, without characters that need quotes in YAML. */
function nameFrom(text: string): string {
  return text
    .normalize("NFC")
    .slice(0, 100)
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}

/** A target of a bake file. */
export interface BakeImage {
  readonly name: string;
  /** Path and text of the Dockerfile; null if it cannot be read here. */
  readonly dockerfile: { readonly path: string; readonly text: string } | null;
  readonly target: string | null;
}

/** The images of bake files. Those for tests or development are not chosen by default. */
export function proposeBakeImages(
  targets: readonly BakeImage[],
  workflows: readonly Workflow[],
): ProposedImage[] {
  const steps = workflows
    .filter((workflow) => workflow.runsForChanges)
    .flatMap(({ path, builds }) => builds.map((step) => ({ workflow: path, step })));
  const builtBy = steps.find(({ step }) => step.tool === "docker/bake-action") ?? null;
  const built = targets.flatMap((image) => image.target ?? []);
  return targets.map(({ name, dockerfile, target }) => ({
    name,
    file: dockerfile?.path ?? "Dockerfile",
    context: ".",
    target,
    testTargets:
      dockerfile === null
        ? []
        : testStages(describeStages(dockerfile.text)).filter((stage) => stage !== target),
    // Other targets of the bake files build them.
    testsInWorkflows: built,
    buildArgs: {},
    isDefault:
      unshippedKind(name.toLowerCase()) === null && unshippedKind(target?.toLowerCase() ?? "") === null,
    likelyRoot: dockerfile === null ? null : likelyRoot(dockerfile.text, target),
    isBakeTarget: true,
    builtBy,
  }));
}

/** The default bake files of a folder, in bake's order. */
export function bakeFilesIn(paths: readonly string[]): string[] {
  const names = [
    "docker-bake.json",
    "docker-bake.override.json",
    "docker-bake.hcl",
    "docker-bake.override.hcl",
  ];
  const there = names.filter((name) => paths.includes(name));
  // An override file alone does not count.
  return there.some((name) => !name.includes("override")) ? there : [];
}

/** An image with its paths from a folder, in place of the root. @param folder its path from the root */
export function seenFrom(folder: string, image: ProposedImage): ProposedImage {
  return { ...image, file: relativePath(folder, image.file), context: relativePath(folder, image.context) };
}

/** The default Dockerfile of a context. */
export function defaultFile(context: string): string {
  return context === "." ? "Dockerfile" : `${context}/Dockerfile`;
}
