import { StagegateError } from "../errors.ts";
import { readArchive } from "./archive.ts";
import { Damage } from "./damage.ts";
import { dockerSave, type SaveImage } from "./engine.ts";
import { readBytes } from "./file.ts";
import type { Image } from "./image.ts";
import type { LayerCache } from "./layer-cache.ts";
import { Allowance, DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { readOciDirectory } from "./oci.ts";
import { type Source, sourceName } from "./source.ts";

export interface ReadOptions {
  /** `os/architecture[/variant]`, as in `linux/arm64`; else the only one there is, else the host's. */
  readonly platform?: string | undefined;
  /** Replaces some of `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  /** How an engine's image is got; by `docker save` when not given. */
  readonly saveImage?: SaveImage;
  /** Spares reading the layers that it knows; for an OCI directory that `placeHolders` prepared. */
  readonly cache?: LayerCache | undefined;
}

/**
 * Reads an image: the same value for the same image from every source, but for transfer sizes, which a
 * source of uncompressed layers does not know. All digests are verified. Everything is streamed, nothing
 * is written to the disk. Throws StagegateError, one, that names the source, the blob and the entry.
 */
export async function readImage(source: Source, options: ReadOptions = {}): Promise<Image> {
  const platform = options.platform ?? null;
  const allowance = new Allowance({ ...DEFAULT_LIMITS, ...options.limits });
  try {
    switch (source.kind) {
      case "oci-directory":
        return await readOciDirectory(source.path, platform, allowance, options.cache ?? null);
      case "archive":
        return await readArchive(readBytes(source.path, allowance), platform, allowance);
      case "engine": {
        const save = options.saveImage ?? dockerSave();
        return await readArchive(counted(save(source.name), allowance), platform, allowance);
      }
    }
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    throw new StagegateError(`${sourceName(source)}: ${error.message}`, error.hint ?? HINTS[source.kind], {
      cause: error,
    });
  }
}

const HINTS: Readonly<Record<Source["kind"], string>> = {
  "oci-directory": "Export it again, e.g. `docker buildx build --output type=oci,tar=false,dest=image .`.",
  archive:
    "It may be damaged or not complete: save it again, e.g. `docker save --output app.tar app:latest`.",
  engine: "Build or pull the image again; if that does not help, check the engine's disk and its log.",
};

async function* counted(bytes: AsyncIterable<Uint8Array>, allowance: Allowance): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    allowance.read(chunk.length);
    yield chunk;
  }
}
