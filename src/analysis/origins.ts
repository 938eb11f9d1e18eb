import type { Image } from "../image/image.ts";
import type { Origin } from "../report/report.ts";
import { readOriginsFromHistory } from "./history.ts";
import { readOrigins } from "./provenance.ts";

/** What made an image's layers, base image first. */
export interface Origins {
  readonly knownBy: "provenance" | "history";
  readonly base: {
    readonly name: string;
    /** As it stands behind FROM, variables not expanded. */
    readonly from: string | null;
    readonly digest: string | null;
    readonly layers: number;
  };
  /** One for each layer above the base image. */
  readonly own: readonly Extract<Origin, { kind: "instruction" }>[];
}

/** The Dockerfile that an image was built from. */
export interface BuiltFrom {
  /** Its path as it is shown. */
  readonly file: string;
  readonly text: string;
  /** Null for the last stage. */
  readonly target: string | null;
}

/**
 * Finds what made an image's layers: by provenance, which is exact, else by history.
 * @param provenance as BuildKit wrote it, or null
 * @returns null where neither accounts for every layer
 */
export function findOrigins(
  image: Image,
  { file, text, target }: BuiltFrom,
  provenance: unknown,
): Origins | null {
  const fits = (origins: Origins | null): origins is Origins =>
    origins !== null && origins.base.layers + origins.own.length === image.layers.length;
  const exact = readOrigins(provenance, file, target);
  if (fits(exact)) return exact;
  const likely = readOriginsFromHistory(image.config.history, text, target, file);
  return fits(likely) ? likely : null;
}
