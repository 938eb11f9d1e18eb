import { isAbsolute, relative, resolve } from "node:path";
import { looksLikePath } from "../image/source.ts";
import type { ConfigFile } from "./file.ts";
import { readImageSettings, readRunSettings, type Source, unknownNames } from "./given.ts";
import { ConfigError, didYouMean, type Place, type Problem } from "./problem.ts";
import { IMAGE_SETTINGS, type ImageSettings, RUN_SETTINGS, type RunSettings } from "./settings.ts";

/** The whole configuration, valid in itself; whether stages and folders exist is not known yet. */
export interface Settings {
  /** Paths among them are absolute. */
  readonly run: RunSettings;
  /** In the order of the configuration file. */
  readonly images: readonly RequestedImage[];
}

/** An image as the configuration asks for it. */
export interface RequestedImage {
  /** Null without a configuration file: the target's name then serves. */
  readonly name: string | null;
  /** Paths among them are absolute. */
  readonly settings: ImageSettings & { readonly context: string };
  /** Where the setting of that name (kebab-case) was given, or the image itself where it was not. */
  readonly placeOf: (setting: keyof typeof IMAGE_SETTINGS) => Place;
}

/** Inputs that are not given and a file that is not there: everything by default. */
const NOWHERE: Place = { name: "configuration", at: null };

const IMAGE_NAMES = Object.keys(IMAGE_SETTINGS);
const RUN_NAMES = Object.keys(RUN_SETTINGS);

/**
 * Merges inputs (or flags) and the configuration file: an image's own settings come before the inputs,
 * the inputs before the file's defaults.
 * @param root absolute folder that contexts must lie in (the repository), or null where there is none
 * @param cwd absolute folder that is the context by default where there is no file
 * @throws ConfigError with every problem at once
 */
export function resolveSettings(
  inputs: Source,
  file: ConfigFile | null,
  root: string | null,
  cwd: string,
): Settings {
  const problems = unknownNames(inputs, [...IMAGE_NAMES, ...RUN_NAMES]);
  if (file !== null) {
    problems.push(...unknownNames(file.defaults, IMAGE_NAMES));
    for (const { settings } of file.images.values()) problems.push(...unknownNames(settings, IMAGE_NAMES));
  }
  const forRun: Source = new Map([...(file?.run ?? []), ...inputs]);
  const run = readRunSettings(forRun, problems);
  const pathFrom = (setting: string, path: string) => resolve(forRun.get(setting)?.base ?? cwd, path);
  const outputDir = run.outputDir === null ? null : pathFrom("output-dir", run.outputDir);
  const baseline =
    run.baseline === null || !looksLikePath(run.baseline) ? run.baseline : pathFrom("baseline", run.baseline);
  const defaults: Source = new Map([...(file?.defaults ?? []), ...inputs]);
  const entries: [name: string | null, place: Place, own: Source][] =
    file === null || file.images.size === 0
      ? [[null, NOWHERE, new Map()]]
      : [...file.images].map(([name, { place, settings }]) => [name, place, settings]);
  const images = entries.map(([name, place, own]) =>
    request(name, place, new Map([...defaults, ...own]), file?.folder ?? cwd, problems),
  );
  for (const image of images) problems.push(...contradictions(image, images, root));

  const known = images.flatMap(({ name }) => name ?? []);
  const only = run.only;
  for (const name of only ?? []) {
    if (known.includes(name)) continue;
    const place = forRun.get("only")?.place ?? NOWHERE;
    problems.push({
      place,
      message: `only: there is no image ${JSON.stringify(name)}`,
      hint: didYouMean(name, known),
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    run: { ...run, outputDir, baseline },
    images: only === null ? images : withVariants(images, only),
  };
}

/** The images named, and those that they are compared with. */
function withVariants(images: readonly RequestedImage[], only: readonly string[]): RequestedImage[] {
  const chosen = new Set(only);
  for (const { name, settings } of images) {
    if (name !== null && only.includes(name) && settings.compareWith !== null)
      chosen.add(settings.compareWith);
  }
  return images.filter(({ name }) => name !== null && chosen.has(name));
}

function request(
  name: string | null,
  place: Place,
  source: Source,
  folder: string,
  problems: Problem[],
): RequestedImage {
  const settings = readImageSettings(source, problems);
  const pathFrom = (setting: string, path: string) => resolve(source.get(setting)?.base ?? folder, path);
  const context = pathFrom("context", settings.context ?? ".");
  return {
    name,
    settings: {
      ...settings,
      context,
      file: settings.file === null ? null : pathFrom("file", settings.file),
      image:
        settings.image === null || !looksLikePath(settings.image)
          ? settings.image
          : pathFrom("image", settings.image),
      buildContexts:
        settings.buildContexts === null
          ? null
          : Object.fromEntries(
              Object.entries(settings.buildContexts).map(([key, value]) => [
                key,
                value === null || /^[a-z-]+:/.test(value) ? value : pathFrom("build-contexts", value),
              ]),
            ),
    },
    placeOf: (setting) => source.get(setting)?.place ?? place,
  };
}

/** What is valid by itself and wrong together. */
function contradictions(
  image: RequestedImage,
  all: readonly RequestedImage[],
  root: string | null,
): Problem[] {
  const { name, settings, placeOf } = image;
  const problems: Problem[] = [];
  if (root !== null && isOutside(root, settings.context)) {
    problems.push({
      place: placeOf("context"),
      message: `context: ${settings.context} lies outside the repository (${root})`,
      hint: "Write a folder inside it, for example: context: ./app",
    });
  }
  if (settings.image !== null && settings.target !== null && settings.file === null) {
    problems.push({
      place: placeOf("image"),
      message: "image and target contradict each other: an existing image is not built",
      hint: "Remove one of them, or name the Dockerfile that it was built from by file",
    });
  }
  const others = all.flatMap((other) => (other === image || other.name === null ? [] : [other.name]));
  if (settings.compareWith !== null && !others.includes(settings.compareWith)) {
    problems.push({
      place: placeOf("compare-with"),
      message: `compare-with: ${name ?? "the image"} has no other image ${JSON.stringify(settings.compareWith)} beside it`,
      hint: didYouMean(settings.compareWith, others),
    });
  }
  if (settings.minSaving !== null && settings.compareWith === null) {
    problems.push({
      place: placeOf("min-saving"),
      message: "min-saving says nothing without compare-with",
      hint: "Write for example: compare-with: single-stage",
    });
  }
  return problems;
}

function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way.startsWith("..") || isAbsolute(way);
}
