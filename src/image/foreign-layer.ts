import { InvalidImageError, MissingError } from "./invalid-image.ts";

/** Media types of layers that may be distributed only from the URLs that their manifest names. */
const FOREIGN = /\.foreign\.|\.nondistributable\./;

/** Whether a layer of this media type may be left out of an image. */
export function isForeignType(mediaType: string): boolean {
  return FOREIGN.test(mediaType);
}

/**
 * Does `read`, and says of a missing layer that it is a foreign one.
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
      "Pull the image into an engine, and save it with all of its layers, e.g. `docker save --output app.tar app:latest`.",
      { cause: error },
    );
  }
}
