import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { type BuiltInstruction, builtInstructions } from "../dockerfile/triggers.ts";
import type { Image } from "../image/image.ts";
import { readOriginsFromHistory } from "./history-origins.ts";
import type { LayerOrigins, Origins } from "./layer-origins.ts";
import { readOrigins } from "./provenance-origins.ts";

/**
 * Finds what made an image's layers: by provenance, which is exact, else by history.
 * @param provenance as BuildKit wrote it, or null
 * @returns null where neither accounts for every layer
 */
export function findOrigins(
  image: Image,
  { file, text, target, linked = {} }: BuiltFrom,
  provenance: unknown,
): Origins | null {
  const fits = (origins: LayerOrigins | null): origins is LayerOrigins =>
    origins !== null && origins.base.layers + origins.own.length === image.layers.length;
  const exact = readOrigins(provenance, file, target, linked);
  const origins = fits(exact) ? exact : readOriginsFromHistory(image.config.history, text, target, file);
  return fits(origins)
    ? { ...origins, variables: variablesOf(builtInstructions(text, target) ?? [], file) }
    : null;
}

function variablesOf(instructions: readonly BuiltInstruction[], file: string): Origins["variables"] {
  return instructions.flatMap(({ keyword, stage, lines, text, isTrigger }) => {
    if (keyword !== "ENV" && keyword !== "ARG") return [];
    // The first may stand without a value: `ARG NAME`, `ENV NAME the value`.
    const names = text.matchAll(/^(?:ONBUILD\s+)?\w+\s+(\w+)|\s(\w+)=/gi);
    return Array.from(names, ([, first, other = ""]) => {
      const name = first ?? other;
      const instruction = `${isTrigger ? "ONBUILD " : ""}${keyword} ${name}`;
      return { name, origin: { kind: "instruction", stage, file, lines, instruction } };
    });
  });
}
