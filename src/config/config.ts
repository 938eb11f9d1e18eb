import { isAbsolute, relative, resolve } from "node:path";
import type { BakeTarget } from "../bake/target.ts";
import { looksLikePath } from "../image/source.ts";
import { isNamePattern, nameMatcher } from "../patterns/names.ts";
import {
  ConfigError,
  didYouMean,
  didYouMeanImage,
  type Place,
  type Problem,
  writerFor,
} from "../values/problem.ts";
import { runInputs } from "./bake-request.ts";
import type { ConfigFile } from "./config-file.ts";
import { type ConfiguredImage, configureImages, NOWHERE } from "./configured-images.ts";
import { type Inputs, readImageSettings, readRunSettings, unknownNames } from "./inputs.ts";
import { IMAGE_SETTINGS, RUN_SETTINGS, type RunSettings } from "./settings.ts";

/** The whole configuration, valid in itself; whether stages and folders exist is not known yet. */
export interface Settings {
  /** Paths among them are absolute. */
  readonly run: RunSettings;
  /** In the order of the configuration file, then those of bake files alone in bake's order. */
  readonly images: readonly ConfiguredImage[];
  /** The same with those that `only` leaves out. */
  readonly configured: readonly ConfiguredImage[];
  /** The first line of the configuration file, or `NOWHERE` without one. */
  readonly place: Place;
  /** Place of the setting of the run with that name (kebab-case); the file, if nobody set it. */
  readonly placeOf: (setting: keyof typeof RUN_SETTINGS) => Place;
}

const IMAGE_NAMES = Object.keys(IMAGE_SETTINGS);
const RUN_NAMES = Object.keys(RUN_SETTINGS);

/** The settings that could be read, and the problems of the others. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/** The same for a configuration that must be valid. @throws ConfigError with every problem at once */
export function resolveSettings(...sources: Parameters<typeof readSettings>): Settings {
  const { settings, problems } = readSettings(...sources);
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
}

/**
 * Merges inputs (or flags), the configuration file and the targets of bake files. An image's own settings
 * come before the inputs, these before what its bake target says, and that before the file's defaults. Each
 * replaces the other's value as a whole, also a list, but for the settings that `mergeSources` merges by key. A
 * bake target is the image of its name.
 * @param bake the targets of the bake files that inputs and file name
 * @param root absolute folder that contexts must lie in (the repository), or null if there is none
 * @param cwd absolute folder that is the default context without a configuration file
 * @param unmatched the entries of the file that belong to no image, by their names
 */
export function readSettings(
  inputs: Inputs,
  file: ConfigFile | null,
  bake: readonly BakeTarget[],
  root: string | null,
  cwd: string,
  unmatched: ReadonlyMap<string, Problem> = new Map(),
): ReadSettings {
  const problems = [...findUnknownNames(inputs, file), ...unmatched.values()];
  const forRun = runInputs(inputs, file);
  const run = readRunSettings(forRun, problems);
  readEachSource(inputs, file, problems);
  const pathFrom = (setting: string, path: string) => resolve(forRun.get(setting)?.base ?? cwd, path);
  const outputDir = run.outputDir === null ? null : pathFrom("output-dir", run.outputDir);
  const baseline =
    run.baseline === null || !looksLikePath(run.baseline) ? run.baseline : pathFrom("baseline", run.baseline);
  const targets = run.bakeTargets === null ? undefined : forRun.get("bake-targets");
  if (targets !== undefined && run.bake === null) {
    problems.push({
      place: targets.place,
      message: "bake-targets has no effect without bake",
      hint: `Name the file that has them, for example: ${writerFor(targets.place)("bake", "docker-bake.hcl")}`,
    });
  }
  const images = configureImages(inputs, file, bake, cwd, problems).filter(
    ({ name }) => name === null || !unmatched.has(name),
  );
  for (const image of images) problems.push(...contradictions(image, images, root));

  const known = images.flatMap(({ name }) => name ?? []);
  const only = run.only;
  for (const name of only ?? []) {
    if (known.some(nameMatcher(name))) continue;
    const place = forRun.get("only")?.place ?? NOWHERE;
    const write = writerFor(place);
    problems.push({
      place,
      message: isNamePattern(name)
        ? `only: no image has a name that matches ${JSON.stringify(name)}`
        : `only: there is no image ${JSON.stringify(name)}`,
      hint:
        known.length > 0
          ? didYouMeanImage(name, known)
          : `No configuration file names an image: this run gates the last stage of the Dockerfile. Leave only out, or choose a stage, for example: ${write("target", "production")}`,
    });
  }
  const settings: Settings = {
    run: { ...run, outputDir, baseline },
    images: only === null ? images : withVariants(images, only),
    configured: images,
    place: file?.place ?? NOWHERE,
    placeOf: (setting) => forRun.get(setting)?.place ?? file?.place ?? NOWHERE,
  };
  return { settings, problems };
}

/** The problems of names and values that do not depend on the images. */
export function findMisspellings(inputs: Inputs, file: ConfigFile | null): Problem[] {
  const problems = findUnknownNames(inputs, file);
  readRunSettings(runInputs(inputs, file), problems);
  readEachSource(inputs, file, problems);
  return problems;
}

/** Takes note of every value that cannot be read, also of one that another value replaces. */
function readEachSource(inputs: Inputs, file: ConfigFile | null, problems: Problem[]): void {
  const entries = [...(file?.images.values() ?? [])].map(({ settings }) => settings);
  readRunSettings(file?.run ?? new Map(), problems);
  for (const source of [inputs, file?.defaults ?? new Map(), ...entries]) readImageSettings(source, problems);
}

