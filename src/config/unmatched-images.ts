import type { BakeTarget } from "../bake/target.ts";
import { isNamePattern, nameMatcher } from "../patterns/names.ts";
import { didYouMeanImage, isInBraces, type Problem } from "../values/problem.ts";
import type { ConfigFile } from "./config-file.ts";
import type { Inputs } from "./inputs.ts";

/** Settings that name the source of an image. */
const SOURCES = ["context", "file", "target", "image"];

/**
 * The entries of a configuration file that belong to no image, by their names. One kind is a name that no target of the
 * bake files has, without a source of its own: it would gate another image than the intended one. The other kind is a
 * pattern that matches no image's name.
 */
export function unmatchedImages(
  file: ConfigFile | null,
  bake: readonly BakeTarget[],
): ReadonlyMap<string, Problem> {
  const targets = bake.map(({ name }) => name);
  const written = [...(file?.images ?? [])];
  const isImage = (name: string, settings: Inputs) =>
    targets.length === 0 || targets.includes(name) || SOURCES.some((own) => settings.has(own));
  const images = written.flatMap(([name, { settings }]) =>
    !isNamePattern(name) && isImage(name, settings) ? [name] : [],
  );
  const names = [...new Set([...targets, ...images])];
  return new Map(
    written.flatMap(([name, { place, settings }]): [string, Problem][] => {
      if (isNamePattern(name)) {
        const message = `images.${name}: no image has a name that matches this pattern`;
        return names.some(nameMatcher(name))
          ? []
          : [[name, { place, message, hint: didYouMeanImage(name, names) }]];
      }
      if (isImage(name, settings)) return [];
      const message = `images.${name}: no target of ${bake[0]?.shown} has this name`;
      const hint = didYouMeanImage(name, targets);
      return [
        [
          name,
          {
            place,
            message,
            hint: isInBraces(name)
              ? hint
              : `${hint} If it is an image of its own, say what it is built from, for example: ${name}: {context: .}`,
          },
        ],
      ];
    }),
  );
}
