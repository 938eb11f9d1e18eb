/** What is measured of an image by itself. */

/** An image that was measured. `stagegate inspect --json` prints one. */
export interface MeasuredImage {
  /** `os/architecture[/variant]`. */
  readonly platform: string;
  /** Sum of the regular files of all layers' tars, in bytes. */
  readonly size: number;
  /** Sum of the layer blobs in bytes; null where the source holds uncompressed layers. */
  readonly transferSize: number | null;
  /** Base image first. */
  readonly layers: readonly LayerReport[];
  readonly user: UserReport;
  /** Null where it is not known which layers are the base image's. */
  readonly baseImage: BaseImageReport | null;
  /**
   * Bytes of your layers that a later layer deletes or replaces; the surviving copy is not waste. All
   * layers count as yours where the base image is not known.
   */
  readonly wasted: number;
  /**
   * The same by what hid what, most bytes first. The rows whose origin is the base image are beside it:
   * copies that your layers hold of its files, which are seen and so not wasted, but needless.
   */
  readonly waste: readonly WasteReport[];
  /** Files that your layers hold more than once, most bytes first; at most ten. */
  readonly duplicates: readonly DuplicateReport[];
  /** What needs not be in it, most bytes first. */
  readonly leftovers: readonly LeftoverReport[];
  /** Credentials that ship with it, in the order of its layers; those of its configuration last. */
  readonly secrets: readonly SecretReport[];
  /** Whether its configuration tells the engine how to find out that it is well. */
  readonly healthcheck: boolean;
}

/** A credential that ships with an image. Its content is kept nowhere. */
export interface SecretReport {
  /** What it is, in a few words: `a private key (RSA)`. */
  readonly what: string;
  /** Where it is: a file of a layer, a variable of the configuration, or a line of the history. */
  readonly kind: "file" | "variable" | "history";
  /** The file's path, or the name of the variable or build argument. */
  readonly name: string;
  /** What brought it in. */
  readonly origin: Origin;
  /** Whether a later layer hides the file; it ships all the same. */
  readonly hidden: boolean;
}

/** One layer. */
export interface LayerReport {
  /** Digest of the uncompressed tar. */
  readonly diffId: string;
  /** In bytes. */
  readonly size: number;
  /** In bytes. */
  readonly transferSize: number | null;
  /** Number of regular files. */
  readonly files: number;
  readonly origin: Origin;
}

/** What made a layer. */
export type Origin =
  | { readonly kind: "base" }
  | {
      readonly kind: "instruction";
      readonly stage: string | null;
      /** Path of the Dockerfile, from the working directory. */
      readonly file: string;
      /** First and last line, from 1. */
      readonly lines: readonly [number, number];
      /** As it stands in the Dockerfile, on one line. */
      readonly instruction: string;
    }
  | { readonly kind: "unknown" };

/** The user that a container of the image starts as. */
export interface UserReport {
  /** The configuration's `User`. */
  readonly configured: string;
  /** Name in the image's `/etc/passwd`; null where it has none there. */
  readonly name: string | null;
  /** Null where the configured user cannot be resolved: such a container does not start. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** Why it cannot be resolved; null where it can. */
  readonly problem: string | null;
}

/** The layers that come from the last external FROM of the target's chain. */
export interface BaseImageReport {
  /** As the Dockerfile names it, variables expanded where `knownBy` is provenance; "scratch" for none. */
  readonly name: string;
  /** As it stands behind FROM, variables not expanded; null where no Dockerfile tells it. */
  readonly from: string | null;
  /** What told it: BuildKit's provenance, which is exact, or the image's history beside the Dockerfile. */
  readonly knownBy: "provenance" | "history";
  readonly digest: string | null;
  /** Number of its layers. */
  readonly layers: number;
  /** In bytes. */
  readonly size: number;
  /** What it was made of where a stand-in took the place of the real image; else null. */
  readonly standIn: string | null;
}

/**
 * Bytes of one origin that a later one hid; or, where the origin is the base image, bytes that the later
 * one stored again though their content is the base image's (`touched`).
 */
export interface WasteReport {
  readonly origin: Origin;
  readonly hiddenBy: Origin;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** What hiding it was for: `deleted`, `replaced` by other content, or only `touched` (the same content). */
  readonly how: "deleted" | "replaced" | "touched";
  /** The deepest folder that holds all of them, or the one file; a folder's ends in a slash. */
  readonly path: string;
}

/** The same content under several paths. */
export interface DuplicateReport {
  /** Size of one copy in bytes. */
  readonly size: number;
  /** In the order of the layers, then by name; at least two, one for each copy. */
  readonly paths: readonly string[];
}

/** What an origin left in the image that nothing there needs. */
export interface LeftoverReport {
  readonly kind: LeftoverKind;
  /** What it is, in a few words: `apt's package lists`. */
  readonly what: string;
  readonly origin: Origin;
  /** The folder that holds all of it, or the one file. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Number of files. */
  readonly files: number;
  /** The change to make, one sentence. */
  readonly advice: string;
}

export type LeftoverKind = "package-cache" | "build-tool" | "dev-dependency" | "leftover";
