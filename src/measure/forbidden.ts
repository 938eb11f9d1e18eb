import type { ForbiddenFile } from "../model/outcomes.ts";
import { pathMatcher } from "../patterns/path-matcher.ts";
import { mergeLayers } from "./filesystem.ts";
import type { Measurement } from "./measurement.ts";

/**
 * The files that match patterns, in the order of the layers: files of your layers, even if a later layer hides them,
 * because they ship; and visible files of the base image.
 * @param patterns of `pathMatcher`
 */
export function findForbidden({ image, entries }: Measurement, patterns: readonly string[]): ForbiddenFile[] {
  if (patterns.length === 0) return [];
  const patternOf = pathMatcher(patterns);
  const layers = entries.map((own) => own ?? []);
  const { fileAt } = mergeLayers(layers);
  return layers.flatMap((own, layer) => {
    const origin = image.layers[layer]?.origin ?? { kind: "unknown" };
    return own.flatMap((entry): ForbiddenFile[] => {
      if (entry.kind !== "file" && entry.kind !== "hard link") return [];
      const pattern = patternOf(entry.path);
      if (pattern === null) return [];
      const hidden = fileAt(entry.path)?.layer !== layer;
      if (hidden && origin.kind === "base") return [];
      return [{ path: entry.path, pattern, origin, size: entry.kind === "file" ? entry.size : 0, hidden }];
    });
  });
}
