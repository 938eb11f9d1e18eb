import { isWindows } from "../model/platform.ts";
import type { ImageConfig, Layer } from "./image.ts";
import { InvalidImageError, MissingError } from "./invalid-image.ts";
import type { ExpectedLayer } from "./layer.ts";

/** Media types of layers that may be distributed only from the URLs that their manifest names. */
const FOREIGN = /\.foreign\.|\.nondistributable\./;

/** Whether a layer of this media type may be left out of an image. */
export function isForeignType(mediaType: string): boolean {
  return FOREIGN.test(mediaType);
}

/**
 * Whether an image may be read without a layer that its source lacks. The base layers of Windows images used to be
 * foreign. In any other image, a missing layer would only hide its contents.
 */
export function mayBeMissing(isForeign: boolean, { platform }: Pick<ImageConfig, "platform">): boolean {
  return isForeign && isWindows(platform);
}

/** A layer that the source lacks: only its digest and its compressed size are known. */
export function missingLayer({ diffId, digest, size }: ExpectedLayer): {
  readonly layer: Layer;
  readonly digest: string;
} {
  const contents = { size: 0, files: 0, watched: new Map(), secrets: [], entries: [] };
  return { layer: { diffId, transferSize: size, contents, isMissing: true }, digest: digest ?? diffId };
}

/**
 * Runs `read`; the error of a missing layer says that it is a foreign one.
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#non-distributable-layers
 */
export async function readForeign<T>(
  { isForeign }: { readonly isForeign: boolean },
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isForeign || !(error instanceof MissingError)) throw error;
    throw new InvalidImageError(
      "is missing: it is a foreign layer, which is not distributed with the image",
      "Pull the image into an engine, and save it with all of its layers, for example `docker save --output app.tar app:latest`.",
      { cause: error },
    );
  }
}
