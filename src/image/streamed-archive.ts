import { Readable } from "node:stream";
import { type Archive, missingIn } from "./archive.ts";
import { ArchiveLinks } from "./archive-links.ts";
import { expand, peek, sniff } from "./compression.ts";
import { InvalidImageError } from "./invalid-image.ts";
import { type LayerScan, scanLayer } from "./layer.ts";
import { type Allowance, DOCUMENT_BYTES, MOST_ARCHIVED, requireAtMost, requireDocument } from "./limits.ts";
import { pathOf } from "./path.ts";
import { TarReader } from "./tar.ts";
import { type TarMember, tarMembers } from "./tar-members.ts";

/**
 * An archive that is read once, as a stream. manifest.json comes last and names the layers. So each file is scanned
 * as if it were a layer, and the small JSON files stay in memory.
 */
export class StreamedArchive implements Archive {
  readonly #allowance: Allowance;
  readonly #documents = new Map<string, Buffer>();
  /** Every other file: the scan of a layer, or the error that shows it is not one. */
  readonly #scans = new Map<string, LayerScan | InvalidImageError>();
  /** Sizes of these files in bytes. */
  readonly #sizes = new Map<string, number>();
  readonly #links = new ArchiveLinks();
  #count = 0;
  #hasEnd = false;

  private constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /**
   * Reads an archive, gzip, zstd or uncompressed, to its end. Throws InvalidImageError if it is damaged or
   * cut off.
   */
  static async read(source: AsyncIterable<Uint8Array>, allowance: Allowance): Promise<StreamedArchive> {
    const archive = new StreamedArchive(allowance);
    const tar = new TarReader("an image archive");
    for await (const member of tarMembers(uncompressed(source, allowance), tar))
      await archive.#member(member);
    archive.#hasEnd = tar.complete;
    return archive;
  }

  async find(path: string): Promise<Uint8Array | null> {
    const target = this.#links.resolve(path);
    requireDocument(this.#sizes.get(target) ?? 0);
    return this.#documents.get(target) ?? null;
  }

  get hasEnd(): boolean {
    return this.#hasEnd;
  }

  has(path: string): boolean {
    const target = this.#links.resolve(path);
    return this.#scans.has(target) || this.#documents.has(target);
  }

  part(): null {
    return null;
  }

  async layer(path: string): Promise<LayerScan> {
    const target = this.#links.resolve(path);
    const scan = this.#scans.get(target);
    if (scan instanceof InvalidImageError) throw scan;
    if (scan !== undefined) return scan;
    // A small layer whose first entry's name begins like JSON is stored as a document.
    const document = this.#documents.get(target);
    if (document === undefined) throw missingIn(this);
    return scanLayer(Readable.from([document]), this.#allowance);
  }

  async #member(member: TarMember): Promise<void> {
    const { entry } = member;
    this.#allowance.entry();
    this.#count += 1;
    requireAtMost(MOST_ARCHIVED, this.#count, "file");
    const path = pathOf(entry.name);
    this.#links.add(path, entry);
    if (entry.type === "file") await this.#file(path, member);
  }

  async #file(path: string, { entry, body }: TarMember): Promise<void> {
    const { head, all } = await peek(body, 1);
    if (entry.size <= DOCUMENT_BYTES && /^[{[\s]/.test(head.toString("latin1", 0, 1))) {
      this.#allowance.keep(entry.size);
      const pieces: Uint8Array[] = [];
      for await (const piece of all) pieces.push(piece);
      this.#documents.set(path, Buffer.concat(pieces));
      return;
    }
    this.#sizes.set(path, entry.size);
    try {
      this.#scans.set(path, await scanLayer(all, this.#allowance));
    } catch (error) {
      // It may not be a layer at all. If the archive is cut off here, its next member reports it.
      if (!(error instanceof InvalidImageError)) throw error;
      this.#scans.set(path, error);
    }
  }
}

async function* uncompressed(
  source: AsyncIterable<Uint8Array>,
  allowance: Allowance,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(source, 4);
  const compression = sniff(head);
  for await (const chunk of expand(all, compression)) {
    if (compression !== "none") allowance.expand(chunk.length);
    yield chunk;
  }
}
