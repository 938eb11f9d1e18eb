import { posix } from "node:path";
import type { LayerEntry } from "../../image/image.ts";
import { type Filesystem, mergeLayers, type Name } from "../filesystem.ts";
import type { FileEntry } from "../folders.ts";

/** The files and symlinks of a stage after its last instruction. */
export interface StageFiles {
  /** Every name of every file. */
  readonly files: readonly Name[];
  /** Paths of the symlinks. */
  readonly links: readonly string[];
  /** Follows all known symlinks of a path, with one at its end. */
  readonly resolve: (path: string) => string;
  readonly lost: Filesystem["lost"];
  /** Whether all layers were read, so that there are no other files and symlinks. */
  readonly isWhole: boolean;
}

/** Symlinks that a path may lead through before it counts as a loop, as in BuildKit. */
const MOST_LINKS = 255;

/** @param layers the entries of each layer, lowest layer first; null for a layer that was not read */
export function readStageFiles(layers: readonly (readonly LayerEntry[] | null)[]): StageFiles {
  const targets = new Map<FileEntry, string>();
  // A symlink replaces a file of the same name, and the other way round, so symlinks are merged like files.
  const asFile = (entry: LayerEntry): LayerEntry => {
    if (entry.kind !== "symlink") return entry;
    const file: FileEntry = { kind: "file", path: entry.path, size: 0, mode: 0, crc: 0 };
    targets.set(file, entry.target);
    return file;
  };
  const { names, fileAt, lost } = mergeLayers(layers.map((entries) => (entries ?? []).map(asFile)));
  const targetAt = (path: string): string | undefined => {
    const file = targets.size === 0 ? null : fileAt(path);
    return file === null ? undefined : targets.get(file.entry);
  };
  const files: Name[] = [];
  const links: string[] = [];
  for (const name of names()) {
    if (targets.has(name.file.entry)) links.push(name.path);
    else files.push(name);
  }
  return {
    files,
    links,
    resolve: (path) => followLinks(path, targetAt),
    lost: lost.filter(({ file }) => !targets.has(file.entry)),
    isWhole: !layers.includes(null),
  };
}

function followLinks(path: string, targetAt: (path: string) => string | undefined): string {
  let reached = "";
  const open = partsOf(path).reverse();
  for (let links = 0; open.length > 0; ) {
    const next = posix.join("/", reached, open.pop() ?? "").slice(1);
    const target = targetAt(next);
    if (target === undefined) reached = next;
    else {
      links += 1;
      if (links > MOST_LINKS) return path;
      if (target.startsWith("/")) reached = "";
      open.push(
        ...target
          .split("/")
          .filter((part) => part !== "")
          .reverse(),
      );
    }
  }
  return reached;
}

/** The parts of a path from the root; `..` never leads above the root. */
export function partsOf(path: string): string[] {
  return posix
    .join("/", path)
    .split("/")
    .filter((part) => part !== "");
}
