import { placeWords, shorten } from "../text/words.ts";
import type { HistoryOrigin, Origin, TraceOrigin } from "./report.ts";

/**
 * Whether an origin is an instruction that matches an expression, without ONBUILD before it.
 * @param how matches from the keyword on
 */
export function isWritten(origin: Origin, how: RegExp): boolean {
  return how.test(instructionOf(origin));
}

/**
 * The instruction of an origin, without an ONBUILD before it; empty if it is unknown. A history leaves out the flags of
 * a COPY, so it does not show whether the COPY takes from the build context: from a history, only a RUN counts.
 */
export function instructionOf(origin: Origin): string {
  if (origin.kind === "instruction") return origin.instruction.replace(/^ONBUILD\s+/i, "");
  return isOfDockerfile(origin) && /^RUN\b/.test(origin.instruction) ? origin.instruction : "";
}

/** Whether an origin is an instruction of a Dockerfile from the image's history. */
function isOfDockerfile(origin: Origin): origin is HistoryOrigin {
  return origin.kind === "history" && origin.by === "dockerfile";
}

/** `RUN make (by history)`; the words of a tool stay as they are, because they name the tool. */
export function historyWords({ by, instruction }: HistoryOrigin): string {
  return by === "dockerfile" || by === "other" ? `${instruction} (by history)` : instruction;
}

/** The origin of bytes of a `COPY --from`: `Dockerfile:4 RUN make`, `base image of stage build (golang)`. */
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

/** The stage, image or named context that a COPY takes from; null for the build context. */
export function fromIn(instruction: string): string | null {
  return /\s--from=(\S+)/.exec(instruction)?.[1] ?? null;
}

/** Whether a name may be the name of a stage. The name of an image with a tag or a registry never is. */
export function mayBeStage(from: string): boolean {
  return !/[/:@]/.test(from);
}

/** Whether an ADD takes files from an address or out of an archive, where .dockerignore has no effect. */
export function fetches(instruction: string): boolean {
  return /^ADD\b/i.test(instruction) && FETCHED.test(instruction);
}

const FETCHED = /\s(?:\w+:\/\/|git@)|\.(?:tar|tgz|tbz2?|txz)(?:\.\w+)?(?:["\s]|$)/i;
