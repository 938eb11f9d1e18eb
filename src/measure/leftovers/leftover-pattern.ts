import type { Remedy } from "./advice.ts";

/** One kind of leftover: its paths, and the advice on it. */
export interface LeftoverPattern extends Remedy {
  /** Its name, in a few words that fit before "in /some/folder". */
  readonly what: string;
  /** Patterns of `pathFinder`. */
  readonly paths: readonly string[];
  /** Paths among them that are needed at run time. */
  readonly except?: RegExp;
  /** Name of a file: if the image has such a file, the leftovers are needed at run time. */
  readonly neededBy?: string;
  /** Whether instructions, one on each line, need it. */
  readonly usedBy?: (dockerfile: string) => boolean;
  /** Whether a line counts; all lines count by default. A line that makes such files on purpose does not. */
  readonly isFrom?: (text: string) => boolean;
  /** A base image that holds it is made for building. */
  readonly isCompiler?: true;
  /** For patterns whose folders are packages. */
  readonly packages?: {
    readonly nameOf: (root: string) => string;
    /** Packages that production packages may depend on: alone, they prove nothing. */
    readonly mayBeNeeded: readonly string[];
  };
}

/** Home folders as a pattern: `/root/x` is `${HOME}/x`. */
export const HOME = "{root,home/*}";
