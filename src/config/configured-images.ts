import { resolve } from "node:path";
import { type BakeTarget, moveContext } from "../bake/target.ts";
import { looksLikePath } from "../image/source.ts";
import { isNamePattern, nameMatcher } from "../patterns/names.ts";
import type { Place, Problem } from "../values/problem.ts";
import { impossible, placeOf, settingsOf } from "./bake-settings.ts";
import type { ConfigFile } from "./config-file.ts";
import { type Inputs, readImageSettings } from "./inputs.ts";
import { mergeSources } from "./merge.ts";
import type { IMAGE_SETTINGS, ImageSettings } from "./settings.ts";

/** An image as the configuration asks for it. */
export interface ConfiguredImage {
  /** Null without a configuration file and bake files: the target's name then serves. */
  readonly name: string | null;
  /** The target of a bake file that it is; null for one that only the settings describe. */
  readonly bake: BakeTarget | null;
  /** Paths among them are absolute. */
  readonly settings: ImageSettings & { readonly context: string };
  /** Absolute folder that a relative path in `image` starts from; left out without `image`. */
  readonly imageFolder?: string | undefined;
  /** Names (kebab-case) of the settings that are given for this image alone, and not for every image. */
  readonly ownSettings?: ReadonlySet<string>;
  /**
   * Where the setting of that name (kebab-case) was given, or the image itself where it was not.
   * @param part keys and indexes that lead to a part of the setting's value
   */
  readonly placeOf: (setting: keyof typeof IMAGE_SETTINGS, part?: readonly (string | number)[]) => Place;
}

/** The place of a setting that no input, no flag and no file sets. */
export const NOWHERE: Place = { name: "", at: null };

/**
 * The images that inputs, configuration file and bake targets ask for; without any name among them the one
 * that the inputs describe.
 * @param cwd absolute; paths that nobody gave start from it where there is no file
 * @param problems takes what cannot be read, and what of a bake target cannot be gated
 */
export function configureImages(
  inputs: Inputs,
  file: ConfigFile | null,
  bake: readonly BakeTarget[],
  cwd: string,
  problems: Problem[],
): ConfiguredImage[] {
  const defaults: Inputs = file?.defaults ?? new Map();
  const entries = entriesOf(file, bake);
  return entries.map((entry) => ({
    ...request(entry, defaults, inputs, file?.folder ?? cwd, problems),
    ownSettings: new Set([
      ...(file?.images.get(entry.name ?? "")?.settings.keys() ?? []),
      ...(entries.length === 1 ? inputs.keys() : []),
    ]),
  }));
}

/** An image before what is said of it is merged. */
interface Entry extends Pick<ConfiguredImage, "name" | "bake"> {
  readonly place: Place;
  /** What the configuration file says of it under `images`: the entries that its name matches, in the file's order. */
  readonly own: readonly Inputs[];
}

function entriesOf(file: ConfigFile | null, bake: readonly BakeTarget[]): Entry[] {
  const written = [...(file?.images ?? [])];
  const ownOf = (name: string) =>
    written.filter(([pattern]) => nameMatcher(pattern)(name)).map(([, { settings }]) => settings);
  const described = written
    .filter(([name]) => !isNamePattern(name))
    .map(([name, { place }]): Entry => {
      return { name, place, own: ownOf(name), bake: bake.find((target) => target.name === name) ?? null };
    });
  const others = bake.filter(({ name }) => file?.images.has(name) !== true);
  const entries = [
    ...described,
    ...others.map((target): Entry => {
      return { name: target.name, place: placeOf(target), own: ownOf(target.name), bake: target };
    }),
  ];
  return entries.length > 0 ? entries : [{ name: null, place: NOWHERE, own: [], bake: null }];
}

function request(
  { name, place, own, bake }: Entry,
  defaults: Inputs,
  inputs: Inputs,
  folder: string,
  problems: Problem[],
): ConfiguredImage {
  const ofBake: Inputs = bake === null ? new Map() : settingsOf(bake);
  const source = mergeSources([defaults, ofBake, inputs, ...own], problems);
  // An inline Dockerfile is one that the defaults must not replace either.
  if (bake !== null && ![ofBake, inputs, ...own].some((one) => one.has("file"))) source.delete("file");
  if (bake !== null) problems.push(...impossible(bake, source, ofBake));

  const settings = readImageSettings(source, problems);
  const pathFrom = (setting: string, path: string) => resolve(source.get(setting)?.base ?? folder, path);
  const context = pathFrom("context", settings.context ?? ".");
  // Bake has the Dockerfile's path start from the context, also from another one.
  const isFileOfBake = ofBake.has("file") && source.get("file") === ofBake.get("file");
  const fileFrom = (path: string) => (isFileOfBake ? resolve(context, path) : pathFrom("file", path));
  return {
    name,
    bake,
    settings: {
      ...settings,
      context,
      file: settings.file === null ? null : fileFrom(settings.file),
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
                value === null ? null : moveContext(value, (path) => pathFrom("build-contexts", path)),
              ]),
            ),
    },
    imageFolder: source.get("image")?.base,
    placeOf: (setting, part) => {
      const given = source.get(setting);
      return (part === undefined ? undefined : given?.placeOfPart?.(part)) ?? given?.place ?? place;
    },
  };
}
