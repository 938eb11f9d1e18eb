import type { Remedy } from "./advice.ts";

/** One sort of leftover: where it lies, and what to do about it. */
export interface LeftoverPattern extends Remedy {
  /** What it is, in a few words that go on with "in /some/folder". */
  readonly what: string;
  /** Patterns of `pathFinder`. */
  readonly paths: readonly string[];
  /** Paths among them that are needed at run time. */
  readonly except?: RegExp;
  /** Name of a file: where the image has one, all of the sort is needed at run time. */
  readonly neededBy?: string;
  /** Tells of instructions, one a line, whether they need it. */
  readonly usedBy?: (dockerfile: string) => boolean;
  /** The lines that count; all if it is left out. A line that makes such files on purpose is not among them. */
  readonly isFrom?: (text: string) => boolean;
  /** A base image that holds it is made for building. */
  readonly isCompiler?: true;
  /** Where the roots of matches are packages. */
  readonly packages?: {
    readonly nameOf: (root: string) => string;
    /** Names of which production's packages bring some along: alone they are no sign. */
    readonly mayBeNeeded: readonly string[];
  };
}

/** The folders that are a user's own, as a pattern: `/root/x` is `${HOME}/x`. */
export const HOME = "{root,home/*}";
