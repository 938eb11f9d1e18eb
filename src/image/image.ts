/** An image, the same for every source: an OCI directory, an OCI or docker archive, an engine, a registry. */
export interface Image {
  readonly config: ImageConfig;
  /** Base image first: the order of the config's `rootfs.diff_ids`. */
  readonly layers: readonly Layer[];
  /** The SLSA provenance (v0.2 or v1) that its builder attached to it, as parsed JSON; left out without one. */
  readonly provenance?: unknown;
  /** Why an attached provenance is not in `provenance`, in a few words; left out if none is attached. */
  readonly provenanceFault?: string;
}

/** The parts of an image's configuration that rules use. */
export interface ImageConfig {
  /** `os/architecture[/variant]`, as in `linux/arm64/v8`. */
  readonly platform: string;
  /** `Config.User` as it is written there; "" if it is unset. */
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
  /** May contain values of build arguments: never publish it. "" if it is unset. */
  readonly createdBy: string;
  /** Left out if it is unset. Some tools describe the layer here. */
  readonly comment?: string;
  readonly emptyLayer: boolean;
}

/** A layer with its contents. */
export interface Layer {
  /** Digest of the uncompressed tar, `sha256:…`. */
  readonly diffId: string;
  /** Size of the blob in bytes as it would be pushed; null if the source holds it uncompressed. */
  readonly transferSize: number | null;
  /** Empty for a layer that is missing. */
  readonly contents: LayerContents;
  /**
   * Whether it is a foreign layer of a Windows image that the source lacks; its contents are unknown. Left out for
   * others.
   */
  readonly isMissing?: true;
}

/** The contents of a layer's tar. */
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
  /** All entries of the layer, in the order of its tar. */
  readonly entries: readonly LayerEntry[];
}

/** A file of a layer that contains a credential. The credential itself is not stored. */
export interface LayerSecret {
  /** As in `LayerEntry`. */
  readonly path: string;
  /** What it is, in a few words: `a private key (RSA)`. */
  readonly what: string;
}

/** An entry of a layer. Its path has no leading or trailing slash; "" is the root. */
export type LayerEntry =
  | {
      readonly kind: "file";
      readonly path: string;
      /** In bytes, the holes of a sparse file included. */
      readonly size: number;
      /** Permission bits, the set-id and sticky ones included. */
      readonly mode: number;
      /** CRC-32 of the content; for a sparse file, of its stored pieces. */
      readonly crc: number;
    }
  | {
      /** Another name of an earlier file of the same tar, without bytes of its own. */
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
  /** A whiteout: it removes the path, and all below it, from lower layers. */
  | { readonly kind: "removed"; readonly path: string }
  /** An opaque directory: it removes all below the path from lower layers. */
  | { readonly kind: "emptied"; readonly path: string };
