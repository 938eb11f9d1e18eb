import type { Origin } from "./measured.ts";

/** What is told of an image against its baseline. */

/** What an image is compared with, and where that comes from. */
export interface BaselineReport {
  /**
   * `stored`: measured by an earlier run; `built`: built and measured by this one; `given`: an image that
   * the settings name. There is none for the reason in `why`; `refused`: there is one, but not comparable.
   */
  readonly state: "stored" | "built" | "given" | "none" | "refused";
  /** The commit it was measured of; null where it is not of a commit, or none is known. */
  readonly commit: string | null;
  /** Name of the branch or of the image that it belongs to; null where there is none. */
  readonly name: string | null;
  /** How many commits lie between it and the commit that should be compared with. */
  readonly behind: number;
  /** Why there is none, or why it is refused; else null. */
  readonly why: string | null;
  /** The last lines of the error where the base does not build; else null. */
  readonly log: string | null;
  /** What was measured of it; null where nothing was. */
  readonly image: BaselineImage | null;
}

/** What is told of a baseline's image. */
export interface BaselineImage {
  /** What the image was called there, where that differs from its name now; else null. */
  readonly renamedFrom: string | null;
  /** Stage that was built; null for an unnamed one. */
  readonly target: string | null;
  readonly platform: string;
  /** In bytes. */
  readonly size: number;
  readonly transferSize: number | null;
  readonly layers: number;
  /** Name of its base image; null where that is not known. */
  readonly baseImage: string | null;
}

/** An image against its baseline. Bytes are differences: positive where the image has more. */
export interface ChangeReport {
  readonly size: number;
  /** Null where either is not known. */
  readonly transferSize: number | null;
  readonly layers: number;
  /** The part of `size` that a base image brought whose FROM did not change. */
  readonly drift: number;
  /** The rest: your layers and a changed FROM. */
  readonly growth: number;
  /** `growth` in percent of the baseline's size; null where that is 0. */
  readonly growthPercent: number | null;
  /** Whether it is so small that rebuilding alone may make it: written `≈ 0`. */
  readonly negligible: boolean;
  /** What made it, largest first; what did not change is left out. Their sizes sum to `size`. */
  readonly origins: readonly OriginChange[];
}

/** One origin against itself. */
export interface OriginChange {
  /** Null where the baseline has none like it. */
  readonly before: Origin | null;
  /** Null where it is no more. */
  readonly after: Origin | null;
  readonly size: number;
  /** The largest ten, folded by folder where that says more; empty where the files are not known. */
  readonly files: readonly FileChange[];
}

/** A file, or a folder of many, against itself. */
export interface FileChange {
  /** A folder's ends in a slash. */
  readonly path: string;
  /** A folder is `added` where it held no file before, and `removed` where it holds none now. */
  readonly kind: "added" | "removed" | "changed";
  /** Difference in bytes; 0 where a folder lost as much as it got. */
  readonly size: number;
  /** Number of files that differ in size: 1 for a file. */
  readonly files: number;
}
