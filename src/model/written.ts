import type { Origin } from "./report.ts";

/**
 * Whether an origin is an instruction that is written like that; ONBUILD before it is left out.
 * @param how matches from its keyword on
 */
export function isWritten(origin: Origin, how: RegExp): boolean {
  return origin.kind === "instruction" && how.test(origin.instruction.replace(/^ONBUILD\s+/i, ""));
}

/** The instruction of an origin, without the ONBUILD that may stand before it; empty where none is known. */
export function instructionOf(origin: Origin): string {
  return origin.kind === "instruction" ? origin.instruction.replace(/^ONBUILD\s+/i, "") : "";
}

/** Whether it is a COPY or ADD that takes from the build context. */
export function isFromContext(origin: Origin): boolean {
  return isWritten(origin, /^(?:COPY|ADD)\b(?!.*\s--from=)/i);
}
