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

/** What reading an engine's image without a `docker save` needs. */
export interface EngineImageWorld extends ExportWorld {
  /** Images of earlier runs. */
  readonly images: ImageCache;
}

/**
 * Reads an engine's image, the same as `readSaved` does but with less work: none where its id and its layers
 * are known, little where only its layers are. What was read is remembered. Throws InvalidImageError, what
 * `save` throws, and StoppedError only when nothing is written to the folder any more.
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

  // An engine may get a layer later that it lacks now.
  const remember = async (read: ImageWithDigests) =>
    read.layers.some(({ layer }) => layer.isMissing) ? read : keepImage(inspected.id, platform, read, images);
  // Another platform than the one that the engine tells of may be beside it.
  const isTold = platform === null || normalPlatform(inspected.config.platform) === normalPlatform(platform);
  const put = isTold ? await assembled(inspected, cache, exec) : null;
  if (put !== null) return remember(put);
  const read = (isTold ? await exportImage(inspected, context, world) : null) ?? (await whole());
  // Meanwhile the name may have become another image's.
  if ((await inspectImage(name, exec))?.id === inspected.id) return remember(read);
  archives.forget(inspected.id);
  return read;
}

/**
 * An image whose layers are all known by their diff ids: on the classic store, where they are uncompressed,
 * or because there are none.
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
 * Reads an image as `save` gives it. Throws InvalidImageError, and what `save` throws.
 * @param id what the name leads to; null where that is not known
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
 * The archive that `save` gives of an image, with all platforms that the engine has. Throws
 * InvalidImageError, and what `save` throws.
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
