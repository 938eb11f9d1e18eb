import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import * as v from "valibot";
import { inlineDockerfile } from "../bake/definition.ts";
import { inlinePath, readLinked } from "../bake/linked-dockerfiles.ts";
import { type ConfiguredImage, NOWHERE } from "../config/configured-images.ts";
import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { exists, findDockerfile, isDockerfileName, nearbyDockerfiles } from "../dockerfile/find.ts";
import { defaultTestTargets, namesOf, parseStages, type Stage, unshippedKind } from "../dockerfile/stages.ts";
import { StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import { readTextFile } from "../host/files.ts";
import { locateImage } from "../image/locate.ts";
import { type ImageSource, parseSource } from "../image/source.ts";
import type { FilePlace } from "../model/report.ts";
import {
  ConfigError,
  isFlag,
  nearest,
  type Problem,
  type WriteSetting,
  writerFor,
} from "../values/problem.ts";

/** An image whose stages, or whose source, are known to exist. */
export interface PlannedImage extends ConfiguredImage {
  /** Unique in a run; of an image with several platforms it names the platform: `production · linux/arm64`. */
  readonly name: string;
  /** Name of the configured image, the same for all its platforms. */
  readonly imageName: string;
  /** All platforms of the image that are judged; empty for the default platform alone. */
  readonly rowPlatforms: readonly string[];
  /** Platforms that the settings leave out, of those that the source holds or the bake file builds. */
  readonly leftPlatforms: readonly string[];
  /** Manifests with a platform that are not images: `linux/arm64 (application/vnd.example)`. */
  readonly otherManifests: readonly string[];
  /** Whether the tests of the image run for this row: they run once, on the builder's own platform. */
  readonly hasTests: boolean;
  /** The builder's own platform, if it is another than this row's; else null. */
  readonly testsOn: string | null;
  /** Null for an existing image without a known Dockerfile. */
  readonly builtFrom: BuiltFrom | null;
  readonly how: PlannedBuild | ExistingImage;
}

/** An image that is read as it is. */
export interface ExistingImage {
  readonly kind: "existing";
  readonly source: ImageSource;
  /** Why its platforms are unknown; left out if they are known. */
  readonly unreadable?: string;
}

/** What is built for an image. */
export interface PlannedBuild {
  readonly kind: "built";
  /** Absolute path of the Dockerfile. For an inline one: the path of its bake file, `#` and the target. */
  readonly file: string;
  readonly testTargets: readonly string[];
  /** The FROM of the target. */
  readonly place: FilePlace;
}

type SettingName = Parameters<ConfiguredImage["placeOf"]>[0];

/** Takes note of a problem with a setting. @param hintFor makes the hint, in the syntax of the setting's place */
type ReportProblem = (
  setting: SettingName,
  message: string,
  hintFor: (write: WriteSetting) => string,
) => null;

/**
 * Finds the Dockerfile, the target and the test targets of every image, or the source of an existing image.
 * @param cwd absolute; relative sources start from it, unless their image names another folder
 * @param show turns an absolute path into the one that is shown
 * @param unconfigured how a person would write a setting that nobody gave; null if there is a configuration file
 * @throws ConfigError with everything that is missing, at once
 */
export async function plan(
  images: readonly ConfiguredImage[],
  exec: Exec,
  cwd: string,
  show: (path: string) => string,
  unconfigured: WriteSetting | null = null,
): Promise<PlannedImage[]> {
  const problems: Problem[] = [];
  const planned: PlannedImage[] = [];
  const names = images.flatMap(({ name }) => name ?? []);
  for (const image of images) {
    const problem: ReportProblem = (setting, message, hintFor) => {
      const place = image.placeOf(setting);
      const write = place === NOWHERE && unconfigured !== null ? unconfigured : writerFor(place);
      // A flag that several images share is wrong once.
      const isKnown = problems.some((other) => other.place.name === place.name && other.message === message);
      if (!isKnown) problems.push({ place, message, hint: hintFor(write) });
      return null;
    };
    const result = await planOne(image, exec, cwd, show, problem, unconfigured !== null, names);
    if (result !== null) planned.push({ ...image, ...result, ...ONE_ROW, imageName: result.name });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return planned;
}

/** The platform fields of an image that has one platform. */
export const ONE_ROW = {
  rowPlatforms: [],
  leftPlatforms: [],
  otherManifests: [],
  hasTests: true,
  testsOn: null,
} as const;

async function planOne(
  { name, settings, bake, imageFolder, placeOf }: ConfiguredImage,
  exec: Exec,
  cwd: string,
  show: (path: string) => string,
  problem: ReportProblem,
  isUnconfigured: boolean,
  names: readonly string[],
): Promise<Pick<PlannedImage, "name" | "builtFrom" | "how"> | null> {
  const { image, target, context, buildArgs, buildContexts, platform } = settings;
  const naming = { buildArgs, buildContexts, platform };
  if (image !== null) {
    const text = settings.file === null ? null : await readDockerfile(settings.file, show, problem);
    const builtFrom =
      text === null || settings.file === null ? null : { file: show(settings.file), text, target, naming };
    const source = await findSource(image, imageFolder ?? cwd, exec, problem);
    if (source === null) return null;
    if (settings.smoke !== null && source.kind !== "engine")
      return problem("smoke", "smoke needs an image that is built here, or one of the engine", (write) =>
        inEngine(source, write),
      );
    return { name: name ?? shortName(image, source), builtFrom, how: { kind: "existing", source } };
  }
  const folder = await stat(context).catch(() => null);
  if (folder?.isDirectory() !== true)
    return problem("context", ...contextFault(context, folder !== null, cwd, show));
  const inline = inlineDockerfile({ settings, bake });
  const file =
    bake !== null && inline !== null
      ? inlinePath(bake, bake.name)
      : await findDockerfile(settings.file ?? join(context, "Dockerfile"));
  const nearby = async () =>
    (await nearbyDockerfiles(context)).map(show).filter((path) => path !== show(file));
  const isLacking = inline === null && settings.file === null && !(await exists(file));
  if (isLacking && isUnconfigured) return problem("file", ...noDockerfile(context, await nearby()));
  if (isLacking && isFlag(placeOf("context")))
    return problem("context", ...emptyFolder(context, show, names, await nearby()));
  const text = inline ?? (await readDockerfile(file, show, problem, nearby));
  if (text === null) return null;
  const ask = inline === null ? askBuildKit(exec, file, context) : askBuildKit(exec, "-", context, inline);
  const result = await planBuild(settings, file, text, ask, show, problem);
  if (result === null) return null;
  const linked = bake === null ? {} : await readLinked(settings.buildContexts ?? {}, bake, show);
  const builtFrom = { file: show(file), text, target: result.target, naming, linked };
  return { name: name ?? result.target ?? basename(context), builtFrom, how: result.build };
}

/** What is wrong with a build context that is no folder. @param isThere whether it is something else */
export function contextFault(
  context: string,
  isThere: boolean,
  cwd: string,
  show: (path: string) => string,
): [message: string, hintFor: (write: WriteSetting) => string] {
  const example = (write: WriteSetting) =>
    `Write the path of a folder, for example: ${write("context", "./app")}`;
  if (!isThere)
    return [
      `context: there is no folder ${show(context)}`,
      (write) => `stagegate looked in ${cwd}. ${example(write)}`,
    ];
  return [
    `context: ${show(context)} is a file, not a folder`,
    (write) =>
      isDockerfileName(basename(context))
        ? `Name a Dockerfile by ${write("file", show(context))}`
        : example(write),
  ];
}

/** Nothing says what to build. @param nearby paths of other Dockerfiles, as they are shown */
function noDockerfile(
  context: string,
  nearby: readonly string[],
): [message: string, hintFor: (write: WriteSetting) => string] {
  const [first = "docker/Dockerfile"] = nearby;
  const advice =
    nearby.length === 0
      ? "Run stagegate in the folder that has your Dockerfile, or name the file"
      : `stagegate found ${nearby.join(", ")}: name the file`;
  return [
    `there is no Dockerfile in ${context}, and no .stagegate.yml there or in a folder above`,
    (write) => `${advice}, for example: ${write("file", first)}`,
  ];
}

/**
 * What is wrong with a folder that the command line names and that has no Dockerfile. The name of an image was probably
 * meant, if there is one.
 * @param names names of the images
 * @param nearby paths of other Dockerfiles, as they are shown
 */
export function emptyFolder(
  folder: string,
  show: (path: string) => string,
  names: readonly string[],
  nearby: readonly string[],
): [message: string, hintFor: (write: WriteSetting) => string] {
  const near = nearest(basename(folder), names);
  const [first = "docker/Dockerfile"] = nearby;
  return [
    `context: the folder ${show(folder)} has no Dockerfile`,
    (write) =>
      near === null
        ? `Write the path of a folder that has one, or name the file, for example: ${write("file", first)}`
        : `Did you mean ${write("only", near)}?`,
  ];
}

/** How a smoke test gets an image that the engine does not have. */
function inEngine(source: Exclude<ImageSource, { kind: "engine" }>, write: WriteSetting): string {
  switch (source.kind) {
    case "registry":
      return `Pull the image before the gate, for example: docker pull ${source.name}`;
    case "podman":
      return `Copy the image into Docker before the gate, for example: podman image save ${source.name} | docker load`;
    default:
      return `Load the archive and name the image, for example: ${write("image", "app:latest")}`;
  }
}

/** A file or a directory is called by its own name, without its folders. */
function shortName(image: string, source: ImageSource): string {
  if (source.kind !== "archive" && source.kind !== "oci-directory") return image;
  const { reference } = source;
  return reference === undefined ? basename(source.path) : `${basename(source.path)}:${reference}`;
}

async function findSource(
  image: string,
  cwd: string,
  exec: Exec,
  problem: ReportProblem,
): Promise<ImageSource | null> {
  try {
    return await locateImage(parseSource(image, cwd), exec);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return problem("image", `image: ${error.message}`, () => error.hint ?? "");
  }
}

/** @param nearby paths of other Dockerfiles, as they are shown */
async function readDockerfile(
  file: string,
  show: (path: string) => string,
  problem: ReportProblem,
  nearby: () => Promise<string[]> = async () => [],
): Promise<string | null> {
  const content = await readTextFile(file);
  if (content.kind === "text") return content.text;
  const [other = "docker/Dockerfile", ...more] =
    content.code === "ENOENT" || content.code === "ENOTDIR" ? await nearby() : [];
  const hintFor = (write: WriteSetting) =>
    `Write the path of a Dockerfile, for example: ${[other, ...more].map((path) => write("file", path)).join(", ")}`;
  return content.code === "ENOENT" || content.code === "ENOTDIR"
    ? problem("file", `there is no Dockerfile at ${show(file)}`, hintFor)
    : problem("file", `${show(file)} ${content.why}`, hintFor);
}

async function planBuild(
  settings: ConfiguredImage["settings"],
  file: string,
  text: string,
  ask: AskStages,
  show: (path: string) => string,
  problem: ReportProblem,
): Promise<{ target: string | null; build: PlannedBuild } | null> {
  const stages = parseStages(text);
  const target = settings.target ?? stages.at(-1)?.name ?? null;
  const unshipped = settings.target === null && target !== null ? unshippedKind(target) : null;
  if (unshipped !== null) {
    const names = namesOf(stages);
    const shipped = names.findLast((name) => unshippedKind(name) === null) ?? "production";
    return problem(
      "target",
      `${show(file)} ends with stage ${JSON.stringify(target)}, which looks like a ${unshipped} stage`,
      (write) =>
        `Set the stage that ships, for example: ${write("target", shipped)} (stages: ${names.join(", ")})`,
    );
  }
  const testTargets = settings.testTarget ?? defaultTestTargets(stages).filter((name) => name !== target);
  const wanted = [
    ...(settings.target === null ? [] : [["target", settings.target] as const]),
    ...testTargets.map((name) => ["test-target", name] as const),
  ];
  const known = await knownStages(
    wanted.map(([, name]) => name),
    stages,
    ask,
  );
  for (const [setting, name] of wanted) {
    if (known === null || known.includes(name.toLowerCase())) continue;
    problem(setting, `${setting}: ${show(file)} has no stage ${JSON.stringify(name)}`, () =>
      stageHint(name, known),
    );
  }
  const from =
    stages.findLast(({ name }) => name !== null && name === target?.toLowerCase()) ?? stages.at(-1);
  const line = from?.line ?? 1;
  return {
    target,
    build: {
      kind: "built",
      file,
      testTargets,
      place: { file: show(file), lines: [line, line] },
    },
  };
}

/** What to do about a stage that is not there. @param known names of those that are */
export function stageHint(name: string, known: readonly string[]): string {
  if (known.length === 0)
    return `No stage of it has a name. Name one by \`FROM … AS ${name.toLowerCase()}\`, or leave the setting out.`;
  const near = nearest(name, known);
  return `${near === null ? "" : `Did you mean ${near}? `}Stages: ${known.join(", ")}.`;
}

/** Names of the stages as BuildKit knows them; null if it can't say. */
type AskStages = () => Promise<readonly string[] | null>;

/**
 * The names of the stages. The text of the Dockerfile is enough if it has all wanted names. Another front end
 * (`# syntax=`, BUILDKIT_SYNTAX) may know more stages, so BuildKit is asked before a name counts as wrong. Null if
 * BuildKit cannot answer, because the Dockerfile is wrong or the engine is old: then the build reports it.
 */
async function knownStages(
  wanted: readonly string[],
  stages: readonly Stage[],
  ask: AskStages,
): Promise<readonly string[] | null> {
  const names = namesOf(stages);
  return wanted.every((name) => names.includes(name.toLowerCase())) ? names : ask();
}

/** What `--call=targets` prints; an unnamed stage has no name. */
const namedTargets = v.object({ targets: v.array(v.object({ name: v.nullish(v.string()) })) });

/** @param file path of the Dockerfile; `-` to read it from `input` */
function askBuildKit(exec: Exec, file: string, context: string, input?: string): AskStages {
  return async () => {
    const { code, stdout } = await exec(
      "docker",
      ["buildx", "build", "--call=targets,format=json", "--file", file, context],
      input === undefined ? {} : { input },
    );
    if (code !== 0) return null;
    const { targets } = v.parse(namedTargets, JSON.parse(stdout));
    return targets.flatMap(({ name }) => name ?? []);
  };
}
