import { keywordOf, withoutMark } from "../docker/created-by.ts";
import { type Instruction, parseChain } from "../dockerfile/instructions.ts";
import type { Naming } from "../dockerfile/sources.ts";
import type { HistoryEntry } from "../image/image.ts";
import { begunUpon, isForAll } from "./history-entries.ts";
import { canHaveMade } from "./history-match.ts";
import type { DockerfileOrigins } from "./layer-origins.ts";

/** What a Dockerfile's lines made, as history tells it. */
export interface HistoryOrigins extends DockerfileOrigins {
  /**
   * Whether history shows where the base image ends. Otherwise the Dockerfile may lack instructions after its FROM,
   * and their layers would count as the base image's.
   */
  readonly showsBase: boolean;
}

/**
 * Reads which Dockerfile line made which layer from the image's own history, where there is no
 * provenance: each instruction left one entry, so the last entries are the target's instructions, and
 * what is before them is the base image's. ONBUILD triggers of the base image count as its own. An ONBUILD
 * itself leaves an entry with the legacy builder alone.
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
): HistoryOrigins | null {
  const chain = parseChain(dockerfile, target, naming);
  if (chain === null) return null;
  const { instructions } = chain;
  const withoutOnbuild = instructions.filter(({ keyword }) => keyword !== "ONBUILD");
  const made =
    matchHistory(history, withoutOnbuild) ??
    matchHistory(history, instructions) ??
    matchWords(history, withoutOnbuild);
  // One layer of all instructions is no single line's.
  if (made?.some(({ entry }, at) => at > 0 && entry?.emptyLayer === false && isForAll(entry)) !== false)
    return null;
  const start = history.length - made.length;
  if (chain.base === "scratch" && start > 0) return null;
  return {
    knownBy: "history",
    showsBase: showsBaseEnd(history, start),
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

/**
 * Where a Dockerfile that does not fit a history differs from it: read from the end, the first instruction that cannot
 * have made its entry. Null where that is not known: kaniko has no entries for some instructions, and instructions that
 * all have theirs may differ from the image in something else. Parameters as in `readOriginsFromHistory`.
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

/** Each instruction with its entry, the last with the last; null where they do not fit. */
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
 * Whether an image's own entries certainly begin at a position: nothing is below, another tool wrote what is below,
 * or that ends as images do, with CMD or ENTRYPOINT. buildah names the base image in the first entry of its own.
 */
function showsBaseEnd(history: readonly HistoryEntry[], start: number): boolean {
  const [below, first] = [history[start - 1], history[start]];
  if (below === undefined || first === undefined || begunUpon(first) !== null) return true;
  return /^(?:CMD|ENTRYPOINT)$/.test(keywordOf(below.createdBy)) || builderOf(below) !== builderOf(first);
}

/** The builder whose form an entry has. */
function builderOf({ createdBy, comment = "", emptyLayer }: HistoryEntry): string {
  if (/^FROM \S+$/.test(comment)) return "buildah";
  if (/^\|\d|^\/|#\(nop\)/.test(createdBy)) return "legacy builder";
  if (comment.startsWith("buildkit.") || withoutMark(createdBy) !== createdBy) return "BuildKit";
  if (keywordOf(createdBy) === "") return "other";
  return emptyLayer ? "BuildKit" : "kaniko";
}

/**
 * The same of kaniko, which has entries for layers only, in the words of the Dockerfile. A WORKDIR whose folder is
 * there already makes none. Null where an instruction that makes a layer has no entry: the Dockerfile is another one.
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
    // What is passed over has made no layer.
    if (at < 0 || instruction === undefined || !left.slice(at + 1).every(isOptional)) break;
    left.length = at;
    made.unshift({ instruction, entry });
  }
  return made.length > 0 && left.every(isOptional) ? made : null;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
