import { StagegateError } from "../host/errors.ts";
import { createExecStream } from "../host/exec.ts";
import { type Archive, readArchive } from "./archive.ts";
import { type DigestBlob, digestBlob, type ScanBlob, scanBlob } from "./blob.ts";
import { dockerSave, type SaveImage } from "./engine.ts";
import { type EngineImageWorld, readEngineImage, readSaved } from "./engine-image.ts";
import { compressionOf, readBytes, wholeFile } from "./file.ts";
import { FileArchive } from "./file-archive.ts";
import type { Image } from "./image.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { LayerCache } from "./layer-cache.ts";
import { Allowance, DEFAULT_READ_LIMITS, type ReadLimits } from "./limits.ts";
import { readOciDirectory } from "./oci.ts";
import type { ImageOfBlobs } from "./read-layers.ts";
import type { Reading } from "./reading.ts";
import { type ImageSource, sourceName } from "./source.ts";
import { StreamedArchive } from "./streamed-archive.ts";

export interface ReadOptions {
  /** `os/architecture[/variant]`, as in `linux/arm64`; else the only one there is, else the host's. */
  readonly platform?: string | undefined;
  /** Replaces some of `DEFAULT_LIMITS`. */
  readonly limits?: Partial<ReadLimits>;
  /** How an engine's image is got; by `docker save` when not given. */
  readonly saveImage?: SaveImage;
  /**
   * What spares saving an engine's image, together with `cache`. Who gives them need not stop the reading:
   * it ends by itself in StoppedError.
   */
  readonly shortcuts?: EngineImageWorld;
  /** Spares scanning the layers that it knows. */
  readonly cache?: LayerCache;
  /** Whether `placeHolders` of that cache prepared the OCI directory: blobs that it knows then hold nothing. */
  readonly isPrepared?: boolean;
  /** Scans a layer's blob; in this thread when not given. */
  readonly scan?: ScanBlob;
  /** Gives the digest of a known layer's blob; in this thread when not given. */
  readonly digest?: DigestBlob;
}

/**
 * Reads an image: the same value for the same image from every source, but for transfer sizes, which a
 * source of uncompressed layers does not know. All digests are verified. No layer is held in memory, and
 * nothing is written but an engine's export, in the folder of `shortcuts`. Throws StagegateError, one, that names the source, the blob and the entry.
 */
export async function readImage(source: ImageSource, options: ReadOptions = {}): Promise<Image> {
  const allowance = new Allowance({ ...DEFAULT_READ_LIMITS, ...options.limits });
  const reading: Reading = {
    platform: options.platform ?? null,
    allowance,
    cache: options.cache ?? null,
    scan: options.scan ?? scanBlob,
    digest: options.isPrepared === true ? null : (options.digest ?? digestBlob),
  };
  try {
    switch (source.kind) {
      case "oci-directory":
        return imageOf(await readOciDirectory(source.path, reading));
      case "archive":
        return imageOf(await readArchive(await openArchive(source.path, reading), reading));
      case "engine":
        return await readFromEngine(source.name, reading, options);
    }
  } catch (error) {
    if (!(error instanceof InvalidImageError)) throw error;
    throw new StagegateError(`${sourceName(source)}: ${error.message}`, error.hint ?? HINTS[source.kind], {
      cause: error,
    });
  }
}

const HINTS: Readonly<Record<ImageSource["kind"], string>> = {
  "oci-directory": "Export it again, e.g. `docker buildx build --output type=oci,tar=false,dest=image .`.",
  archive:
    "It may be damaged or not complete: save it again, e.g. `docker save --output app.tar app:latest`.",
  engine: "Build or pull the image again; if that does not help, check the engine's disk and its log.",
};

async function openArchive(path: string, reading: Reading): Promise<Archive> {
  const whole = await wholeFile(path);
  if ((await compressionOf(whole)) === "none") return FileArchive.open(whole, reading);
  return StreamedArchive.read(readBytes(whole, reading.allowance), reading.allowance);
}

async function readFromEngine(
  name: string,
  reading: Reading,
  { saveImage = dockerSave(createExecStream(new AbortController().signal)), shortcuts }: ReadOptions,
): Promise<Image> {
  const { cache } = reading;
  const read =
    cache === null || shortcuts === undefined
      ? await readSaved(name, reading, saveImage)
      : await readEngineImage(name, { ...reading, cache }, saveImage, shortcuts);
  return imageOf(read);
}

function imageOf({ config, layers }: ImageOfBlobs): Image {
  return { config, layers: layers.map(({ layer }) => layer) };
}
