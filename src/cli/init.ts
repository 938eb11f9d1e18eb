import { basename, join, relative } from "node:path";
import { repositoryRoot } from "../config/repository-root.ts";
import { StagegateError } from "../host/errors.ts";
import { type Ask, CancelledError, defaultAnswers } from "../init/ask.ts";
import { type ComposeFile, findComposeFiles } from "../init/compose.ts";
import { type Configuration, configurationText, isGuessed } from "../init/configuration-text.ts";
import { findDockerfiles } from "../init/dockerfiles.ts";
import { type MeasuredImage, measuredImages } from "../init/measured.ts";
import { failureNotes, guessNotes, indented, toleranceNotes } from "../init/notes.ts";
import { overview } from "../init/overview.ts";
import {
  type BakeImage,
  bakeFilesIn,
  type FoundBuilds,
  type ProposedImage,
  proposeBakeImages,
  proposeImages,
  seenFrom,
} from "../init/propose.ts";
import { listFiles, type Tree } from "../init/tree.ts";
import { readWorkflow, type Workflow } from "../init/workflows.ts";
import { visibleName } from "../init/yaml-text.ts";
import { terminalBlock } from "../report/escape.ts";
import { plural } from "../text/words.ts";
import { planCi } from "./init-ci.ts";
import { checkWritable, isThere, type PlannedFile, readText, whyUnusable, write } from "./init-files.ts";
import {
  failureText,
  type Init,
  type InitEnd,
  type InitOptions,
  type InitParts,
  type InitWorld,
  resultOf,
} from "./init-part.ts";
import { terminalAsk } from "./prompts.ts";

/** See `Init`. */
export const init: Init = (options, world, parts) => resultOf(() => askAndWrite(options, world, parts));

async function askAndWrite(options: InitOptions, world: InitWorld, parts: InitParts): Promise<InitEnd> {
  if (!options.yes && !world.isTerminal)
    throw new StagegateError(
      "init asks questions, and standard input or standard output is not a terminal",
      "To take the default of every question, run: stagegate init --yes",
    );
  try {
    await writeGate(options, world, parts, options.yes ? defaultAnswers : terminalAsk(world.signal));
    return "written";
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    world.stdout.write("Cancelled: no file was written.\n");
    return "cancelled";
  }
}

/**
 * `init` with the questions of `ask`.
 * @throws CancelledError if a person gives up
 * @throws StagegateError if there is nothing to gate, or a file cannot be written
 */
async function writeGate(
  { force }: Pick<InitOptions, "force">,
  world: Omit<InitWorld, "isTerminal">,
  parts: InitParts,
  ask: Ask,
): Promise<void> {
  const { cwd } = world;
  const say = (text: string) => world.stdout.write(`${terminalBlock(text)}\n`);
  const show = (path: string) => visibleName(relative(cwd, path));
  const root = repositoryRoot(cwd) ?? cwd;
  const folder = relative(root, cwd) || ".";

  const configuration = await configurationPath(cwd);
  await checkWritable(configuration.path, root, show);
  if (configuration.isThere && !force)
    throw new StagegateError(
      `${show(configuration.path)} already exists`,
      "To overwrite it, add --force. To see what it gates, run: npx stagegate",
    );
  const tree = await readTree(root, folder);
  const builds = await findBuilds(tree, root, folder);
  const bakeFiles = bakeFilesIn(await listFiles(cwd));
  if (builds.dockerfiles.length === 0 && bakeFiles.length === 0) throw nothingFound(cwd, builds);
  say(overview(builds, bakeFiles, folder).trimEnd());

  const proposed = await propose(builds, bakeFiles, root, world, parts, ask);
  const images = await withSource(await chooseImages(proposed.images, ask), ask);
  const draft: Configuration = {
    images,
    bakeFiles: proposed.bakeFiles,
    leftOut:
      proposed.bakeFiles.length === 0
        ? []
        : proposed.images.flatMap(({ name }) => (images.some((image) => image.name === name) ? [] : [name])),
    measured: null,
  };
  const ci = await planCi({ images, workflows: builds.workflows, root, cwd, parts, ask });
  for (const { path } of ci.files) await checkWritable(path, root, show);
  const measured = await measureImages(draft, configuration.path, world, parts, ask);
  const text = configurationText({ ...draft, measured });

  const files: PlannedFile[] = [{ path: configuration.path, text }, ...ci.files];
  say(files.map((file) => `\n${show(file.path)}:\n\n${indented(file.text)}`).join("\n"));
  if (!(await ask.confirm(`Write ${plural(files.length, "file")}?`, true))) throw new CancelledError();
  say("");
  for (const file of files) {
    await write(file, show);
    say(`Wrote ${show(file.path)}`);
  }

  const notes = [
    ...(measured === null ? [] : failureNotes(measured)),
    ...ci.notes,
    ...guessNotes(images.filter(({ name }) => isGuessed(measured?.get(name) ?? null))),
    ...(measured === null ? [] : toleranceNotes(measured)),
  ];
  const hasBudgets = measured !== null && [...measured.values()].some(({ size }) => size !== null);
  if (notes.length > 0) say(`\n${notes.join("\n\n")}`);
  say(
    `\n${hasBudgets ? "To gate the image here" : "To see the size of the image and set max-size"}, run: npx stagegate`,
  );
}

