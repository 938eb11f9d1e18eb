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

/** Reads the images of one run: in threads, and with the caches of earlier runs. */
export interface ImageReader {
  /**
   * Reads an image.
   * @param platform the one that is asked for; null for the only one there is, else the host's
   * @param isPrepared whether it is in a layout that `prepareLayout` has prepared
   * @throws StoppedError if the signal stopped it, and what `readImage` throws
   */
  readonly read: (source: ImageSource, platform: string | null, isPrepared: boolean) => Promise<Image>;
  /**
   * The platforms of what a source holds, in the order of its index.
   * @throws StoppedError if the signal stopped it, and what `listPlatforms` throws
   */
  readonly listPlatforms: (source: ImageSource) => Promise<HeldPlatforms>;
  /**
   * What tells the image of a source from others of its name: the engine's or Podman's id of it, or the digest of what the name
   * leads to in its registry, which costs nothing once that was read; null for any other source.
   * @throws StoppedError if the signal stopped it, and InvalidImageError if the registry does not give the image
   */
  readonly digestOf: (source: ImageSource) => Promise<string | null>;
  /**
   * Makes an OCI layout's folder ready for a builder: layers that are known need not cross over, and others
   * are scanned as they come. Only this reader may read it.
   * @param path absolute folder, which is made
   * @param unread blobs that need not cross over either: their layers are `UNREAD`
   */
  readonly prepareLayout: (path: string, unread?: readonly Placeholder[]) => Promise<void>;
  /**
   * The image of a builder's record; null if the caches do not know all of its layers.
   * @param metadata what buildx wrote of the build into its metadata file
   * @param builder buildx builder, or null for the current one
   */
  readonly readRecord: (
    metadata: unknown,
    platform: string | null,
    builder: string | null,
  ) => Promise<Image | null>;
  /** Ends its threads. The layer cache is closed by whoever opened it. */
  readonly close: () => Promise<void>;
}

/** What a reader needs. */
export interface ImageReaderWorld {
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
  readonly layerCache: LayerCache;
  /** Throws once the run was stopped. */
  readonly exec: Exec;
  readonly signal: AbortSignal;
  /** Absolute, private to the run; its creator removes it. */
  readonly folder: string;
  /** Hides values that must not be shown, nor kept in a cache. */
  readonly redact: (text: string) => string;
  /** Variables that name docker's configuration, proxies and certificates. */
  readonly env: Environment;
  /** Whether registries need no TLS, and their certificates may be any. */
  readonly isInsecure: boolean;
  /** Told of every piece of a layer that a registry sends. */
  readonly onFetched: (fetched: Fetched) => void;
}

/** Opens a reader. Its threads start when there is something to scan. */
export function openImageReader(world: ImageReaderWorld): ImageReader {
  const { layersScript, layerCache, exec, signal, folder, redact } = world;
  const threads = scanThreads(layersScript);
  const once = readOnce(threads.scan, threads.digest);
  const watcher = watchLayouts(once.scan);
  // A thread that is busy for ever must not keep the process from ending.
  signal.addEventListener("abort", () => threads.close(), { once: true });
  const unreadIn = new Map<string, ReadonlySet<string>>();
  const prepareOwn = async (path: string, unread: readonly Placeholder[] = []): Promise<void> => {
    await layerCache.putPlaceholders(path);
    for (const blob of unread) putPlaceholder(path, blob);
    unreadIn.set(path, new Set(unread.map(({ digest }) => digest)));
    watcher.watch(path);
  };
  // Twenty layouts with a placeholder of each known layer take longer to make than many a build.
  const shared = join(folder, "layouts");
  let sharedIsReady: Promise<void> | null = null;
  const prepareLayout = async (path: string, unread: readonly Placeholder[] = []): Promise<void> => {
    // Nobody else may find an unread blob in place of one that is read.
    if (unread.length > 0) return prepareOwn(path, unread);
    sharedIsReady ??= prepareOwn(shared);
    await sharedIsReady;
    await mkdir(path, { recursive: true });
    await symlink(join(shared, "blobs"), join(path, "blobs"));
  };
  const images = openImageCache(join(cacheFolder(), "images"), redact);
  // What an engine exports is removed once it is read.
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
        // The watcher knows blobs by their files' names, which only in a builder's layout are digests.
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
      // That of an engine stops by itself, when what it started has ended.
      return source.kind === "engine" ? image : orStopped(image, signal);
    },
    close: async () => {
      watcher.close();
      await threads.close();
    },
  };
}

/** What reading an image outside of a run needs. */
export interface SingleImageWorld
  extends Pick<ImageReaderWorld, "layersScript" | "signal" | "redact" | "env" | "isInsecure" | "onFetched"> {
  /** Reports what goes wrong without a consequence for the image. */
  readonly warn: (message: string) => void;
}

/** An image that was read outside of a run. */
export interface SingleImage {
  readonly image: Image;
  /** Where it was found. */
  readonly source: ImageSource;
  /** As `ImageReader.digestOf` gives it. */
  readonly digest: string | null;
  /** Of all images of its source, as `ImageReader.listPlatforms` gives them; empty where they cannot be listed. */
  readonly platforms: readonly string[];
}

/**
 * Reads one image outside of a run.
 * @param platform as in `ImageReader`
 * @throws StoppedError if the signal stopped it, and what `readImage` throws
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
      // The image that was asked for is whole all the same.
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
