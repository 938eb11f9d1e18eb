import { join } from "node:path";
import { cacheFolder } from "../host/cache-folder.ts";
import { createExecStream, type Exec } from "../host/exec.ts";
import { orStopped } from "../host/signals.ts";
import { dockerSave } from "./engine.ts";
import type { Image } from "./image.ts";
import { openImageCache } from "./image-cache.ts";
import type { LayerCache } from "./layer-cache.ts";
import { watchLayouts } from "./layout-watcher.ts";
import { readImage } from "./read.ts";
import { readRecordedImage } from "./recorded-image.ts";
import { scanThreads } from "./scan-threads.ts";
import type { ImageSource } from "./source.ts";

/** Reads images of the real world: in threads, and with what earlier runs know. */
export interface Reader {
  /**
   * Reads an image.
   * @param platform the one that is asked for; null for the only one there is, else the host's
   * @param isOwn whether it lies in a layout that `prepareLayout` prepared
   * @throws StoppedError where the signal stopped it, and what `readImage` throws
   */
  readonly read: (source: ImageSource, platform: string | null, isOwn: boolean) => Promise<Image>;
  /**
   * Makes an OCI layout's folder ready for a builder: layers that are known need not cross over, and others
   * are scanned as they come. Only this reader may read it.
   * @param path absolute folder, which is made
   */
  readonly prepareLayout: (path: string) => Promise<void>;
  /**
   * The image that a builder's record tells of; null where not all of it is known.
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
export interface ReaderWorld {
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
  readonly layerCache: LayerCache;
  /** Throws once the run was stopped. */
  readonly exec: Exec;
  readonly signal: AbortSignal;
  /** Absolute, private to the run; whoever made it removes it. */
  readonly folder: string;
}

/** Opens a reader, whose threads are started when there is something to scan. */
export function openReader({ layersScript, layerCache, exec, signal, folder }: ReaderWorld): Reader {
  const threads = scanThreads(layersScript);
  const arrivals = watchLayouts(threads.scan);
  const prepareLayout = async (path: string): Promise<void> => {
    await layerCache.putPlaceholders(path);
    arrivals.watch(path);
  };
  const images = openImageCache(join(cacheFolder(), "images"));
  const shortcuts = { exec, signal, folder, prepareLayout, images };
  const saveImage = dockerSave(createExecStream(signal));
  return {
    prepareLayout,
    readRecord: (metadata, platform, builder) =>
      readRecordedImage(metadata, platform, { exec, builder, cache: layerCache }),
    read: (source, asked, isOwn) => {
      // Arrivals are told apart by their files' names, which only in a builder's layout are digests.
      const scan = isOwn || source.kind === "engine" ? arrivals.scan : threads.scan;
      const reading = readImage(source, {
        platform: asked ?? undefined,
        cache: layerCache,
        isPrepared: isOwn,
        scan,
        digest: threads.digest,
        saveImage,
        shortcuts,
      });
      // That of an engine stops by itself, when what it started has ended.
      return source.kind === "engine" ? reading : orStopped(reading, signal);
    },
    close: async () => {
      arrivals.close();
      await threads.close();
    },
  };
}
