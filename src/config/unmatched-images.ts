import type { BakeTarget } from "../bake/target.ts";
import { isNamePattern, nameMatcher } from "../patterns/names.ts";
import { didYouMean, type Problem } from "../values/problem.ts";
import type { ConfigFile } from "./config-file.ts";

/** What says by itself what an image is built from, or which one it is. */
const SOURCES = ["context", "file", "target", "image"];

/**
 * The entries of a configuration file that are of no image: a name that no target of its bake files has and that says
 * nothing of its own about what it is built from, which would else gate another image than the one that it means; and
 * a pattern that no image's name matches.
 */
export function unmatchedImages(file: ConfigFile | null, bake: readonly BakeTarget[]): Problem[] {
  const targets = bake.map(({ name }) => name);
  const written = [...(file?.images ?? [])];
  const names = new Set([...targets, ...written.flatMap(([name]) => (isNamePattern(name) ? [] : [name]))]);
  return written.flatMap(([name, { place, settings }]): Problem[] => {
    if (isNamePattern(name)) {
      return [...names].some(nameMatcher(name))
        ? []
        : [
            {
              place,
              message: `images.${name}: no image has a name that matches this pattern`,
              hint: didYouMean(name, [...names]),
            },
          ];
    }
    if (targets.length === 0 || targets.includes(name) || SOURCES.some((own) => settings.has(own))) return [];
    return [
      {
        place,
        message: `images.${name}: no target of ${bake[0]?.shown} has this name`,
        hint: `${didYouMean(name, targets)} If it is an image of its own, say what it is built from, for example: ${name}: {context: .}`,
      },
    ];
  });
}
