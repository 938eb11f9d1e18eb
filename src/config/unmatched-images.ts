import type { BakeTarget } from "../bake/target.ts";
import { didYouMean, type Problem } from "../values/problem.ts";
import type { ConfigFile } from "./config-file.ts";

/** What says by itself what an image is built from, or which one it is. */
const SOURCES = ["context", "file", "target", "image"];

/**
 * The images of a configuration file that are no target of its bake files and say nothing of their own about what
 * they are built from: a wrong name would else gate another image than the one that it means.
 */
export function unmatchedImages(file: ConfigFile | null, bake: readonly BakeTarget[]): Problem[] {
  const targets = bake.map(({ name }) => name);
  if (file === null || targets.length === 0) return [];
  return [...file.images]
    .filter(([name, { settings }]) => !targets.includes(name) && !SOURCES.some((own) => settings.has(own)))
    .map(([name, { place }]) => ({
      place,
      message: `images.${name}: no target of ${bake[0]?.shown} has this name`,
      hint: `${didYouMean(name, targets)} If it is an image of its own, say what it is built from, for example: ${name}: {context: .}`,
    }));
}
