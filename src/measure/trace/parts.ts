import type { LayerEntry } from "../../image/image.ts";
import type { TraceOrigin, TracePart } from "../../model/report.ts";
import type { TracedFile, TracedFiles } from "./trace.ts";

/** A part of a trace with the paths of its files. */
export interface PartWithFiles {
  readonly part: TracePart;
  /** One of its files. */
  readonly traced: TracedFile;
  /** Known paths of its files in the stage that made them; in a change, only of files that differ. */
  readonly made: readonly string[];
}

/**
 * The bytes of a `COPY --from` by their origins, most bytes first. They sum to the size of its layers.
 * @param entries of its layers
 * @param traced the origins of its files; a file that is missing here counts for the COPY itself
 */
export function traceParts(
  entries: readonly LayerEntry[],
  traced: TracedFiles,
  copy: TracedFile,
): PartWithFiles[] {
  const parts = new Parts();
  for (const entry of entries)
    if (entry.kind === "file") parts.add(traced.get(entry.path) ?? copy, entry.size);
  return parts.sorted();
}

/**
 * The change of a `COPY --from` by origins, largest difference first. The differences sum to the change of its layers.
 * A file that is gone counts for the origin of the other files in its folder, or in the next folder above that still
 * has files; if these have several origins, for the COPY itself.
 * @param before the entries of its layers in the baseline
 */
export function traceChanges(
  before: readonly LayerEntry[],
  entries: readonly LayerEntry[],
  traced: TracedFiles,
  copy: TracedFile,
): PartWithFiles[] {
  const makerOf = (path: string) => traced.get(path) ?? copy;
  const sizes = new Map<string, number>();
  const folders = new Map<string, TracedFile | null>();
  for (const entry of entries) {
    if (entry.kind !== "file") continue;
    sizes.set(entry.path, (sizes.get(entry.path) ?? 0) + entry.size);
    const maker = makerOf(entry.path);
    for (const folder of foldersOf(entry.path)) {
      const known = folders.get(folder);
      if (known === undefined) folders.set(folder, maker);
      // If a folder has several origins, so have the folders above.
      else if (known === null || isSame(known, maker)) continue;
      else folders.set(folder, null);
    }
  }
  const now = new Set(sizes.keys());
  for (const entry of before)
    if (entry.kind === "file") sizes.set(entry.path, (sizes.get(entry.path) ?? 0) - entry.size);
  const parts = new Parts();
  for (const [path, size] of sizes) {
    if (size === 0) continue;
    const folder = foldersOf(path).find((one) => folders.has(one));
    if (now.has(path)) parts.add(makerOf(path), size);
    else parts.addGone(folder === undefined ? copy : (folders.get(folder) ?? copy), size);
  }
  return parts.sorted();
}

interface GrowingPart {
  readonly traced: TracedFile;
  readonly made: string[];
  size: number;
  files: number;
}

class Parts {
  readonly #parts = new Map<string, GrowingPart>();

  add(traced: TracedFile, size: number): void {
    const part = this.#count(traced, size);
    if (traced.path !== null) part.made.push(traced.path);
  }

  /** @param traced a file that is still there */
  addGone(traced: TracedFile, size: number): void {
    this.#count(traced, size);
  }

  #count(traced: TracedFile, size: number): GrowingPart {
    const key = keyOf(traced);
    const part = this.#parts.get(key) ?? { traced, size: 0, files: 0, made: [] };
    this.#parts.set(key, part);
    part.size += size;
    part.files += 1;
    return part;
  }

  sorted(): PartWithFiles[] {
    return [...this.#parts.values()]
      .filter(({ size }) => size !== 0)
      .map(({ traced, size, files, made }) => ({
        traced,
        made,
        part: { origin: traced.origin, through: traced.through, size, files },
      }))
      .sort((one, other) => Math.abs(other.part.size) - Math.abs(one.part.size));
  }
}

/** The folders around a path, each with a slash at its end, the nearest first; without the root. */
function foldersOf(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
    folders.push(path.slice(0, at + 1));
  return folders;
}

/** Whether two files have the same origin, through the same instructions. */
function isSame(one: TracedFile, other: TracedFile): boolean {
  return one === other || keyOf(one) === keyOf(other);
}

function keyOf({ origin, through }: TracedFile): string {
  return [origin, ...through].map(originKey).join("\n");
}

function originKey(origin: TraceOrigin): string {
  return origin.kind === "image"
    ? `${origin.stage ?? ""} ${origin.name}`
    : `${origin.file}:${origin.lines.join("-")}`;
}
