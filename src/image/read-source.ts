import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../host/cache-folder.ts";
import { createExec } from "../host/exec.ts";
import type { Image } from "./image.ts";
import { openLayerCache } from "./layer-cache.ts";
import { openReader } from "./reader.ts";
import type { ImageSource } from "./source.ts";

/** What reading an image outside of a gate needs of its process. */
export interface ReadWorld {
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
  readonly signal: AbortSignal;
  /** Told what goes wrong without a consequence for what is read. */
  readonly warn: (message: string) => void;
}

/**
 * Reads an image of the real world, with what earlier runs know.
 * @param platform the one that is asked for; null for the only one there is, else the host's
 * @throws StoppedError where the signal stopped it, and what `readImage` throws
 */
export async function readSource(
  source: ImageSource,
  platform: string | null,
  world: ReadWorld,
): Promise<Image> {
  const { layersScript, signal, warn } = world;
  const layerCache = openLayerCache(join(cacheFolder(), "layers"), warn);
  const folder = await mkdtemp(join(tmpdir(), "stagegate-"));
  const reader = openReader({ layersScript, layerCache, exec: createExec(signal), signal, folder });
  try {
    return await reader.read(source, platform, false);
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
    await layerCache.close();
  }
}
