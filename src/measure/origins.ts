import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { type Chain, parseChain } from "../dockerfile/instructions.ts";
import { UNKNOWN_NAMING } from "../dockerfile/sources.ts";
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
  { file, text, target, linked = {}, naming: given = UNKNOWN_NAMING }: BuiltFrom,
  provenance: unknown,
): Origins | null {
  const fits = (origins: LayerOrigins | null): origins is LayerOrigins =>
    origins !== null && origins.base.layers + origins.own.length === image.layers.length;
  const naming = { ...given, platform: given.platform ?? image.config.platform };
  const exact = readOrigins(provenance, file, target, linked, naming);
  const origins = fits(exact)
    ? exact
    : readOriginsFromHistory(image.config.history, text, target, file, naming);
  return fits(origins)
    ? { ...origins, variables: variablesOf(parseChain(text, target, naming), file) }
    : null;
}

function variablesOf(chain: Chain | null, file: string): Origins["variables"] {
  return (chain?.instructions ?? []).flatMap(({ keyword, variables, stage, lines }) =>
    variables.map((name) => ({
      name,
      origin: { kind: "instruction", stage, file, lines, instruction: `${keyword} ${name}` },
    })),
  );
}
