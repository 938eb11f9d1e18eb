import { placeWords, shorten } from "../text/words.ts";
import type { HistoryOrigin, Origin, TraceOrigin } from "./report.ts";

/**
 * Whether an origin is an instruction that is written like that; ONBUILD before it is left out.
 * @param how matches from its keyword on
 */
export function isWritten(origin: Origin, how: RegExp): boolean {
  return how.test(instructionOf(origin));
}

/**
 * The instruction of an origin, without the ONBUILD that may stand before it; empty where none is known. History
 * drops the flags of a COPY, so it does not tell whether that takes from the build context: there only a RUN is known.
 */
export function instructionOf(origin: Origin): string {
  if (origin.kind === "instruction") return origin.instruction.replace(/^ONBUILD\s+/i, "");
  return isOfDockerfile(origin) && /^RUN\b/.test(origin.instruction) ? origin.instruction : "";
}

/** Whether an origin is an instruction that an image's history tells. */
function isOfDockerfile(origin: Origin): origin is HistoryOrigin {
  return origin.kind === "history" && origin.by === "dockerfile";
}

/** `RUN make (by history)`; what a tool says is told as it stands: it names the tool. */
export function historyWords({ by, instruction }: HistoryOrigin): string {
  return by === "dockerfile" || by === "other" ? `${instruction} (by history)` : instruction;
}

/** What made bytes that a `COPY --from` took: `Dockerfile:4 RUN make`, `base image of stage build (golang)`. */
export function traceOriginWords(origin: TraceOrigin): string {
  if (origin.kind === "instruction") return `${placeWords(origin)} ${shorten(origin.instruction)}`;
  return origin.stage === null
    ? `image ${origin.name}`
    : `base image of stage ${origin.stage} (${origin.name})`;
}

/** Whether it is a COPY or ADD that takes from the build context. */
export function isFromContext(origin: Origin): boolean {
  return isWritten(origin, /^(?:COPY|ADD)\b(?!.*\s--from=)/i);
}

/** What a COPY takes from in place of the build context: a stage, an image or a named context; null for none. */
export function fromIn(instruction: string): string | null {
  return /\s--from=(\S+)/.exec(instruction)?.[1] ?? null;
}

/** Whether that may be the name of a stage, which no name of an image with a tag or a registry is. */
export function mayBeStage(from: string): boolean {
  return !/[/:@]/.test(from);
}

/** Whether an instruction adds what .dockerignore has no say in: from an address, or out of an archive. */
export function fetches(instruction: string): boolean {
  return /^ADD\b/i.test(instruction) && FETCHED.test(instruction);
}

const FETCHED = /\s(?:\w+:\/\/|git@)|\.(?:tar|tgz|tbz2?|txz)(?:\.\w+)?(?:["\s]|$)/i;
