import { posix } from "node:path";
import type { Image, LayerEntry } from "../image/image.ts";

/** The file at a path in a container of an image. */
export type LinkedFile =
  | { readonly kind: "file"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  /** A device or a pipe. */
  | { readonly kind: "other" }
  /** The engine starts no container, for the reason in `why`: `is a directory`. */
  | { readonly kind: "broken"; readonly why: string }
  /** A file of unknown content, for the reason in `why`: `is a link to /srv/users, which …`. */
  | { readonly kind: "unknown"; readonly why: string };

/** Number of path parts that the engine reads before it gives up. */
const MOST_PARTS = 256;

/**
 * The file at a path of an image. Links are followed as the engine follows them for `/etc/passwd`: within the root, and
 * with `..` valid even after a missing part of the path.
 * @see https://github.com/moby/moby/blob/v28.5.2/pkg/symlink evalSymlinksInScope
 * @param path from the root, without a leading slash
 */
export function linkedFile(image: Image, path: string): LinkedFile {
  const layers = image.layers.map(({ contents }) => contents.entries);
  const found = new Map<string, Found | null>();
  const at = (place: string): Found | null => {
    const known = found.get(place);
    if (known !== undefined) return known;
    const looked = underEngine(place, foundAt(layers, place));
    found.set(place, looked);
    return looked;
  };

  let reached = "";
  let rest = `/${path}`;
  for (let parts = 0; rest !== ""; parts += 1) {
    if (parts === MOST_PARTS) return { kind: "broken", why: "leads through too many links" };
    const slash = rest.indexOf("/");
    const part = slash < 0 ? rest : rest.slice(0, slash);
    rest = slash < 0 ? "" : rest.slice(slash + 1);
    if (part === "") continue;
    const next = posix.join("/", reached, part).slice(1);
    const folder = next.slice(0, Math.max(next.lastIndexOf("/"), 0));
    const above = folder === "" ? null : at(folder);
    if (above !== null && above.kind !== "directory")
      return { kind: "broken", why: `leads through /${folder}, which is no directory` };
    const link = next === "" ? null : at(next);
    if (link?.kind === "symlink") {
      if (link.target.startsWith("/")) reached = "";
      rest = `${link.target}/${rest}`;
    } else reached = next;
  }

  const end = reached === "" ? null : at(reached);
  if (reached === "" || end?.kind === "directory")
    return {
      kind: "broken",
      why: reached === path ? "is a directory" : `leads to the directory /${reached}`,
    };
  if (end === null || end.kind === "symlink") return { kind: "missing" };
  if (end.kind === "other") return { kind: "other" };
  if (end.layer === null) return { kind: "file", bytes: new Uint8Array() };
  const bytes = image.layers[end.layer]?.contents.watched.get(reached);
  if (bytes !== undefined) return { kind: "file", bytes };
  const holder = reached === path ? "is" : `is a link to /${reached},`;
  return {
    kind: "unknown",
    why: `${holder} a file that stagegate does not read as a list of users or groups`,
  };
}

/** The entry at a path after all layers. */
type Found =
  /** `layer` is null for an empty file or folder that the engine creates. */
  | { readonly kind: "file" | "directory" | "other"; readonly layer: number | null }
  | { readonly kind: "symlink"; readonly target: string; readonly layer: number | null };

/**
 * The entry at a path after all layers, by the rules of `mergeLayers`; null if there is none.
 * @param path not the root
 */
function foundAt(layers: readonly (readonly LayerEntry[])[], path: string): Found | null {
  let found: Found | null = null;
  for (const [layer, entries] of layers.entries()) {
    for (const [index, entry] of entries.entries()) {
      const { kind } = entry;
      if (kind === "removed" || kind === "emptied") {
        const isHidden = kind === "removed" ? isAtOrBelow(path, entry.path) : isBelow(path, entry.path);
        // The root of an image is never emptied: overlayfs looks for the mark only below it.
        if (isHidden && entry.path !== "" && found?.layer !== layer) found = null;
        if (isBelow(entry.path, path) || (kind === "emptied" && entry.path === path))
          found = asDirectory(found, layer);
      } else if (entry.path === path) {
        if (kind === "directory") found = asDirectory(found, layer);
        else if (kind === "symlink") found = { kind, target: entry.target, layer };
        else if (kind === "hard link") found = linked(entries, index, entry.target, layer);
        else found = { kind, layer };
      } else if (isBelow(entry.path, path)) found = asDirectory(found, layer);
      else if (kind !== "directory" && isBelow(path, entry.path)) found = null;
    }
  }
  return found;
}

function asDirectory(found: Found | null, layer: number): Found {
  return found?.kind === "directory" && found.layer === layer ? found : { kind: "directory", layer };
}

/** The target of a hard link, which comes before it in the same layer. */
function linked(entries: readonly LayerEntry[], before: number, target: string, layer: number): Found | null {
  for (let index = before - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.path !== target || entry.kind === "removed" || entry.kind === "emptied") continue;
    if (entry.kind === "hard link") return linked(entries, index, entry.target, layer);
    if (entry.kind === "symlink") return { kind: entry.kind, target: entry.target, layer };
    return entry.kind === "directory" ? null : { kind: entry.kind, layer };
  }
  return null;
}

function isBelow(path: string, folder: string): boolean {
  if (folder === "") return path !== "";
  return path.length > folder.length && path.charCodeAt(folder.length) === SLASH && path.startsWith(folder);
}

function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || isBelow(path, folder);
}

const SLASH = 0x2f;

/**
 * The files and folders that the engine creates in each container before it starts. It replaces existing entries, even
 * a symlink `/etc`, except directories.
 * @see https://github.com/moby/moby/blob/v28.5.2/daemon/initlayer/setup_unix.go
 */
const OF_ENGINE: ReadonlyMap<string, Found> = new Map<string, Found>([
  ["dev", { kind: "directory", layer: null }],
  ["dev/pts", { kind: "directory", layer: null }],
  ["dev/shm", { kind: "directory", layer: null }],
  ["dev/console", { kind: "file", layer: null }],
  ["proc", { kind: "directory", layer: null }],
  ["sys", { kind: "directory", layer: null }],
  [".dockerenv", { kind: "file", layer: null }],
  ["etc", { kind: "directory", layer: null }],
  ["etc/resolv.conf", { kind: "file", layer: null }],
  ["etc/hosts", { kind: "file", layer: null }],
  ["etc/hostname", { kind: "file", layer: null }],
  ["etc/mtab", { kind: "symlink", target: "/proc/mounts", layer: null }],
]);

function underEngine(path: string, found: Found | null): Found | null {
  return found?.kind === "directory" ? found : (OF_ENGINE.get(path) ?? found);
}
