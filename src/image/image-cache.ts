import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImageConfig } from "./image.ts";
import { hostPlatform } from "./platform.ts";

/** What an engine's image is, but for the contents of its layers. */
export interface KnownImage {
  readonly config: ImageConfig;
  /** Digests of its layers' blobs, base image first. */
  readonly blobs: readonly string[];
}

/** What is known of an engine's images from earlier runs, by their ids. */
export interface ImageCache {
  /**
   * The image of an id, which is a digest of its configuration or manifest and so names all that it is; or
   * null.
   * @param platform the one that is asked for; null for the only one there is, else the host's
   */
  readonly find: (id: string, platform: string | null) => Promise<KnownImage | null>;
  /** Remembers an image that was read and verified. Where that can't be, it will be read again. */
  readonly keep: (id: string, platform: string | null, image: KnownImage) => Promise<void>;
}

/** Goes up with each change of `KnownImage`, and of how a configuration is parsed. */
const FORMAT = 1;

/** Images that stay; each takes a few kB. */
export const MOST_IMAGES = 500;

/**
 * The cache in a folder: one file for each image, which begins with the checksum of what follows. What is
 * damaged is not known. Of more than `MOST_IMAGES` those go first that were used least recently.
 * @param folder absolute; made when something is first kept; two runs may use it at once
 */
export function openImageCache(folder: string): ImageCache {
  return {
    find: async (id, platform) => {
      const name = nameOf(id, platform);
      const text = await orNull(readFile(join(folder, name), "utf8"));
      const image = text === null ? null : unpack(text, name);
      if (image === null) return null;
      const now = new Date();
      await orNull(utimes(join(folder, name), now, now));
      return image;
    },
    keep: async (id, platform, image) => {
      const name = nameOf(id, platform);
      // Whole or not at all, also when two runs write the same; what a killed run leaves grows old too.
      const temporary = join(folder, `${name}.${randomBytes(6).toString("hex")}`);
      await orNull(
        mkdir(folder, { recursive: true })
          .then(() => writeFile(temporary, pack(name, image)))
          .then(() => rename(temporary, join(folder, name)))
          .then(() => dropOldest(folder)),
      );
    },
  };
}

/** The same id is another image where another platform is asked for: it may be an index of several. */
function nameOf(id: string, platform: string | null): string {
  return checksum(JSON.stringify([FORMAT, id, platform, hostPlatform()]));
}

function pack(name: string, image: KnownImage): string {
  const rest = JSON.stringify({ name, ...image });
  return `${checksum(rest)}\n${rest}`;
}

function unpack(text: string, name: string): KnownImage | null {
  const end = text.indexOf("\n");
  const rest = text.slice(end + 1);
  if (text.slice(0, Math.max(end, 0)) !== checksum(rest)) return null;
  const { name: kept, ...image } = JSON.parse(rest) as KnownImage & { readonly name: string };
  return kept === name ? image : null;
}

async function dropOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= MOST_IMAGES) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, used: (await orNull(stat(join(folder, name))))?.mtimeMs ?? 0 })),
  );
  const oldest = files.sort((a, b) => a.used - b.used).slice(0, -MOST_IMAGES);
  for (const { name } of oldest) await rm(join(folder, name), { force: true });
}

/** Null where it can't be done: another run may have dropped it in the meantime, and a cache is no must. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch(() => null);
}

function checksum(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
