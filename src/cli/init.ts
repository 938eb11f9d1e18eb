import { stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { repositoryRoot } from "../config/repository-root.ts";
import { adviceFor, codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { makeFolder, readTextFile, writeWholeFile } from "../host/files.ts";
import { type Ask, CancelledError, defaultAnswers } from "../init/ask.ts";
import { type AddedStep, type GateInputs, gitHubWorkflow, gitLabJob, stepBehind } from "../init/ci-text.ts";
import { findComposeFiles } from "../init/compose.ts";
import { type Configuration, configurationText, isGuessed } from "../init/configuration-text.ts";
import { findDockerfiles } from "../init/dockerfiles.ts";
import { type MeasuredImage, measuredImages } from "../init/measured.ts";
import { overview } from "../init/overview.ts";
import {
  type BakeImage,
  bakeFilesIn,
  type FoundBuilds,
  type ProposedImage,
  proposeBakeImages,
  proposeImages,
} from "../init/propose.ts";
import { listFiles, type Tree } from "../init/tree.ts";
import { type FoundWorkflow, readWorkflow } from "../init/workflows.ts";
import { terminalBlock } from "../report/escape.ts";
import { plural } from "../text/words.ts";
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

/** A file that is to be written. */
interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/**
 * `init` with somebody, or nobody, to ask.
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
  const show = (path: string) => relative(cwd, path);
  const root = repositoryRoot(cwd) ?? cwd;

  const configuration = await configurationPath(cwd);
  if (configuration.isThere && !force)
    throw new StagegateError(
      `${show(configuration.path)} is there already`,
      "To overwrite it, add --force. To see what it gates, run: stagegate",
    );
  const tree: Tree = { paths: await listFiles(cwd), read: (path) => readText(join(cwd, path)) };
  const found: FoundBuilds = {
    folder: basename(cwd),
    dockerfiles: await findDockerfiles(tree),
    composeFiles: await findComposeFiles(tree),
    // Their paths start from the root, and so do those that they build.
    workflows: await readWorkflows(root),
  };
  const bakeFiles = bakeFilesIn(tree.paths);
  const shown = {
    ...found,
    workflows: found.workflows.filter(({ builds, gates }) => gates || builds.length > 0),
  };
  if (found.dockerfiles.length === 0 && bakeFiles.length === 0) throw nothingFound(cwd);
  say(overview(shown, bakeFiles).trimEnd());

  const proposed = await propose(
    root === cwd ? found : { ...found, workflows: [] },
    bakeFiles,
    world,
    parts,
    ask,
  );
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
  const measured = await measureImages(draft, configuration.path, world, parts, ask);
  const text = configurationText({ ...draft, measured });

  const ci = await planCi({ images, workflows: found.workflows, root, cwd, force, parts, ask });
  const files: PlannedFile[] = [{ path: configuration.path, text }, ...ci.files];
  say(files.map((file) => `\n${show(file.path)}:\n\n${indented(file.text)}`).join("\n"));
  if (!(await ask.confirm(`Write ${plural(files.length, "file")}?`, true))) throw new CancelledError();
  for (const file of files) await write(file, show);
  say(files.map((file) => `Wrote ${show(file.path)}`).join("\n"));

  const notes = [
    ...ci.notes,
    ...guessNotes(images.filter(({ name }) => isGuessed(measured?.get(name) ?? null))),
    ...(measured === null ? [] : toleranceNotes(measured)),
  ];
  if (notes.length > 0) say(`\n${notes.join("\n\n")}`);
  say(
    `\n${measured === null ? "To see the size of the image and set max-size" : "To gate the image here"}, run: npx stagegate`,
  );
}

/** Where the configuration belongs: `.stagegate.yml`, unless there is one of the other name. */
async function configurationPath(cwd: string): Promise<{ readonly path: string; readonly isThere: boolean }> {
  for (const name of [".stagegate.yml", ".stagegate.yaml"])
    if (await isThere(join(cwd, name))) return { path: join(cwd, name), isThere: true };
  return { path: join(cwd, ".stagegate.yml"), isThere: false };
}

function nothingFound(cwd: string): StagegateError {
  return new StagegateError(
    `there is no Dockerfile and no bake file in ${cwd}, or in a folder below it`,
    "Run stagegate init in the folder of your application, or write a Dockerfile first.",
  );
}

/** The workflows of a repository. @param root absolute */
async function readWorkflows(root: string): Promise<FoundWorkflow[]> {
  const paths = await listFiles(join(root, ".github/workflows"));
  const read = paths
    .filter((path) => /^[^/]+\.ya?ml$/.test(path))
    .map(async (path): Promise<FoundWorkflow[]> => {
      const text = await readText(join(root, ".github/workflows", path));
      return text === null ? [] : [readWorkflow(`.github/workflows/${path}`, text)];
    });
  return (await Promise.all(read)).flat();
}

interface Proposal {
  readonly images: readonly ProposedImage[];
  /** Empty if the images are not of bake files. */
  readonly bakeFiles: readonly string[];
}

/** The images of the bake files if there are any, or else those of the Dockerfiles. */
async function propose(
  found: FoundBuilds,
  bakeFiles: readonly string[],
  { stdout, cwd }: Pick<InitWorld, "stdout" | "cwd">,
  parts: InitParts,
  ask: Ask,
): Promise<Proposal> {
  const ofDockerfiles: Proposal = { images: proposeImages(found), bakeFiles: [] };
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
      `${terminalBlock(`The targets of ${shown} cannot be listed, so the Dockerfiles count. ${text}`)}\n`,
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
  return { images: proposeBakeImages(images, found.workflows), bakeFiles };
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
  return target === null ? file : `${file}, stage ${target}`;
}

/** Asks whether an image that a workflow builds already is to be built by the gate as well. */
async function withSource(images: readonly ProposedImage[], ask: Ask): Promise<readonly ProposedImage[]> {
  const workflows = [...new Set(images.flatMap(({ builtBy }) => builtBy?.workflow ?? []))];
  if (workflows.length === 0) return images;
  const source = await ask.choose(
    `${workflows.join(" and ")} builds images already. Which image should the gate judge?`,
    [
      { value: "built", label: "The one that the workflow builds", hint: "you add a step behind the build" },
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
    stdout.write("No Docker engine answers, so the budgets are left as comments.\n");
    return null;
  }
  const what = draft.images.length === 1 ? "the image" : `${draft.images.length} images`;
  if (!(await ask.confirm(`Build ${what} now, to set budgets from the present size?`, true))) return null;
  stdout.write(`Builds ${what}, to set budgets from the present size.\n`);
  // What was guessed from the Dockerfile is known then.
  const strict = { ...draft, images: draft.images.map((image) => ({ ...image, likelyRoot: null })) };
  const report = await measure(path, configurationText(strict));
  if (report.kind === "done") return measuredImages(report.value);
  stdout.write(
    `${terminalBlock(`The budgets are left as comments, since nothing could be measured. ${failureText(report)}`)}\n`,
  );
  return null;
}

interface CiQuestion {
  readonly images: readonly ProposedImage[];
  readonly workflows: readonly FoundWorkflow[];
  /** Absolute folder of the repository. */
  readonly root: string;
  readonly cwd: string;
  readonly force: boolean;
  readonly parts: InitParts;
  readonly ask: Ask;
}

/** What is written for the CI, and what is left to do by hand. */
async function planCi(question: CiQuestion): Promise<{ files: PlannedFile[]; notes: string[] }> {
  const { images, root, cwd, workflows, ask } = question;
  const config = root === cwd ? null : relative(root, join(cwd, ".stagegate.yml"));
  const steps = images.flatMap((image) =>
    image.builtBy === null
      ? []
      : [stepBehind(image, image.builtBy, { config, only: null }, images.length === 1)],
  );
  const notes = stepNotes(steps);
  const others = images.filter(({ builtBy }) => builtBy === null);
  if (others.length === 0) return { files: [], notes };
  const gating = workflows.find(({ gates }) => gates);
  if (gating !== undefined)
    return {
      files: [],
      notes: [...notes, `${gating.path} runs stagegate already, so no workflow was written.`],
    };
  const inputs = { config, only: steps.length === 0 ? null : others.map(({ name }) => name) };
  const ci = await ask.choose<"github" | "gitlab" | "none">(
    "Where does the gate run?",
    [
      { value: "github", label: "GitHub Actions" },
      { value: "gitlab", label: "GitLab CI" },
      { value: "none", label: "Neither", hint: "docs/ci.md has other CIs" },
    ],
    await likelyCi(question),
  );
  if (ci === "none") return { files: [], notes };
  const planned = await ciFile(ci, question, inputs);
  return planned.isThere && !(question.force && ci === "github")
    ? { files: [], notes: [...notes, keptNote(planned, ci, root)] }
    : { files: [planned], notes };
}

interface CiFile extends PlannedFile {
  readonly isThere: boolean;
}

async function ciFile(
  ci: "github" | "gitlab",
  { root, parts }: CiQuestion,
  inputs: GateInputs,
): Promise<CiFile> {
  const path = join(root, ci === "github" ? ".github/workflows/image.yml" : ".gitlab-ci.yml");
  const text = ci === "github" ? gitHubWorkflow(await defaultBranch(root, parts), inputs) : gitLabJob(inputs);
  return { path, text, isThere: await isThere(path) };
}

function keptNote({ path, text }: CiFile, ci: "github" | "gitlab", root: string): string {
  const shown = relative(root, path);
  return ci === "gitlab"
    ? `${shown} is there already, and init does not change it. Add this job to it:\n\n${indented(text)}`
    : `${shown} is there already, so it was not overwritten (--force does). Write this into another file beside it:\n\n${indented(text)}`;
}

/** One note for each job that gets steps. */
function stepNotes(steps: readonly AddedStep[]): string[] {
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
function toleranceNotes(measured: ReadonlyMap<string, MeasuredImage>): string[] {
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

function guessNotes(images: readonly ProposedImage[]): string[] {
  return images.flatMap(({ name, likelyRoot, file }) =>
    likelyRoot === null ? [] : [rootNote(`${name} probably runs as root: ${likelyRoot} (${file})`)],
  );
}

/** The CI that a repository seems to use. */
async function likelyCi({ root, parts, workflows }: CiQuestion): Promise<"github" | "gitlab"> {
  if (workflows.length > 0) return "github";
  if (await isThere(join(root, ".gitlab-ci.yml"))) return "gitlab";
  const { stdout } = await parts.exec("git", ["remote", "get-url", "origin"], { cwd: root });
  return /gitlab/i.test(stdout) ? "gitlab" : "github";
}

/** The default branch, as the clone knows it; `main` if it does not. */
async function defaultBranch(root: string, { exec }: InitParts): Promise<string> {
  const ask = async (...args: string[]) => {
    const { code, stdout } = await exec("git", args, { cwd: root });
    return code === 0 ? stdout.trim() : "";
  };
  const remote = await ask("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
  if (remote.startsWith("origin/")) return remote.slice("origin/".length);
  const local = await ask("symbolic-ref", "--short", "HEAD");
  return ["master", "trunk", "develop"].includes(local) ? local : "main";
}

async function write({ path, text }: PlannedFile, show: (path: string) => string): Promise<void> {
  try {
    await makeFolder(join(path, ".."));
    await writeWholeFile(path, text);
  } catch (error) {
    const code = codeOf(error);
    throw new StagegateError(`${show(path)} cannot be written: ${reasonOf(code)}`, adviceFor(code));
  }
}

async function readText(path: string): Promise<string | null> {
  const file = await readTextFile(path);
  return file.kind === "text" ? file.text : null;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ").trimEnd();
}