/** Path of the configuration: `.stagegate.yml`, unless `.stagegate.yaml` exists. */
async function configurationPath(cwd: string): Promise<{ readonly path: string; readonly isThere: boolean }> {
  for (const name of [".stagegate.yml", ".stagegate.yaml"])
    if (await isThere(join(cwd, name))) return { path: join(cwd, name), isThere: true };
  return { path: join(cwd, ".stagegate.yml"), isThere: false };
}

function nothingFound(cwd: string, { unusable: [first] }: FoundBuilds): StagegateError {
  if (first !== undefined)
    return new StagegateError(
      `no Dockerfile in ${cwd} can be used: ${visibleName(first.path)} ${first.why}`,
      "Run stagegate init in the folder of your application, or write a Dockerfile first.",
    );
  return new StagegateError(
    `no Dockerfile and no bake file in ${cwd} or a folder below it`,
    "Run stagegate init in the folder of your application, or write a Dockerfile first.",
  );
}

/** The files of a repository, and those of one of its folders, which may lie too deep to be listed from the root. */
async function readTree(root: string, folder: string): Promise<Tree> {
  const paths = await listFiles(root);
  const below = folder === "." ? [] : await listFiles(join(root, folder));
  return {
    paths: [...new Set([...paths, ...below.map((path) => `${folder}/${path}`)])].sort(),
    read: (path) => readText(join(root, path)),
    whyUnusable: (path) => whyUnusable(join(root, path)),
  };
}

/** The Dockerfiles of a folder, and what builds them from anywhere in the repository. */
async function findBuilds(tree: Tree, root: string, folder: string): Promise<FoundBuilds> {
  const isInside = (path: string) => folder === "." || path.startsWith(`${folder}/`);
  const { dockerfiles, unusable } = await findDockerfiles(tree);
  const composeFiles = await findComposeFiles(tree);
  const workflows = await readWorkflows(root, composeFiles);
  return {
    folder: basename(join(root, folder)),
    dockerfiles: dockerfiles.filter(({ path }) => isInside(path)),
    unusable: unusable.filter(({ path }) => isInside(path)),
    composeFiles: composeFiles.flatMap(({ path, builds }) => {
      const inside = builds.filter(({ file }) => isInside(file));
      return inside.length === 0 ? [] : [{ path, builds: inside }];
    }),
    workflows: workflows.map((workflow) => ({
      ...workflow,
      builds: workflow.builds.filter(({ build }) => (build === null ? folder === "." : isInside(build.file))),
    })),
  };
}

/** The workflows of a repository. @param root absolute */
async function readWorkflows(root: string, composeFiles: readonly ComposeFile[]): Promise<Workflow[]> {
  const paths = await listFiles(join(root, ".github/workflows"));
  const read = paths
    .filter((path) => /^[^/]+\.ya?ml$/.test(path))
    .map(async (path): Promise<Workflow[]> => {
      const text = await readText(join(root, ".github/workflows", path));
      return text === null ? [] : [readWorkflow(`.github/workflows/${path}`, text, composeFiles)];
    });
  return (await Promise.all(read)).flat();
}

interface Proposal {
  readonly images: readonly ProposedImage[];
  /** Empty if the images are not of bake files. */
  readonly bakeFiles: readonly string[];
}

