import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import * as v from "valibot";
import { inlineDockerfile } from "../bake/definition.ts";
import { inlinePath, readLinked } from "../bake/linked-dockerfiles.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { findDockerfile } from "../dockerfile/find.ts";
import { defaultTestTargets, namesOf, parseStages, type Stage, unshippedKind } from "../dockerfile/stages.ts";
import { StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import { readTextFile } from "../host/files.ts";
import { locateImage } from "../image/locate.ts";
import { type ImageSource, parseSource } from "../image/source.ts";
import type { FilePlace } from "../model/report.ts";
import { ConfigError, nearest, type Problem } from "../values/problem.ts";

/** An image whose stages, or whose source, are known to exist. */
export interface PlannedImage extends ConfiguredImage {
  /** Unique in a run; of an image with several platforms it names the platform: `production · linux/arm64`. */
  readonly name: string;
  /** Name of the configured image, the same for all its platforms. */
  readonly imageName: string;
  /** All platforms that are judged of the image; empty if it is the only one, which nobody named. */
  readonly rowPlatforms: readonly string[];
  /** Platforms that the source holds, or the bake file builds, and the settings leave out. */
  readonly leftPlatforms: readonly string[];
  /** Manifests that the source lists by a platform and that are no images: `linux/arm64 (application/vnd.example)`. */
  readonly otherManifests: readonly string[];
  /** Whether the tests of the image run for this row: they run once, on the builder's own platform. */
  readonly hasTests: boolean;
  /** The builder's own platform, if it is another than this row's; else null. */
  readonly testsOn: string | null;
  /** Null for an existing image of which nobody says what it was built from. */
  readonly builtFrom: BuiltFrom | null;
  readonly how: PlannedBuild | ExistingImage;
}

/** An image that is read as it is. */
export interface ExistingImage {
  readonly kind: "existing";
  readonly source: ImageSource;
  /** Why nobody knows which platforms it has; left out where that is known. */
  readonly unreadable?: string;
}

/** What is built for an image. */
export interface PlannedBuild {
  readonly kind: "built";
  /** Absolute path of the Dockerfile; of an inline one that of its bake file, `#` and the target. */
  readonly file: string;
  readonly testTargets: readonly string[];
  /** The FROM of the target. */
  readonly place: FilePlace;
}

/** Takes note of a problem with a setting. */
type ReportProblem = (
  setting: Parameters<ConfiguredImage["placeOf"]>[0],
  message: string,
  hint: string,
) => null;

/**
 * Finds every image's Dockerfile, target and test targets, or its source where it exists already.
 * @param cwd absolute; relative sources start from it where their image does not say another folder
 * @param show turns an absolute path into the one that is shown
 * @param isUnconfigured no configuration file was found, which an error says then
 * @throws ConfigError with everything that is missing, at once
 */
export async function plan(
  images: readonly ConfiguredImage[],
  exec: Exec,
  cwd: string,
  show: (path: string) => string,
  isUnconfigured = false,
): Promise<PlannedImage[]> {
  const problems: Problem[] = [];
  const planned: PlannedImage[] = [];
  for (const image of images) {
    const problem: ReportProblem = (setting, message, hint) => {
      problems.push({ place: image.placeOf(setting), message, hint });
      return null;
    };
    const found = await planOne(image, exec, cwd, show, problem, isUnconfigured);
    if (found !== null) planned.push({ ...image, ...found, ...ONE_ROW, imageName: found.name });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return planned;
}

/** Of an image that has one platform. */
export const ONE_ROW = {
  rowPlatforms: [],
  leftPlatforms: [],
  otherManifests: [],
  hasTests: true,
  testsOn: null,
} as const;

async function planOne(
  { name, settings, bake, imageFolder }: ConfiguredImage,
  exec: Exec,
  cwd: string,
  show: (path: string) => string,
  problem: ReportProblem,
  isUnconfigured: boolean,
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
      return problem(
        "smoke",
        "smoke needs an image that is built here, or one of the engine",
        inEngine(source),
      );
    return { name: name ?? shortName(image, source), builtFrom, how: { kind: "existing", source } };
  }
  const isFolder = await stat(context).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    return problem(
      "context",
      `context: ${show(context)} is not a folder`,
      "Write for example: context: ./app",
    );
  const inline = inlineDockerfile({ settings, bake });
  const file =
    bake !== null && inline !== null
      ? inlinePath(bake, bake.name)
      : await findDockerfile(settings.file ?? join(context, "Dockerfile"));
  const searched =
    isUnconfigured && settings.file === null
      ? `stagegate looked in ${context}, and found no .stagegate.yml there or above it. `
      : "";
  const text = inline ?? (await readDockerfile(file, show, problem, searched));
  if (text === null) return null;
  const ask = inline === null ? askBuildKit(exec, file, context) : askBuildKit(exec, "-", context, inline);
  const found = await planBuild(settings, file, text, ask, show, problem);
  if (found === null) return null;
  const linked = bake === null ? {} : await readLinked(settings.buildContexts ?? {}, bake, show);
  const builtFrom = { file: show(file), text, target: found.target, naming, linked };
  return { name: name ?? found.target ?? basename(context), builtFrom, how: found.build };
}

/** How a smoke test gets an image that the engine does not have. */
function inEngine(source: Exclude<ImageSource, { kind: "engine" }>): string {
  switch (source.kind) {
    case "registry":
      return `Pull the image before the gate, for example: docker pull ${source.name}`;
    case "podman":
      return `Copy the image into Docker before the gate, for example: podman image save ${source.name} | docker load`;
    default:
      return "Load the archive and name the image, for example: image: app:latest";
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
    return problem("image", `image: ${error.message}`, error.hint ?? "");
  }
}

/** @param searched what a hint says first if the file is not there */
async function readDockerfile(
  file: string,
  show: (path: string) => string,
  problem: ReportProblem,
  searched = "",
): Promise<string | null> {
  const found = await readTextFile(file);
  if (found.kind === "text") return found.text;
  const hint =
    "Write its path, for example: file: docker/Dockerfile (on a command line: --file docker/Dockerfile)";
  return found.code === "ENOENT" || found.code === "ENOTDIR"
    ? problem("file", `there is no Dockerfile at ${show(file)}`, `${searched}${hint}`)
    : problem("file", `the Dockerfile ${show(file)} ${found.why}`, hint);
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
      `${show(file)} ends with stage ${target}, which looks like a ${unshipped} stage`,
      `Set the stage that ships, for example: target: ${shipped} (stages: ${names.join(", ")})`,
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
    const near = nearest(name, known);
    const stagesThere = `Stages: ${known.join(", ") || "none with a name"}.`;
    problem(
      setting,
      `${setting}: ${show(file)} has no stage ${JSON.stringify(name)}`,
      near === null ? stagesThere : `Did you mean ${near}? ${stagesThere}`,
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

/** Names of the stages as BuildKit knows them; null where it can't say. */
type AskStages = () => Promise<readonly string[] | null>;

/**
 * The names of the stages: as the text says if that has all that is wanted, by the rules of BuildKit's own
 * Dockerfile front end. Another front end (`# syntax=`, BUILDKIT_SYNTAX) may know more stages, so BuildKit is asked
 * before a name counts as wrong. Null where it can't say, since the Dockerfile is wrong or the engine is old: the
 * build tells.
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

/** @param file path of the Dockerfile; `-` where it is `input` */
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
