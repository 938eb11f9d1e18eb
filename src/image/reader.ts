import { mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../host/cache-folder.ts";
import type { Environment } from "../host/environment.ts";
import { StagegateError } from "../host/errors.ts";
import { createExec, createExecStream, type Exec } from "../host/exec.ts";
import { makeRunFolder } from "../host/run-folder.ts";
import { orStopped } from "../host/signals.ts";
import { dockerSave } from "./docker-save.ts";
import type { Image } from "./image.ts";
import { openImageCache } from "./image-cache.ts";
import { lastArchive } from "./last-archive.ts";
import { type LayerCache, openLayerCache } from "./layer-cache.ts";
import { watchLayouts } from "./layout-watcher.ts";
import { locateImage } from "./locate.ts";
import type { HeldPlatforms } from "./manifest.ts";
import { listPlatforms } from "./platforms.ts";
import { podmanSave } from "./podman-save.ts";
import { readImage } from "./read.ts";
import { readOnce } from "./read-once.ts";
import { readRecordedImage } from "./recorded-image.ts";
import type { Fetched } from "./registry/image.ts";
import { openRegistries } from "./registry/registries.ts";
import { scanThreads } from "./scan-threads.ts";
import type { ImageSource, NamedSource } from "./source.ts";
import { type Placeholder, putPlaceholder } from "./unread.ts";

/** Reads the images of one run, in threads and with the caches of earlier runs. */
export interface ImageReader {
  /**
   * Reads an image.
   * @param platform null for the only one, else the host's
   * @param isPrepared whether it is in a layout from `prepareLayout`
   * @throws StoppedError after the signal, and what `readImage` throws
   */
  readonly read: (source: ImageSource, platform: string | null, isPrepared: boolean) => Promise<Image>;
  /**
   * The platforms of a source, in the order of its index.
   * @throws StoppedError if the signal stopped it, and what `listPlatforms` throws
   */
  readonly listPlatforms: (source: ImageSource) => Promise<HeldPlatforms>;
  /**
   * Identifies the image of a source: its id in the engine or Podman, or the digest of its name in the registry,
   * which costs nothing after reading the image; null for any other source.
   * @throws StoppedError if the signal stopped it, and InvalidImageError if the registry does not give the image
   */
  readonly digestOf: (source: ImageSource) => Promise<string | null>;
  /**
   * Prepares the folder of an OCI layout for a builder: it need not write cached layers, and others are scanned as
   * they arrive. Only this reader may read the layout.
   * @param path absolute folder, which it creates
   * @param unread further blobs that the builder need not write: their layers are `UNREAD`
   */
  readonly prepareLayout: (path: string, unread?: readonly Placeholder[]) => Promise<void>;
  /**
   * The image from the builder's record of a build; null if the caches lack any of its layers.
   * @param metadata the metadata file that buildx wrote for the build
   * @param builder buildx builder, or null for the current one
   */
  readonly readRecord: (
    metadata: unknown,
    platform: string | null,
    builder: string | null,
  ) => Promise<Image | null>;
  /** Ends its threads. Whoever opened the layer cache closes it. */
  readonly close: () => Promise<void>;
}

/** Parts that a reader needs. */
export interface ImageReaderWorld {
  /** Absolute path of the script of the scan threads. */
  readonly layersScript: string;
  readonly layerCache: LayerCache;
  /** Throws after the run was stopped. */
  readonly exec: Exec;
  readonly signal: AbortSignal;
  /** Absolute, private to the run; its creator removes it. */
  readonly folder: string;
  /** Hides values that must not appear in outputs or caches. */
  readonly redact: (text: string) => string;
  /** Variables that name docker's configuration, proxies and certificates. */
  readonly env: Environment;
  /** Whether registries may use plain HTTP and any certificate. */
  readonly isInsecure: boolean;
  /** Called for every piece of a layer that a registry sends. */
  readonly onFetched: (fetched: Fetched) => void;
}

/** Opens a reader. Its threads start with the first scan. */
export function openImageReader(world: ImageReaderWorld): ImageReader {
  const { layersScript, layerCache, exec, signal, folder, redact } = world;
  const threads = scanThreads(layersScript);
  const once = readOnce(threads.scan, threads.digest);
  const watcher = watchLayouts(once.scan);
  // A thread that never ends must not keep the process alive.
  signal.addEventListener("abort", () => threads.close(), { once: true });
  const unreadIn = new Map<string, ReadonlySet<string>>();
  const prepareOwn = async (path: string, unread: readonly Placeholder[] = []): Promise<void> => {
    await layerCache.putPlaceholders(path);
    for (const blob of unread) putPlaceholder(path, blob);
    unreadIn.set(path, new Set(unread.map(({ digest }) => digest)));
    watcher.watch(path);
  };
  // Twenty layouts with a placeholder for each cached layer take longer than many builds.
  const shared = join(folder, "layouts");
  let sharedIsReady: Promise<void> | null = null;
  const prepareLayout = async (path: string, unread: readonly Placeholder[] = []): Promise<void> => {
    // No other reader may find a placeholder in place of a blob.
    if (unread.length > 0) return prepareOwn(path, unread);
    sharedIsReady ??= prepareOwn(shared);
    await sharedIsReady;
    await mkdir(path, { recursive: true });
    await symlink(join(shared, "blobs"), join(path, "blobs"));
  };
  const images = openImageCache(join(cacheFolder(), "images"), redact);
  // The export of an engine is removed after reading.
  const engine = { exec, signal, folder, prepareLayout: prepareOwn, images };
  const openRegistryImage = openRegistries(world);
  const stream = createExecStream(signal);
  const saveImage = dockerSave(stream);
  const savePodmanImage = podmanSave(stream);
  const archives = lastArchive();
  return {
    prepareLayout,
    listPlatforms: (source) =>
      orStopped(
        listPlatforms(source, {
          ...once,
          cache: layerCache,
          openRegistryImage,
          saveImage,
          savePodmanImage,
          engine,
          images,
          archives,
        }),
        signal,
      ),
    digestOf: async (source) => {
      if (source.kind === "engine" || source.kind === "podman") return source.id ?? null;
      return source.kind === "registry" ? orStopped(openRegistryImage(source.name).digest(), signal) : null;
    },
    readRecord: (metadata, platform, builder) =>
      readRecordedImage(metadata, platform, { exec, builder, cache: layerCache }),
    read: (source, platform, isPrepared) => {
      const image = readImage(source, {
        platform: platform ?? undefined,
        cache: layerCache,
        isPrepared,
        ...(source.kind === "oci-directory" && isPrepared
          ? { unread: unreadIn.get(source.path) ?? new Set() }
          : {}),
        // The watcher identifies blobs by file name, which is a digest only in a builder's layout.
        scan: isPrepared || source.kind === "engine" ? watcher.scan : once.scan,
        scanStream: threads.scanStream,
        digest: once.digest,
        openRegistryImage,
        saveImage,
        savePodmanImage,
        engine,
        images,
        archives,
      });
      // Reading from an engine stops by itself, after its processes have ended.
      return source.kind === "engine" ? image : orStopped(image, signal);
    },
    close: async () => {
      watcher.close();
      await threads.close();
    },
  };
}

/** Parts for reading an image outside of a run. */
export interface SingleImageWorld
  extends Pick<ImageReaderWorld, "layersScript" | "signal" | "redact" | "env" | "isInsecure" | "onFetched"> {
  /** Reports problems that do not affect the image. */
  readonly warn: (message: string) => void;
}

/** An image that was read outside of a run. */
export interface SingleImage {
  readonly image: Image;
  /** Where it was found. */
  readonly source: ImageSource;
  /** See `ImageReader.digestOf`. */
  readonly digest: string | null;
  /** Of all images of its source, see `ImageReader.listPlatforms`; empty if they cannot be listed. */
  readonly platforms: readonly string[];
}

/**
 * Reads one image outside of a run.
 * @param platform as in `ImageReader`
 * @throws StoppedError after the signal, and what `readImage` throws
 */
export async function readSingleImage(
  source: NamedSource,
  platform: string | null,
  world: SingleImageWorld,
): Promise<SingleImage> {
  const { signal, warn } = world;
  const layerCache = openLayerCache(join(cacheFolder(), "layers"), warn);
  const folder = await makeRunFolder(null);
  const exec = createExec(signal);
  const reader = openImageReader({ ...world, layerCache, exec, folder });
  try {
    const located = await locateImage(source, exec);
    const image = await reader.read(located, platform, false);
    const { platforms } = await reader.listPlatforms(located).catch((error: unknown) => {
      if (!(error instanceof StagegateError)) throw error;
      // The image itself is still whole.
      warn(`Other platforms cannot be listed: ${error.message}`);
      return { platforms: [] };
    });
    return { image, source: located, digest: await reader.digestOf(located), platforms };
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
    await layerCache.close();
  }
}
