import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { StagegateError } from "../host/errors.ts";
import { createExec, createExecStream } from "../host/exec.ts";
import { shorten } from "../text/words.ts";
import { type Archive, readArchive } from "./archive.ts";
import { type DigestBlob, digestBlob, type ScanBlob, type ScanStream, scanBlob, scanStream } from "./blob.ts";
import { dockerSave, type SaveImage } from "./docker-save.ts";
import { type EngineImageWorld, readEngineImage, readSaved } from "./engine-image.ts";
import { compressionOf, readBytes, wholeFile } from "./file.ts";
import { FileArchive } from "./file-archive.ts";
import { ForeignFormatError } from "./foreign-format.ts";
import type { Image } from "./image.ts";
import type { ImageCache } from "./image-cache.ts";
import { SeveralImagesError } from "./image-names.ts";
import { InvalidImageError } from "./invalid-image.ts";
import { type ArchiveContext, type LastArchive, lastArchive } from "./last-archive.ts";
import type { LayerCache } from "./layer-cache.ts";
import { Allowance, DEFAULT_READ_LIMITS, type ReadLimits } from "./limits.ts";
import { adviceWithoutEngine } from "./locate.ts";
import { readOciDirectory } from "./oci.ts";
import { readPodmanImage } from "./podman-image.ts";
import { podmanSave } from "./podman-save.ts";
import { attachedIn } from "./provenance.ts";
import type { ImageWithDigests } from "./read-layers.ts";
import { type RegistryImage, readRegistryImage } from "./registry/image.ts";
import { hubQuirks } from "./registry/quirks.ts";
import { parseReference } from "./registry/reference.ts";
import { type OpenRegistryImage, openRegistries } from "./registry/registries.ts";
import { type ImageSource, sourceName } from "./source.ts";
import { StreamedArchive } from "./streamed-archive.ts";

export interface ReadOptions {
  /** `os/architecture[/variant]`, as in `linux/arm64`; else the only one there is, else the host's. */
  readonly platform?: string | undefined;
  /** Replaces some of `DEFAULT_READ_LIMITS`. */
  readonly limits?: Partial<ReadLimits>;
  /** Exports an engine's image; `docker save` by default. */
  readonly saveImage?: SaveImage;
  /** Exports an image of Podman's storage; `podman image save` by default. */
  readonly savePodmanImage?: SaveImage;
  /**
   * With this and `cache`, an engine's image is often read without `docker save`. Reading then throws StoppedError
   * itself.
   */
  readonly engine?: EngineImageWorld;
  /**
   * With this and `cache`, an unchanged image of a registry is read without its manifests, and one of Podman's
   * storage without `podman image save`.
   */
  readonly images?: ImageCache;
  /** Layers that need no scan. */
  readonly cache?: LayerCache;
  /** Whether `putPlaceholders` of that cache prepared the OCI directory: the blobs of cached layers are then empty. */
  readonly isPrepared?: boolean;
  /** Digests of further blobs with a placeholder in a prepared OCI directory; their layers are `UNREAD`. */
  readonly unread?: ReadonlySet<string>;
  /** Scans a layer's blob; by default in this thread. */
  readonly scan?: ScanBlob;
  /** Scans a layer's blob from a registry; by default in this thread. */
  readonly scanStream?: ScanStream;
  /** Opens images of registries; by default with docker's credentials. */
  readonly openRegistryImage?: OpenRegistryImage;
  /** The digest of a known layer's blob; by default computed in this thread. */
  readonly digest?: DigestBlob;
  /** The last archive that was read as a stream, which need not be read again. */
  readonly archives?: LastArchive;
}

/**
 * Reads an image. The result is the same for every source, except for compressed sizes, which a source of
 * uncompressed layers does not have. It verifies all digests, holds no layer in memory, and writes nothing except
 * an engine's export, in the folder of `engine`.
 * @throws StagegateError, which names the source, the blob and the entry
 */
export async function readImage(source: ImageSource, options: ReadOptions = {}): Promise<Image> {
  const context = contextOf(source, options);
  return inSource(source, async () => {
    switch (source.kind) {
      case "oci-directory":
        return imageOf(await readOciDirectory(source.path, context));
      case "archive":
        return imageOf(await readArchive(await openArchive(source.path, context), context));
      case "engine":
        return readFromEngine(source.name, context, options);
      case "podman":
        return imageOf(
          await readPodmanImage(source.id, context, podmanSaverOf(options), options.images ?? null),
        );
      case "registry":
        return imageOf(
          await readRegistryImage(await openFromRegistry(source, options), context, options.images ?? null),
        );
    }
  });
}

