import { resolve } from "node:path";
import { moveContext } from "../bake/target.ts";
import type { Problem } from "../values/problem.ts";
import { type Inputs, type InputValue, readSetting } from "./inputs.ts";

/** Settings of an image that are merged by key. A value of any other setting replaces the one before it. */
export const MERGED_BY_KEY = ["build-args", "build-contexts", "rules"] as const;

/**
 * Merges the settings of an image from several sources, the weakest source first. Of the settings in `MERGED_BY_KEY`,
 * each key has the value of the last source that has the key, as `docker buildx bake --set` does it.
 * @param problems receives values of these settings that cannot be read
 */
export function mergeSources(sources: readonly Inputs[], problems: Problem[]): Map<string, InputValue> {
  const merged = new Map(sources.flatMap((source) => [...source]));
  for (const setting of MERGED_BY_KEY) {
    const values = sources.flatMap((source) => source.get(setting) ?? []);
    const value = values.length < 2 ? undefined : mergeValues(setting, values, problems);
    if (value !== undefined) merged.set(setting, value);
  }
  return merged;
}

function mergeValues(
  setting: (typeof MERGED_BY_KEY)[number],
  values: readonly InputValue[],
  problems: Problem[],
): InputValue | undefined {
  const pairs = new Map<string, string | null>();
  const sources = new Map<string, InputValue>();
  for (const input of values) {
    for (const [key, value] of Object.entries(readSetting(setting, input, problems) ?? {})) {
      const isContext = setting === "build-contexts" && value !== null;
      pairs.set(key, isContext ? moveContext(value, (path) => resolve(input.base, path)) : value);
      sources.set(key, input);
    }
  }
  const last = values.at(-1);
  return last === undefined
    ? undefined
    : {
        value: Object.fromEntries(pairs),
        place: last.place,
        placeOfPart: (path) => {
          const source = sources.get(String(path[0])) ?? last;
          return source.placeOfPart?.(path) ?? source.place;
        },
        base: last.base,
      };
}
