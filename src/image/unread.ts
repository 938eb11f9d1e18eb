import { closeSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";
import { blobPath } from "./digest.ts";
import type { Layer, LayerContents } from "./image.ts";

/** A layer's blob with a placeholder in an OCI layout. */
export interface Placeholder {
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

/** Puts a sparse file of the right size into an OCI layout, so that an exporter does not write the blob. */
export function putPlaceholder(layout: string, { digest, size }: Placeholder): void {
  const file = openSync(join(layout, blobPath(digest)), "w");
  ftruncateSync(file, size);
  closeSync(file);
}

/** Stands for the contents of a layer that were not needed. */
export const UNREAD: LayerContents = {
  size: 0,
  files: 0,
  watched: new Map(),
  secrets: [],
  entries: [],
};

/** Whether the contents of a layer were read. */
export function isRead({ contents }: Layer): boolean {
  return contents !== UNREAD;
}
