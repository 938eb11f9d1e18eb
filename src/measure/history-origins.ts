import { keywordOf } from "../docker/created-by.ts";
import { parseChain } from "../dockerfile/instructions.ts";
import type { Naming } from "../dockerfile/sources.ts";
import type { HistoryEntry } from "../image/image.ts";
import type { LayerOrigins } from "./layer-origins.ts";

/**
 * Reads which Dockerfile line made which layer from the image's own history, where there is no
 * provenance: each instruction left one entry, so the last entries are the target's instructions, and
 * what is before them is the base image's. ONBUILD triggers of the base image count as its own.
 * @param dockerfile its text
 * @param target name of the stage, or null for the last one
 * @param file path of the Dockerfile as it is shown
 * @param naming what its variables and names stand for; nothing where nobody says it
 * @returns null where history and Dockerfile do not fit: another Dockerfile, or a squashed image
 */
export function readOriginsFromHistory(
  history: readonly HistoryEntry[],
  dockerfile: string,
  target: string | null,
  file: string,
  naming?: Naming,
): LayerOrigins | null {
  const chain = parseChain(dockerfile, target, naming);
  if (chain === null) return null;
  const start = history.length - chain.instructions.length;
  const made = chain.instructions.map((instruction, index) => ({
    instruction,
    entry: history[start + index],
  }));
  if (!made.every(({ instruction, entry }) => keywordOf(entry?.createdBy ?? "") === instruction.keyword))
    return null;
  return {
    knownBy: "history",
    // History does not tell the digest.
    base: {
      name: chain.base ?? chain.from,
      from: chain.from,
      digest: null,
      layers: history.slice(0, start).filter(({ emptyLayer }) => !emptyLayer).length,
    },
    own: made
      .filter(({ entry }) => entry?.emptyLayer === false)
      .map(({ instruction: { stage, lines, text } }) => ({
        kind: "instruction",
        stage,
        file,
        lines,
        instruction: text,
      })),
  };
}
