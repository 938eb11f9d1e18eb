import { keywordOf, withoutMark } from "../docker/created-by.ts";
import { type Instruction, parseChain } from "../dockerfile/instructions.ts";
import type { Naming } from "../dockerfile/sources.ts";
import type { HistoryEntry } from "../image/image.ts";
import { begunUpon, isForAll } from "./history-entries.ts";
import { canHaveMade } from "./history-match.ts";
import type { DockerfileOrigins } from "./layer-origins.ts";

/** The layers of a Dockerfile's lines by the image's history. */
export interface HistoryOrigins extends DockerfileOrigins {
  /**
   * Whether the history shows where the base image ends. If not, the Dockerfile may lack instructions after its FROM,
   * and their layers would count as the base image's.
   */
  readonly showsBase: boolean;
}

/**
 * Reads from the image's history which Dockerfile line made which layer, if there is no provenance. Each instruction
 * has one entry, so the last entries belong to the target's instructions, and earlier entries to the base image.
 * ONBUILD triggers of the base image count as the base image's. Only the legacy builder writes an entry for ONBUILD
 * itself.
 * @param dockerfile its text
 * @param target name of the stage, or null for the last one
 * @param file path of the Dockerfile for messages
 * @param naming the values of variables and names; undefined if they are unknown
 * @returns null if the history does not match the Dockerfile: another Dockerfile, or a squashed image
 */
export function readOriginsFromHistory(
  history: readonly HistoryEntry[],
  dockerfile: string,
  target: string | null,
  file: string,
  naming?: Naming,
): HistoryOrigins | null {
  const chain = parseChain(dockerfile, target, naming);
  if (chain === null) return null;
  const { instructions } = chain;
  const withoutOnbuild = instructions.filter(({ keyword }) => keyword !== "ONBUILD");
  const made =
    matchHistory(history, withoutOnbuild) ??
    matchHistory(history, instructions) ??
    matchWords(history, withoutOnbuild);
  // If one layer holds all instructions, it belongs to no single line.
  if (made?.some(({ entry }, at) => at > 0 && entry?.emptyLayer === false && isForAll(entry)) !== false)
    return null;
  const start = history.length - made.length;
  if (chain.base === "scratch" && start > 0) return null;
  return {
    knownBy: "history",
    showsBase: showsBaseEnd(history, start),
    // The history does not contain the digest.
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

/**
 * The first difference between a Dockerfile and a history, from the end: an instruction that cannot have made its
 * entry. Null if it is unknown: kaniko writes no entries for some instructions, and even if all entries match, the
 * image may differ in something else. Parameters as in `readOriginsFromHistory`.
 */
export function firstDifference(
  history: readonly HistoryEntry[],
  dockerfile: string,
  target: string | null,
  naming?: Naming,
): Instruction | null {
  const instructions = (parseChain(dockerfile, target, naming)?.instructions ?? []).filter(
    ({ keyword }) => keyword !== "ONBUILD",
  );
  if (history.some((entry) => builderOf(entry) === "kaniko")) return null;
  const start = history.length - instructions.length;
  return (
    instructions.findLast((instruction, at) => {
      const entry = history[start + at];
      return entry === undefined || !canHaveMade(instruction, entry.createdBy);
    }) ?? null
  );
}

interface MadeEntry {
  readonly instruction: Instruction;
  readonly entry: HistoryEntry | undefined;
}

/** Each instruction with its entry, from the last ones back; null if they do not match. */
function matchHistory(
  history: readonly HistoryEntry[],
  instructions: readonly Instruction[],
): MadeEntry[] | null {
  const start = history.length - instructions.length;
  const made = instructions.map((instruction, index) => ({ instruction, entry: history[start + index] }));
  const fits = made.every(
    ({ instruction, entry }) => entry !== undefined && canHaveMade(instruction, entry.createdBy),
  );
  return fits ? made : null;
}

/**
 * Whether an image's own entries certainly begin at a position: there are no entries before it, another tool wrote
 * them, or they end like an image, with CMD or ENTRYPOINT. buildah names the base image in its own first entry.
 */
function showsBaseEnd(history: readonly HistoryEntry[], start: number): boolean {
  const [below, first] = [history[start - 1], history[start]];
  if (below === undefined || first === undefined || begunUpon(first) !== null) return true;
  return /^(?:CMD|ENTRYPOINT)$/.test(keywordOf(below.createdBy)) || builderOf(below) !== builderOf(first);
}

/** The builder of an entry, by the entry's form. */
function builderOf({ createdBy, comment = "", emptyLayer }: HistoryEntry): string {
  if (/^FROM \S+$/.test(comment)) return "buildah";
  if (/^\|\d|^\/|#\(nop\)/.test(createdBy)) return "legacy builder";
  if (comment.startsWith("buildkit.") || withoutMark(createdBy) !== createdBy) return "BuildKit";
  if (keywordOf(createdBy) === "") return "other";
  return emptyLayer ? "BuildKit" : "kaniko";
}

/**
 * Each instruction with its entry for kaniko, which writes entries only for layers, with the text of the Dockerfile. A
 * WORKDIR makes no layer if its folder exists. Null if another instruction that makes a layer has no entry: then this
 * is not the image's Dockerfile.
 */
function matchWords(
  history: readonly HistoryEntry[],
  instructions: readonly Instruction[],
): MadeEntry[] | null {
  const left = instructions.filter(({ keyword }) => /^(?:RUN|COPY|ADD|WORKDIR)$/.test(keyword));
  const made: MadeEntry[] = [];
  const isOptional = ({ keyword }: Instruction) => keyword === "WORKDIR";
  for (const entry of history.toReversed()) {
    if (builderOf(entry) !== "kaniko") break;
    const words = oneLine(entry.createdBy);
    const at = left.findLastIndex((one) => oneLine(one.text) === words);
    const [instruction] = left.slice(at, at + 1);
    // Instructions without an entry have made no layer.
    if (at < 0 || instruction === undefined || !left.slice(at + 1).every(isOptional)) break;
    left.length = at;
    made.unshift({ instruction, entry });
  }
  return made.length > 0 && left.every(isOptional) ? made : null;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
