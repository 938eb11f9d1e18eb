import { type FileHandle, open } from "node:fs/promises";
import { type Archive, missingIn } from "./archive.ts";
import { ArchiveLinks } from "./archive-links.ts";
import { asInvalidImage, type FilePart, readDocument } from "./file.ts";
import { InvalidImageError, quote } from "./invalid-image.ts";
import type { LayerScan } from "./layer.ts";
import { MOST_ARCHIVED, requireAtMost } from "./limits.ts";
import { pathOf } from "./path.ts";
import type { ReadContext } from "./read-layers.ts";
import { scanPart } from "./read-layers.ts";
import { TarReader } from "./tar.ts";

const BLOCK = 512;

/**
 * An archive in a file that is not compressed as a whole. All headers are read first, then only the files that are
 * needed, so that layers can be scanned in parallel.
 */
export class FileArchive implements Archive {
  readonly #context: ReadContext;
  readonly #files = new Map<string, FilePart>();
  readonly #links = new ArchiveLinks();
  readonly #layers = new Map<string, Promise<LayerScan>>();

  #hasEnd = false;

  private constructor(context: ReadContext) {
    this.#context = context;
  }

  /** Throws InvalidImageError if the tar is damaged or cut off. */
  static async open(whole: FilePart, context: ReadContext): Promise<FileArchive> {
    const archive = new FileArchive(context);
    try {
      const file = await open(whole.path);
      await archive.#readHeaders(file, whole).finally(() => file.close());
    } catch (error) {
      throw asInvalidImage(error);
    }
    return archive;
  }

  async find(path: string): Promise<Uint8Array | null> {
    const part = this.part(path);
    return part === null ? null : readDocument(part, this.#context.allowance);
  }

  get hasEnd(): boolean {
    return this.#hasEnd;
  }

  has(path: string): boolean {
    return this.part(path) !== null;
  }

  part(path: string): FilePart | null {
    return this.#files.get(this.#links.resolve(path)) ?? null;
  }

  async layer(path: string): Promise<LayerScan> {
    const target = this.#links.resolve(path);
    const part = this.#files.get(target);
    if (part === undefined) throw missingIn(this);
    const layer = this.#layers.get(target) ?? scanPart(part, this.#context);
    this.#layers.set(target, layer);
    return layer;
  }

  async #readHeaders(file: FileHandle, { path, size: end }: FilePart): Promise<void> {
    const { allowance } = this.#context;
    const tar = new TarReader("an image archive");
    const block = Buffer.alloc(BLOCK);
    let count = 0;
    for (let at = 0; at < end && !tar.complete; ) {
      const { bytesRead } = await file.read(block, 0, BLOCK, at);
      if (bytesRead === 0) break;
      allowance.read(bytesRead);
      at += bytesRead;
      for (const entry of tar.read(block.subarray(0, bytesRead))) {
        // A body begins in the block after its header.
        if (entry instanceof Uint8Array) continue;
        allowance.entry();
        count += 1;
        requireAtMost(MOST_ARCHIVED, count, "file");
        const start = at;
        const { body, padding } = tar.skip();
        at += body;
        if (at > end) throw new InvalidImageError(`entry ${quote(entry.name)} is cut off`);
        at += padding;
        const name = pathOf(entry.name);
        this.#links.add(name, entry);
        if (entry.type === "file") this.#files.set(name, { path, start, size: entry.size });
      }
    }
    tar.end();
    this.#hasEnd = tar.complete;
  }
}
