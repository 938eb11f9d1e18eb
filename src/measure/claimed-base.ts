import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { type Instruction, parseChain } from "../dockerfile/instructions.ts";
import type { Image } from "../image/image.ts";
import { plural } from "../text/words.ts";
import { canHaveMade } from "./history-match.ts";
import { readOriginsFromHistory } from "./history-origins.ts";
import type { Origins } from "./layer-origins.ts";
import { namingOf } from "./origins.ts";

/**
 * Why the provenance that was read from an image is wrong about its base image, in a few words: it counts own layers of
 * the image as the base image's. The evidence is its own Dockerfile, the image's history, or the Dockerfile in the
 * settings. Null if nothing contradicts the provenance.
 * @param claimed the origins by the provenance
 * @param attested the Dockerfile in the provenance
 * @param given the Dockerfile in the settings
 * @param baseLayers number of base layers without the provenance
 */
export function falseBaseIn(
  image: Image,
  claimed: Origins,
  attested: BuiltFrom,
  given: BuiltFrom | null,
  baseLayers: number,
): string | null {
  const { base, own, variables } = claimed;
  // Without variables, no Dockerfile matches the layers.
  if (base === null || variables === null) return null;
  if (own.length === 0 && base.layers > baseLayers) return "it says that all layers are the base image's";
  const instructions = instructionsWithLayer(image, attested);
  const placeOf = ({ lines }: Instruction) =>
    own.findIndex(
      (origin) =>
        origin.kind === "instruction" && origin.file === attested.file && origin.lines[0] === lines[0],
    );
  const lost = instructions.find((instruction) => placeOf(instruction) < 0);
  if (lost !== undefined) return `no layer belongs to line ${lost.lines[0]} of its Dockerfile`;

  for (const builtFrom of [attested, ...(given === null ? [] : [given])]) {
    const below = baseByHistory(image, builtFrom);
    if (below !== null && base.layers > below)
      return `it counts ${plural(base.layers, "layer")} of the base image, but ${builtFrom.file} and the history show ${below}`;
  }
  const layers = image.config.history.filter(({ emptyLayer }) => !emptyLayer);
  if (layers.length !== image.layers.length) return null;
  const moved = instructions.find((instruction) => {
    const canBe = (at: number) => canHaveMade(instruction, layers[at]?.createdBy ?? "");
    const isBelow = Array.from({ length: base.layers }, (_, at) => at).some(canBe);
    return isBelow && !canBe(base.layers + placeOf(instruction));
  });
  return moved === undefined
    ? null
    : `the history shows line ${moved.lines[0]} of its Dockerfile at another layer`;
}

/** The instructions that make a layer, without ONBUILD: its layer may be shown at the FROM that triggers it. */
function instructionsWithLayer(image: Image, builtFrom: BuiltFrom): Instruction[] {
  const chain = parseChain(builtFrom.text, builtFrom.target, namingOf(builtFrom, image));
  return (chain?.instructions ?? []).filter(
    ({ keyword, text }) => /^(?:RUN|COPY|ADD)$/.test(keyword) && !/^ONBUILD\s/i.test(text),
  );
}

/**
 * The largest possible number of base layers by a Dockerfile and the history; ONBUILD of the base image may have made
 * some of them. Null if Dockerfile and history do not match.
 */
function baseByHistory(image: Image, builtFrom: BuiltFrom): number | null {
  const { file, text, target } = builtFrom;
  const found = readOriginsFromHistory(image.config.history, text, target, file, namingOf(builtFrom, image));
  const isWhole = found !== null && found.base.layers + found.own.length === image.layers.length;
  return isWhole ? found.base.layers : null;
}
