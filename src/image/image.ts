/**
 * An image as it was read, the same whatever it was read from: an OCI directory, an OCI or docker
 * archive, an engine.
 */
export interface Image {
  readonly config: ImageConfig;
  /** Base image first: the order of the config's `rootfs.diff_ids`. */
  readonly layers: readonly Layer[];
  /** The SLSA provenance (v0.2 or v1) that its builder attached to it, as parsed JSON; left out without one. */
  readonly provenance?: unknown;
  /** Why an attached provenance is not in `provenance`, in a few words; left out where none is attached. */
  readonly provenanceFault?: string;
}

/** What the rules need of an image's configuration. */
export interface ImageConfig {
  /** `os/architecture[/variant]`, as in `linux/arm64/v8`. */
  readonly platform: string;
  /** `Config.User` as it is written there; "" where it is unset. */
  readonly user: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `KEY=value`, in the order of the configuration's `Env`. */
  readonly env: readonly string[];
  /** Whether its `Healthcheck` is set, and not to `NONE`. */
  readonly healthcheck: boolean;
  readonly history: readonly HistoryEntry[];
}

/** One entry of the configuration's history, oldest first. */
export interface HistoryEntry {
  /** May hold build-arg values: never published. "" where it is unset. */
  readonly createdBy: string;
  /** Left out where it is unset. Some tools say here what they made. */
  readonly comment?: string;
  readonly emptyLayer: boolean;
}

/** A layer with what was read of its contents. */
export interface Layer {
  /** Digest of the uncompressed tar, `sha256:…`. */
  readonly diffId: string;
  /** Size of the blob in bytes as it would be pushed; null where the source holds it uncompressed. */
  readonly transferSize: number | null;
  /** Empty for a layer that is missing. */
  readonly contents: LayerContents;
  /**
   * Whether it is a foreign layer of a Windows image that the source lacks: nothing is known of its contents. Left
   * out for others.
   */
  readonly isMissing?: true;
}

/** What one pass over a layer's tar found. */
export interface LayerContents {
  /** Sum of the sizes of the regular-file entries, in bytes. */
  readonly size: number;
  /** Number of regular-file entries. */
  readonly files: number;
  /**
   * The bytes of its `/etc/passwd` and `/etc/group`, and of small files that these may be links to, by path. A
   * hard link to one of them is here under its own path.
   */
  readonly watched: ReadonlyMap<string, Uint8Array>;
  /** The files that hold a credential, in the order of its tar. */
  readonly secrets: readonly LayerSecret[];
  /** All that the layer says of paths, in the order of its tar. */
  readonly entries: readonly LayerEntry[];
}

/** A file of a layer that holds a credential, of which nothing is kept. */
export interface LayerSecret {
  /** As in `LayerEntry`. */
  readonly path: string;
  /** What it is, in a few words: `a private key (RSA)`. */
  readonly what: string;
}

/** What a layer says of one path, which has no leading or trailing slash; "" is the root. */
export type LayerEntry =
  | {
      readonly kind: "file";
      readonly path: string;
      /** In bytes, the holes of a sparse file included. */
      readonly size: number;
      /** Permission bits, the set-id and sticky ones included. */
      readonly mode: number;
      /** CRC-32 of the content; of a sparse file, of what is stored of it. */
      readonly crc: number;
    }
  | {
      /** Another name of a file that stands before it in the same tar: no bytes of its own. */
      readonly kind: "hard link";
      readonly path: string;
      /** From the root of the image, as `path`. */
      readonly target: string;
    }
  | { readonly kind: "directory"; readonly path: string }
  | {
      readonly kind: "symlink";
      readonly path: string;
      /** As it is written, so it may be relative. */
      readonly target: string;
    }
  /** A device or a pipe. */
  | { readonly kind: "other"; readonly path: string }
  /** A whiteout: what lower layers have at the path, and below it, is gone. */
  | { readonly kind: "removed"; readonly path: string }
  /** An opaque directory: what lower layers have below the path is gone. */
  | { readonly kind: "emptied"; readonly path: string };
