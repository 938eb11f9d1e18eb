import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { type Instruction, parseChain } from "../dockerfile/instructions.ts";
import type { Image } from "../image/image.ts";
import { canHaveMade } from "./history-match.ts";
import { readOriginsFromHistory } from "./history-origins.ts";
import type { Origins } from "./layer-origins.ts";
import { namingOf } from "./origins.ts";

/**
 * What shows that a provenance that was read from an image counts layers of the image's own as the base image's, in a
 * few words: its own Dockerfile, the image's history, or the Dockerfile that settings name. Null where nothing does.
 * @param claimed what the provenance says of the layers
 * @param attested the Dockerfile in the provenance
 * @param given the Dockerfile that settings name
 * @param baseLayers of the image without the provenance
 */
export function falseBaseIn(
  image: Image,
  claimed: Origins,
  attested: BuiltFrom,
  given: BuiltFrom | null,
  baseLayers: number,
): string | null {
  const { base, own, variables } = claimed;
  // Without variables, no Dockerfile tells the layers.
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
      return `it says that ${base.layers} layers are the base image's, but by ${builtFrom.file} and the history these are ${below}`;
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

/** Each of them is a step that makes a layer. What ONBUILD puts off may be shown at the FROM that triggers it. */
function instructionsWithLayer(image: Image, builtFrom: BuiltFrom): Instruction[] {
  const chain = parseChain(builtFrom.text, builtFrom.target, namingOf(builtFrom, image));
  return (chain?.instructions ?? []).filter(
    ({ keyword, text }) => /^(?:RUN|COPY|ADD)$/.test(keyword) && !/^ONBUILD\s/i.test(text),
  );
}

/**
 * Most layers that can be the base image's, by the history beside a Dockerfile: ONBUILD of the base image may have made
 * some of them. Null where they do not fit.
 */
function baseByHistory(image: Image, builtFrom: BuiltFrom): number | null {
  const { file, text, target } = builtFrom;
  const found = readOriginsFromHistory(image.config.history, text, target, file, namingOf(builtFrom, image));
  const isWhole = found !== null && found.base.layers + found.own.length === image.layers.length;
  return isWhole ? found.base.layers : null;
}