function findUnknownNames(inputs: Inputs, file: ConfigFile | null): Problem[] {
  const ofImages =
    file === null ? [] : [file.defaults, ...[...file.images.values()].map((own) => own.settings)];
  return [
    ...(file?.problems ?? []),
    ...unknownNames(inputs, [...IMAGE_NAMES, ...RUN_NAMES]),
    ...ofImages.flatMap((source) => unknownNames(source, IMAGE_NAMES)),
  ];
}

/** The images that match, and those that they are compared with. */
function withVariants(images: readonly ConfiguredImage[], only: readonly string[]): ConfiguredImage[] {
  const matching = images.filter(({ name }) => name !== null && isNamedBy(only, name));
  const variants = new Set(matching.map(({ settings }) => settings.compareWith));
  return images.filter(
    (image) => matching.includes(image) || (image.name !== null && variants.has(image.name)),
  );
}

/** Whether one of the names or patterns matches an image's name. */
export function isNamedBy(only: readonly string[], name: string): boolean {
  return only.some((pattern) => nameMatcher(pattern)(name));
}

/** Problems of settings that are valid by themselves and contradict each other. */
function contradictions(
  image: ConfiguredImage,
  all: readonly ConfiguredImage[],
  root: string | null,
): Problem[] {
  const { name, settings, placeOf } = image;
  const problems: Problem[] = [];
  if (root !== null && isOutside(root, settings.context)) {
    problems.push({
      place: placeOf("context"),
      message: `context: ${settings.context} lies outside the repository (${root})`,
      hint: `Write a folder inside it, for example: ${writerFor(placeOf("context"))("context", "./app")}`,
    });
  }
  if (settings.image !== null && settings.target !== null && settings.file === null) {
    problems.push({
      place: placeOf("image"),
      message: `image and target${elsewhere(image, "target", "image")} contradict each other: an existing image is not built`,
      hint: REMOVE_OR_NAME_FILE,
    });
  }
  problems.push(...buildSettingsOfExisting(image));
  const others = all.flatMap((other) => (other === image || other.name === null ? [] : [other.name]));
  if (settings.compareWith !== null && !others.includes(settings.compareWith)) {
    problems.push({
      place: placeOf("compare-with"),
      message: `compare-with: ${name ?? "the image"} cannot be compared with ${JSON.stringify(settings.compareWith)}: there is no other image of that name`,
      hint: didYouMean(settings.compareWith, others),
    });
  }
  const variant = all.find((other) => other.name === settings.compareWith && other !== image);
  const lacking = (settings.platforms ?? []).filter(
    ({ name }) => variant?.settings.platforms?.some((other) => other.name === name) === false,
  );
  if (settings.compareWith !== null && lacking.length > 0) {
    problems.push({
      place: placeOf("compare-with"),
      message: `compare-with: ${settings.compareWith} is not built for ${lacking.map((one) => one.name).join(", ")}`,
      hint: "Give both images the same `platforms`: each platform is compared with the same platform.",
    });
  }
  if (settings.minSaving !== null && settings.compareWith === null) {
    problems.push({
      place: placeOf("min-saving"),
      message: "min-saving has no effect without compare-with",
      hint: `Write for example: ${writerFor(placeOf("min-saving"))("compare-with", "single-stage")}`,
    });
  }
  return problems;
}

/** Settings that only a build uses. */
const OF_BUILDS = [
  "test-target",
  "secrets",
  "ssh",
  "cache-from",
  "cache-to",
  "no-cache",
  "pull",
] as const satisfies (keyof typeof IMAGE_SETTINGS)[];

/** Settings that also explain the Dockerfile of an existing image: its variables and names. */
const OF_DOCKERFILES = ["build-args", "build-contexts"] as const satisfies (keyof typeof IMAGE_SETTINGS)[];

const REMOVE_OR_NAME_FILE =
  "Remove one of them, or set `file` to the Dockerfile that the image was built from.";

/** Build settings of an existing image. Defaults of all images may have them for the other images. */
function buildSettingsOfExisting(image: ConfiguredImage): Problem[] {
  const { settings, ownSettings, placeOf } = image;
  if (settings.image === null) return [];
  const values: Readonly<Record<string, unknown>> = {
    "test-target": settings.testTarget,
    secrets: settings.secrets,
    ssh: settings.ssh,
    "cache-from": settings.cacheFrom,
    "cache-to": settings.cacheTo,
    "no-cache": settings.noCache,
    pull: settings.pull,
    "build-args": settings.buildArgs,
    "build-contexts": settings.buildContexts,
  };
  const refused = [...OF_BUILDS, ...(settings.file === null ? OF_DOCKERFILES : [])];
  return refused
    .filter((name) => ownSettings?.has(name) === true && (values[name] ?? false) !== false)
    .map((name) => {
      const isOfDockerfile = OF_DOCKERFILES.some((other) => other === name);
      return {
        place: placeOf(name),
        message: `image${elsewhere(image, "image", name)} and ${name} contradict each other: an existing image is not built`,
        hint: isOfDockerfile ? REMOVE_OR_NAME_FILE : "Remove one of them.",
      };
    });
}

/** ` (.stagegate.yml:3)`: the place of a setting, if the other one is in another place; else "". */
function elsewhere(
  { placeOf }: ConfiguredImage,
  setting: keyof typeof IMAGE_SETTINGS,
  other: keyof typeof IMAGE_SETTINGS,
): string {
  const { name } = placeOf(setting);
  return name === placeOf(other).name || name === `--${setting}` || name === `input ${setting}`
    ? ""
    : ` (${name})`;
}

function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way.startsWith("..") || isAbsolute(way);
}
