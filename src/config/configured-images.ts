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
  /** Null without a configuration file and bake files: then the target's name is used. */
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
   * Place of the setting with that name (kebab-case); the place of the image, if nobody set it.
   * @param part keys and indexes that lead to a part of the setting's value
   */
  readonly placeOf: (setting: keyof typeof IMAGE_SETTINGS, part?: readonly (string | number)[]) => Place;
}

/** The place of a setting that no input, no flag and no file sets. */
export const NOWHERE: Place = { name: "", at: null };

/**
 * The images of the inputs, the configuration file and the bake targets. If none of them has a name: the one image
 * that the inputs describe.
 * @param cwd absolute; default paths start from it if there is no configuration file
 * @param problems receives values that cannot be read, and values of bake targets that cannot be built
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

/** An image whose settings are not merged yet. */
interface Entry extends Pick<ConfiguredImage, "name" | "bake"> {
  readonly place: Place;
  /** The entries of the configuration file under `images` that match its name, in the file's order. */
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
  // The defaults must not replace an inline Dockerfile either.
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
      const input = source.get(setting);
      return (part === undefined ? undefined : input?.placeOfPart?.(part)) ?? input?.place ?? place;
    },
  };
}
