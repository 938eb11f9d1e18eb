import { posix } from "node:path";
import { InvalidImageError, quote } from "./invalid-image.ts";

/**
 * An entry's path from the root, without `./`, a leading slash or a trailing one; "" is the root itself.
 * Throws InvalidImageError for a name that leads out of the tar's root, as the classic store does.
 */
export function pathOf(name: string): string {
  const path = pathInside(name);
  if (path === null) throw new InvalidImageError(`entry ${quote(name)} leads out of its root`);
  return path;
}

/** Like `pathOf`, but null for a name that leads out of the root. */
export function pathInside(name: string): string | null {
  // Almost every name is already in the right form, except for the last slash of a directory.
  if (!/^[./]|\/[./]|\/$/.test(name)) return name;
  const path = posix.normalize(name.replace(/^\/+/, "/")).replace(/\/$/, "");
  if (path === ".." || path.startsWith("../")) return null;
  return path === "." ? "" : path.replace(/^\//, "");
}
