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

/** The same, or null for a name that leads out of the root. */
export function pathInside(name: string): string | null {
  // Almost every name is in its right form already, but for a directory's last slash.
  if (!/^[./]|\/[./]|\/$/.test(name)) return name;
  const path = posix.normalize(name.replace(/^\/+/, "/")).replace(/\/$/, "");
  if (path === ".." || path.startsWith("../")) return null;
  return path === "." ? "" : path.replace(/^\//, "");
}
