import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createExec } from "./build/exec.ts";
import { cacheFolder } from "./cache-folder.ts";
import { scanArrivals } from "./image/arrivals.ts";
import { dockerSave } from "./image/engine.ts";
import type { Image } from "./image/image.ts";
import { openImageCache } from "./image/image-cache.ts";
import { openLayerCache } from "./image/layer-cache.ts";
import { readImage } from "./image/read.ts";
import { type ScanThreads, scanThreads } from "./image/scan-threads.ts";
import type { Source } from "./image/source.ts";
import { orStopped } from "./signals.ts";

/** What reading an image outside of a gate needs of its process. */
export interface ReadWorld {
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
  readonly signal: AbortSignal;
  /** Told what goes wrong without a consequence for what is read. */
  readonly warn: (message: string) => void;
}

/**
 * Reads an image of the real world; only that of an engine with what earlier runs know.
 * @param platform the one that is asked for; null for the only one there is, else the host's
 * @throws StoppedError where the signal stopped it, and what `readImage` throws
 */
export async function readSource(source: Source, platform: string | null, world: ReadWorld): Promise<Image> {
  const threads = scanThreads(world.layersScript);
  try {
    if (source.kind === "engine") return await readFromEngine(source, platform, threads, world);
    const reading = readImage(source, { platform: platform ?? undefined, scan: threads.scan });
    return await orStopped(reading, world.signal);
  } finally {
    await threads.close();
  }
}

async function readFromEngine(
  source: Extract<Source, { kind: "engine" }>,
  platform: string | null,
  threads: ScanThreads,
  { signal, warn }: ReadWorld,
): Promise<Image> {
  const cache = openLayerCache(join(cacheFolder(), "layers"), warn);
  const folder = await mkdtemp(join(tmpdir(), "stagegate-"));
  const arrivals = scanArrivals(threads.scan);
  const prepareLayout = async (path: string): Promise<void> => {
    await cache.placeHolders(path);
    arrivals.watch(path);
  };
  const images = openImageCache(join(cacheFolder(), "images"));
  const saveImage = dockerSave((command, args) =>
    spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], signal }),
  );
  try {
    return await readImage(source, {
      platform: platform ?? undefined,
      saveImage,
      shortcuts: { exec: createExec(signal), signal, folder, prepareLayout, images },
      cache,
      scan: arrivals.scan,
    });
  } finally {
    arrivals.close();
    await rm(folder, { recursive: true, force: true });
    await cache.close();
  }
}
