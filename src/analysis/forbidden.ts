import type { ForbiddenFile } from "../rules/rule.ts";
import type { Measurement } from "./measurement.ts";

/** The files that patterns name, in the order of the layers. */
export function findForbidden(_measurement: Measurement, _patterns: readonly string[]): ForbiddenFile[] {
  return [];
}