/** The images of the bake files if there are any, or else those of the Dockerfiles; their paths start from `cwd`. */
async function propose(
  builds: FoundBuilds,
  bakeFiles: readonly string[],
  root: string,
  { stdout, cwd }: Pick<InitWorld, "stdout" | "cwd">,
  parts: InitParts,
  ask: Ask,
): Promise<Proposal> {
  const folder = relative(root, cwd);
  const ofDockerfiles: Proposal = {
    images: proposeImages(builds).map((image) => seenFrom(folder, image)),
    bakeFiles: [],
  };
  if (bakeFiles.length === 0) return ofDockerfiles;
  const shown = bakeFiles.join(" and ");
  const isAsked = ofDockerfiles.images.length > 0;
  const source = isAsked
    ? await ask.choose(
        "Which images should the gate judge?",
        [
          { value: "bake", label: `The targets of ${shown}` },
          { value: "dockerfiles", label: "The images of the Dockerfiles" },
        ],
        "bake",
      )
    : "bake";
  if (source === "dockerfiles") return ofDockerfiles;
  const listed = await parts.listBakeTargets(bakeFiles);
  if (listed.kind === "failed") {
    const text = failureText(listed);
    if (!isAsked) throw new StagegateError(listed.message, listed.hint);
    stdout.write(
      `${terminalBlock(`stagegate cannot list the targets of ${shown}, so it uses the Dockerfiles. ${text}`)}\n`,
    );
    return ofDockerfiles;
  }
  const images = await Promise.all(
    listed.value.map(async ({ name, folder, attributes }): Promise<BakeImage> => {
      const path = join(folder, attributes.context ?? ".", attributes.dockerfile ?? "Dockerfile");
      const text = attributes["dockerfile-inline"] === undefined ? await readText(path) : null;
      return {
        name,
        dockerfile: text === null ? null : { path: relative(cwd, path), text },
        target: attributes.target ?? null,
      };
    }),
  );
  return { images: proposeBakeImages(images, builds.workflows), bakeFiles };
}

async function chooseImages(images: readonly ProposedImage[], ask: Ask): Promise<readonly ProposedImage[]> {
  const byDefault = images.filter(({ isDefault }) => isDefault);
  const first = byDefault.length > 0 ? byDefault : images.slice(0, 1);
  if (images.length === 1) return images;
  const names = await ask.chooseSome(
    "Which images should the gate judge?",
    images.map((image) => ({ value: image.name, label: image.name, hint: builtFrom(image) })),
    first.map(({ name }) => name),
  );
  return images.filter(({ name }) => names.includes(name));
}

function builtFrom({ file, target }: ProposedImage): string {
  return visibleName(target === null ? file : `${file}, stage ${target}`);
}

/** Asks whether the gate judges the image that a workflow builds, or builds one itself. */
async function withSource(images: readonly ProposedImage[], ask: Ask): Promise<readonly ProposedImage[]> {
  const workflows = [...new Set(images.flatMap(({ builtBy }) => builtBy?.workflow ?? []))];
  if (workflows.length === 0) return images;
  const source = await ask.choose(
    `${workflows.map(visibleName).join(" and ")} already ${workflows.length === 1 ? "builds" : "build"} images. Which image should the gate judge?`,
    [
      { value: "built", label: "The one that the workflow builds", hint: "you add a step after the build" },
      { value: "own", label: "One that the gate builds", hint: "runs test stages; the image is built twice" },
    ],
    "built",
  );
  return source === "built" ? images : images.map((image) => ({ ...image, builtBy: null }));
}

/** Builds the images once, if there is an engine; null if they were not built. */
async function measureImages(
  draft: Configuration,
  path: string,
  { stdout }: Pick<InitWorld, "stdout">,
  { hasEngine, measure }: InitParts,
  ask: Ask,
): Promise<ReadonlyMap<string, MeasuredImage> | null> {
  if (!(await hasEngine())) {
    stdout.write("No Docker engine answers, so the budgets are comments.\n");
    return null;
  }
  const what = draft.images.length === 1 ? "the image" : `${draft.images.length} images`;
  if (!(await ask.confirm(`Build ${what} now to set budgets from the present size?`, true))) return null;
  stdout.write(`Building ${what} to set budgets from the present size.\n`);
  // The build shows the user, so nothing needs to be guessed from the Dockerfile.
  const strict = { ...draft, images: draft.images.map((image) => ({ ...image, likelyRoot: null })) };
  const report = await measure(path, configurationText(strict));
  if (report.kind === "done") return measuredImages(report.value);
  stdout.write(
    `${terminalBlock(`stagegate could not measure ${what}, so the budgets are comments. ${failureText(report)}`)}\n`,
  );
  return null;
}