/** The parts that all steps of reading one source share. */
export function contextOf(source: ImageSource, options: ReadOptions): ArchiveContext {
  return {
    platform: options.platform ?? null,
    choice: {
      reference: "reference" in source ? (source.reference ?? null) : null,
      path: sourceName(source),
    },
    allowance: new Allowance({ ...DEFAULT_READ_LIMITS, ...options.limits }),
    cache: options.cache ?? null,
    scan: options.scan ?? scanBlob,
    scanStream: options.scanStream ?? scanStream,
    digest: options.isPrepared === true ? null : (options.digest ?? digestBlob),
    archives: options.archives ?? lastArchive(),
    ...(options.unread === undefined ? {} : { unread: options.unread }),
  };
}

/** Runs `read`; its InvalidImageError becomes a StagegateError that names the source. */
export async function inSource<T>(source: ImageSource, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InvalidImageError)) throw error;
    // Names in an image can have any length.
    const colon = error instanceof SeveralImagesError ? "" : ":";
    const message = `${sourceName(source)}${colon} ${shorten(error.message, LONGEST_MESSAGE)}`;
    throw new StagegateError(message, error.hint ?? HINTS[source.kind], { cause: error });
  }
}

/** In characters. */
const LONGEST_MESSAGE = 2000;

const HINTS: Readonly<Record<ImageSource["kind"], string>> = {
  "oci-directory":
    "Export it again, for example `docker buildx build --output type=oci,tar=false,dest=image .`.",
  archive:
    "It may be damaged or not complete: save it again, for example `docker save --output app.tar app:latest`.",
  engine: "Build or pull the image again; if that does not help, check the engine's disk and its log.",
  podman:
    "Build or pull the image again; if that does not help, check Podman's storage with `podman system check`.",
  registry: "Push the image again; if that does not help, the fault is the registry's.",
};

/** Opens an archive in a file. Throws InvalidImageError if it is not one. */
export async function openArchive(path: string, context: ArchiveContext): Promise<Archive> {
  const whole = await wholeFile(path);
  const { allowance, archives } = context;
  allowance.requireReadable(whole.size);
  try {
    if ((await compressionOf(whole)) === "none") return await FileArchive.open(whole, context);
    const { mtimeMs } = await stat(path);
    const key = JSON.stringify({ ...whole, mtimeMs });
    return await archives.open(key, () => StreamedArchive.read(readBytes(whole, allowance), allowance));
  } catch (error) {
    if (!(error instanceof ForeignFormatError)) throw error;
    throw new InvalidImageError(error.message, `Unpack it: \`${error.unpack} ${basename(path)}\`.`);
  }
}

async function readFromEngine(name: string, context: ArchiveContext, options: ReadOptions): Promise<Image> {
  const { cache } = context;
  const { engine } = options;
  const save = saverOf(options);
  const read =
    cache === null || engine === undefined
      ? await readSaved(name, null, context, save)
      : await readEngineImage(name, { ...context, cache }, save, engine);
  return imageOf(read);
}

/** Exports the archive of an engine's image. */
export function saverOf({ saveImage }: ReadOptions): SaveImage {
  return saveImage ?? dockerSave(createExecStream(new AbortController().signal));
}

/** Exports the archive of an image of Podman's storage. */
export function podmanSaverOf({ savePodmanImage }: ReadOptions): SaveImage {
  return savePodmanImage ?? podmanSave(createExecStream(new AbortController().signal));
}

/** Opens an image of a registry. If the engine or Podman was asked first, the error includes their answers. */
export async function openFromRegistry(
  { name, notHere }: Extract<ImageSource, { kind: "registry" }>,
  { openRegistryImage = openRegistries(ALONE) }: ReadOptions,
): Promise<RegistryImage> {
  const image = openRegistryImage(name);
  try {
    await image.digest();
  } catch (error) {
    if (!(error instanceof InvalidImageError) || notHere === undefined) throw error;
    throw new InvalidImageError(`${notHere}, and ${error.message}`, adviceFor(name, notHere, error.hint), {
      cause: error,
    });
  }
  return image;
}

/** What to do about an image that was found nowhere. @param ofRegistry the advice that follows from the registry's answer */
function adviceFor(name: string, notHere: string, ofRegistry: string | null): string | null {
  const isOfHub = parseReference(name)?.host === hubQuirks.name;
  const ofEngine = adviceWithoutEngine(notHere);
  if (ofEngine === null)
    return isOfHub
      ? `Build it first, e.g. \`docker build --tag ${name} .\`, or check the name: a name without a host is looked up on Docker Hub.`
      : ofRegistry;
  const other = isOfHub ? "A name without a host is looked up on Docker Hub." : ofRegistry;
  return other === null ? ofEngine : `${ofEngine} ${other}`;
}

/** The defaults for reading an image outside of a run. */
const ALONE = {
  env: process.env,
  exec: createExec(new AbortController().signal),
  signal: new AbortController().signal,
  isInsecure: false,
};

function imageOf(image: ImageWithDigests): Image {
  const { config, layers } = image;
  return { config, layers: layers.map(({ layer }) => layer), ...attachedIn(image) };
}
