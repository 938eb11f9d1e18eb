import { posix } from "node:path";
import { InvalidImageError, quote } from "./invalid-image.ts";
import { pathOf } from "./path.ts";
import type { TarEntry } from "./tar.ts";

/** Most links that Linux follows in a row before it fails with ELOOP. */
const MOST_FOLLOWED = 40;

/** The links of an archive: Docker before 25 saves a layer once, and a link wherever the layer occurs again. */
export class ArchiveLinks {
  readonly #links = new Map<string, string>();

  /** Takes an entry if it is a link. */
  add(path: string, { type, link }: TarEntry): void {
    if (type === "symlink") this.#links.set(path, posix.join(posix.dirname(path), link));
    else if (type === "hard link") this.#links.set(path, link);
  }

  /**
   * The path at the end of all links. Throws InvalidImageError if it is outside the archive, or if the links form a
   * loop or are more than 40.
   */
  resolve(path: string): string {
    const followed = new Set<string>();
    let target = path;
    for (let link = this.#links.get(target); link !== undefined; link = this.#links.get(target)) {
      if (followed.has(target)) throw new InvalidImageError(`link ${quote(path)} leads to itself`);
      if (followed.size === MOST_FOLLOWED) {
        throw new InvalidImageError(`link ${quote(path)} leads through more than ${MOST_FOLLOWED} links`);
      }
      followed.add(target);
      target = pathOf(link);
    }
    return target;
  }
}
