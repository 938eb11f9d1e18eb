import type { Exec } from "../host/exec.ts";
import { orStopped } from "../host/signals.ts";
import { normalPlatform } from "../text/platform.ts";
import { type Archive, readArchive } from "./archive.ts";
import type { SaveImage } from "./docker-save.ts";
import { type ExportWorld, exportImage } from "./engine-export.ts";
import { historyOf, type InspectedImage, inspectHistory, inspectImage } from "./engine-inspect.ts";
import type { ImageCache } from "./image-cache.ts";
import { findKnownImage, keepImage, knownLayers } from "./known-image.ts";
import type { ArchiveContext } from "./last-archive.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { ImageWithDigests } from "./read-layers.ts";
import { StreamedArchive } from "./streamed-archive.ts";

/** Parts for reading an engine's image without `docker save`. */
export interface EngineImageWorld extends ExportWorld {
  /** Images of earlier runs. */
  readonly images: ImageCache;
}

/**
 * Reads an engine's image. The result is that of `readSaved`, with less work: none if its id and its layers are in
 * the caches, little if only its layers are. Adds the image to the caches. Throws InvalidImageError, what `save`
 * throws, and StoppedError only after the last write to the folder.
 */
export async function readEngineImage(
  name: string,
  context: ArchiveContext & { readonly cache: LayerCache },
  save: SaveImage,
  world: EngineImageWorld,
): Promise<ImageWithDigests> {
  const { exec, signal, images } = world;
  const { platform, cache, archives } = context;
  const inspected = await inspectImage(name, exec);
  const whole = () => orStopped(readSaved(name, inspected?.id ?? null, context, save), signal);
  if (inspected === null) return whole();
  const known = await findKnownImage(inspected.id, context, images);
  if (known !== null) return known;

  // The engine may get a missing layer later.
  const remember = async (read: ImageWithDigests) =>
    read.layers.some(({ layer }) => layer.isMissing) ? read : keepImage(inspected.id, platform, read, images);
  // There may be other platforms than the one that the engine reports.
  const isReported =
    platform === null || normalPlatform(inspected.config.platform) === normalPlatform(platform);
  const put = isReported ? await assembled(inspected, cache, exec) : null;
  if (put !== null) return remember(put);
  const read = (isReported ? await exportImage(inspected, context, world) : null) ?? (await whole());
  // Meanwhile the name may have moved to another image.
  if ((await inspectImage(name, exec))?.id === inspected.id) return remember(read);
  archives.forget(inspected.id);
  return read;
}

/**
 * An image whose layers are all in the cache by their diff ids: those of the classic store, which are uncompressed,
 * or an image without layers.
 */
async function assembled(
  { id, config, diffIds, store }: InspectedImage,
  cache: LayerCache,
  exec: Exec,
): Promise<ImageWithDigests | null> {
  const layers = store === "classic" || diffIds.length === 0 ? await knownLayers(diffIds, cache) : null;
  const entries = layers === null ? null : await inspectHistory(id, exec);
  const history = entries === null ? null : historyOf(entries, diffIds.length);
  if (layers === null || history === null) return null;
  return { config: { ...config, history }, layers };
}

/**
 * Reads an image from `save`. Throws InvalidImageError, and what `save` throws.
 * @param id id of the image; null if unknown
 */
export async function readSaved(
  name: string,
  id: string | null,
  context: ArchiveContext,
  save: SaveImage,
): Promise<ImageWithDigests> {
  return readArchive(await savedArchive(name, id, context, save), context);
}

/**
 * The archive of an image from `save`, with all platforms of the engine. Throws InvalidImageError, and what `save`
 * throws.
 */
export function savedArchive(
  name: string,
  id: string | null,
  { allowance, archives }: Pick<ArchiveContext, "allowance" | "archives">,
  save: SaveImage,
): Promise<Archive> {
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of save(name)) {
      allowance.read(chunk.length);
      yield chunk;
    }
  }
  const read = () => StreamedArchive.read(counted(), allowance);
  return id === null ? read() : archives.open(id, read);
}
