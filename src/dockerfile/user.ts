import type { FilePlace } from "../model/report.ts";
import type { BuiltFrom } from "./built-from.ts";
import { parseChain } from "./instructions.ts";
import type { Naming } from "./sources.ts";

/**
 * The last USER of a target, also in a stage that it is built upon, or behind ONBUILD; null if the base image decides.
 */
export function userPlace({ file, text, target }: BuiltFrom, naming: Naming): FilePlace | null {
  const last = parseChain(text, target, naming)?.instructions.findLast(({ keyword }) => keyword === "USER");
  return last === undefined ? null : { file, lines: last.lines };
}
