import { createHash } from "node:crypto";
import * as v from "valibot";
import { addChecksum, verifyChecksum } from "../host/checksum.ts";
import { traceError } from "../host/diagnostics.ts";
import { type CacheLimits, openFileCache } from "../host/file-cache.ts";
import type { ImageConfig } from "./image.ts";
import { hostPlatform } from "./platform.ts";
import { type AttachedProvenance, attachedIn } from "./provenance.ts";

/** An image of an engine or a registry without the contents of its layers. */
export interface CachedImage extends AttachedProvenance {
  readonly config: ImageConfig;
  /** Digests of its layers' blobs, base image first. */
  readonly blobs: readonly string[];
  /** Layers that its source lacks. */
  readonly missing: readonly MissingBlob[];
}

/** A layer that an image's source lacks. */
export interface MissingBlob {
  readonly digest: string;
  readonly diffId: string;
  /** In bytes, by the manifest; null if it has none. */
  readonly size: number | null;
}

/** Images of engines and registries from earlier runs, by their ids. */
export interface ImageCache {
  /**
   * The image of an id, or null. The id is a digest of the configuration or manifest, so it identifies the whole
   * image.
   * @param platform null for the only one, else the host's
   */
  readonly find: (id: string, platform: string | null) => Promise<CachedImage | null>;
  /** Stores an image that was read and verified. If that fails, the next run reads it again. */
  readonly keep: (id: string, platform: string | null, image: CachedImage) => Promise<void>;
}

/** Raise it with each change of `imageShape`, and of how a configuration is parsed. */
const FORMAT = 5;

/** Each image takes a few kB, and up to 4 MiB where provenance is attached to it. */
export const IMAGE_LIMITS = { number: 500, size: 64 * 1024 ** 2 } satisfies CacheLimits;

/**
 * The cache in a folder: one file for each image, with a checksum.
 * @param folder absolute; created on first use; two runs may use it at once
 * @param redact an image that it changes is not stored: it contains a confidential value
 */
export function openImageCache(folder: string, redact: (text: string) => string): ImageCache {
  const files = openFileCache(folder, IMAGE_LIMITS);
  return {
    find: async (id, platform) => {
      const name = nameOf(id, platform);
      const bytes = files.read(name);
      const image = bytes === null ? null : imageIn(bytes, name);
      if (image !== null) await files.touch(name);
      return image;
    },
    keep: async (id, platform, image) => {
      const name = nameOf(id, platform);
      const text = JSON.stringify({ name, ...image });
      if (redact(text) !== text) return;
      const bytes = addChecksum(Buffer.from(text));
      await files
        .write(name, bytes)
        .then(files.trim, (error: unknown) => traceError("an image cannot be remembered", error));
    },
  };
}

/** The id may be an index, so each platform is stored by itself. */
function nameOf(id: string, platform: string | null): string {
  const key = JSON.stringify([FORMAT, id, platform, hostPlatform()]);
  return createHash("sha256").update(key).digest("hex");
}

/** Null if the file is damaged, or that of another image. */
function imageIn(bytes: Buffer, name: string): CachedImage | null {
  const json = verifyChecksum(bytes)?.toString("utf8");
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), imageShape), json);
  if (!success || output.name !== name) return null;
  const { config, blobs, missing } = output;
  return { config, blobs, missing, ...attachedIn(output) };
}

const imageShape = v.object({
  name: v.string(),
  config: v.object({
    platform: v.string(),
    user: v.string(),
    labels: v.record(v.string(), v.string()),
    env: v.array(v.string()),
    healthcheck: v.boolean(),
    history: v.array(
      v.object({ createdBy: v.string(), comment: v.exactOptional(v.string()), emptyLayer: v.boolean() }),
    ),
  }),
  blobs: v.array(v.string()),
  missing: v.array(v.object({ digest: v.string(), diffId: v.string(), size: v.nullable(v.number()) })),
  provenance: v.optional(v.unknown()),
  provenanceFault: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<CachedImage & { readonly name: string }>;
