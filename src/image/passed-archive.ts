import { posix } from "node:path";
import { Readable } from "node:stream";
import { peek } from "./compression.ts";
import { pathOf } from "./contents.ts";
import { Damage, quoted } from "./damage.ts";
import { digestOf, verifyDigest } from "./digest.ts";
import { type LayerScan, scanLayer } from "./layer.ts";
import { type Allowance, DOCUMENT_BYTES } from "./limits.ts";
import { type TarMember, tarMembers } from "./tar-members.ts";

/**
 * What one pass over an archive kept. Which files are layers is known only when all have passed, because
 * manifest.json comes last; so each is scanned as if it were one, and the small JSON files are kept.
 */
export class PassedArchive {
  readonly #allowance: Allowance;
  readonly #documents = new Map<string, Buffer>();
  /** Every other file: as a layer, or what keeps it from being one. */
  readonly #scans = new Map<string, LayerScan | Damage>();
  /** Symlinks and hard links with the paths that they lead to. */
  readonly #links = new Map<string, string>();

  private constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** Reads the tar to its end. Throws Damage where it is damaged or cut off. */
  static async over(tar: AsyncIterable<Uint8Array>, allowance: Allowance): Promise<PassedArchive> {
    const passed = new PassedArchive(allowance);
    for await (const member of tarMembers(tar)) await passed.#member(member);
    return passed;
  }

  /** A JSON file's bytes, links followed; null where there is none. */
  find(path: string): Uint8Array | null {
    return this.#documents.get(this.#followed(path)) ?? null;
  }

  /** The same; throws Damage where there is none, or where its digest is another than `digest`. */
  document(path: string, digest: string | null): Uint8Array {
    const bytes = this.find(path);
    if (bytes === null) throw new Damage("is missing");
    if (digest !== null) verifyDigest("its digest", digest, digestOf(bytes));
    return bytes;
  }

  /** What was found of a layer, links followed. Throws the Damage that kept it from being one. */
  async layer(path: string): Promise<LayerScan> {
    const target = this.#followed(path);
    const scan = this.#scans.get(target);
    if (scan instanceof Damage) throw scan;
    if (scan !== undefined) return scan;
    // A small layer whose first entry's name begins like JSON was kept as a document.
    const document = this.#documents.get(target);
    if (document === undefined) throw new Damage("is missing");
    return scanLayer(Readable.from([document]), this.#allowance);
  }

  async #member(member: TarMember): Promise<void> {
    const { entry } = member;
    this.#allowance.entry();
    const path = pathOf(entry.name);
    if (entry.type === "symlink") this.#links.set(path, posix.join(posix.dirname(path), entry.link));
    else if (entry.type === "hard link") this.#links.set(path, entry.link);
    else if (entry.type === "file") await this.#file(path, member);
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
    try {
      this.#scans.set(path, await scanLayer(all, this.#allowance));
    } catch (error) {
      // It may be no layer at all. Where it is the archive that ends here, its next member says so.
      if (!(error instanceof Damage)) throw error;
      this.#scans.set(path, error);
    }
  }

  /** Docker before 25 saves a layer once and links to it from where it comes up again. */
  #followed(path: string): string {
    const followed = new Set<string>();
    let target = path;
    for (let link = this.#links.get(target); link !== undefined; link = this.#links.get(target)) {
      if (followed.has(target)) throw new Damage(`link ${quoted(path)} leads to itself`);
      followed.add(target);
      target = pathOf(link);
    }
    return target;
  }
}
