import fc from "fast-check";
import type { LayerEntry } from "../../src/image/image.ts";

type File = Extract<LayerEntry, { kind: "file" }>;

export function file(path: string, size = 1, crc = 0): File {
  return { kind: "file", path, size, mode: 0o644, crc };
}

export function link(path: string, target: string): LayerEntry {
  return { kind: "hard link", path, target };
}

export function symlink(path: string, target: string): LayerEntry {
  return { kind: "symlink", path, target };
}

export function directory(path: string): LayerEntry {
  return { kind: "directory", path };
}

/** A whiteout. */
export function removed(path: string): LayerEntry {
  return { kind: "removed", path };
}

/** An opaque directory. */
export function emptied(path: string): LayerEntry {
  return { kind: "emptied", path };
}

const path = fc
  .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("/"));
const entry: fc.Arbitrary<LayerEntry> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(path, fc.nat(3), fc.nat(1)).map((made) => file(...made)) },
  { weight: 2, arbitrary: fc.tuple(path, path).map((made) => link(...made)) },
  fc.tuple(path, path).map((made) => symlink(...made)),
  path.map((at) => ({ kind: "other" as const, path: at })),
  path.map(directory),
  path.map(removed),
  fc.oneof(path, fc.constant("")).map(emptied),
);

/** Layers that say all kinds of things of the same few paths. */
export const anyLayers = fc.array(fc.array(entry, { maxLength: 10 }), { maxLength: 4 });

interface Replayed {
  readonly seen: ReadonlyMap<string, File>;
  /** By layer: what was seen before it and is not any more. */
  readonly taken: readonly { readonly path: string; readonly file: File; readonly now: File | undefined }[][];
  /** By layer: the files that have no name any more. */
  readonly hidden: readonly File[][];
}

/** The merged filesystem the slow and simple way: a map of paths, and each entry looks at all of them. */
export function replay(layers: readonly (readonly LayerEntry[])[]): Replayed {
  let seen = new Map<string, File>();
  const taken: Replayed["taken"][number][] = [];
  const hidden: File[][] = [];
  for (const entries of layers) {
    const before = seen;
    seen = new Map(seen);
    const drop = (isGone: (path: string) => boolean) => {
      for (const at of [...seen.keys()]) if (isGone(at)) seen.delete(at);
    };
    for (const { kind, path: gone } of entries) {
      if (kind === "removed" || kind === "emptied") {
        // An opaque root changes nothing.
        if (gone !== "") drop((at) => at === gone || at.startsWith(`${gone}/`));
      }
    }
    const own = new Set<File>();
    for (const said of entries) {
      if (said.kind === "removed" || said.kind === "emptied") continue;
      const target = said.kind === "hard link" ? seen.get(said.target) : undefined;
      drop((at) => at === said.path || said.path.startsWith(`${at}/`));
      if (said.kind !== "directory") drop((at) => at.startsWith(`${said.path}/`));
      if (said.kind === "file") own.add(said);
      const held = said.kind === "file" ? said : target;
      if (held !== undefined && own.has(held)) seen.set(said.path, held);
    }
    const lost = [...before].filter(([at, held]) => seen.get(at) !== held);
    taken.push(lost.map(([at, held]) => ({ path: at, file: held, now: seen.get(at) })));
    const left = new Set(seen.values());
    hidden.push([...new Set(before.values())].filter((held) => !left.has(held)));
  }
  return { seen, taken, hidden };
}
