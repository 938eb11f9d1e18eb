import { overLimit } from "./limits.ts";

/** Bytes of the largest window, the limit of zstd's own programs and of Node's decompressor. */
const LARGEST_WINDOW = 128 * 1024 ** 2;

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;

/**
 * Follows the frames of a zstd stream (RFC 8878), to know how much memory each will take: a few bytes may require
 * gigabytes. It decompresses nothing, and leaves errors to the decompressor.
 */
export class ZstdFrames {
  #skip = 0;
  #head: number[] = [];
  #place: "frame" | "block" | "unknown" = "frame";
  #hasChecksum = false;

  /** The next bytes of the stream. Throws InvalidImageError if a frame asks for more memory than it may. */
  read(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && this.#place !== "unknown"; ) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, bytes.length - at);
        at += skipped;
        this.#skip -= skipped;
        continue;
      }
      this.#head.push(bytes[at] ?? 0);
      at += 1;
      if (this.#place === "block") this.#block();
      else this.#frame();
    }
  }

  #frame(): void {
    const head = Uint8Array.from(this.#head);
    if (head.length < 5) return;
    const view = new DataView(head.buffer);
    const magic = view.getUint32(0, true);
    if ((magic & 0xfffffff0) === SKIPPABLE) {
      if (head.length === 8) this.#next("frame", view.getUint32(4, true));
      return;
    }
    if (magic !== MAGIC) {
      this.#place = "unknown";
      return;
    }
    const descriptor = head[4] ?? 0;
    const isSingle = (descriptor & 0x20) !== 0;
    const window = isSingle ? 0 : 1;
    const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
    const size = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
    if (head.length < 5 + window + dictionary + size) return;
    requireWindow(isSingle ? contentSize(view, 5 + dictionary, size) : windowSize(head[5] ?? 0));
    this.#hasChecksum = (descriptor & 4) !== 0;
    this.#next("block", 0);
  }

  #block(): void {
    if (this.#head.length < 3) return;
    const [low = 0, middle = 0, high = 0] = this.#head;
    const isRepeated = ((low >> 1) & 3) === 1;
    const size = isRepeated ? 1 : ((high << 16) | (middle << 8) | low) >> 3;
    if ((low & 1) === 0) this.#next("block", size);
    else this.#next("frame", size + (this.#hasChecksum ? 4 : 0));
  }

  #next(place: "frame" | "block", skip: number): void {
    this.#place = place;
    this.#skip = skip;
    this.#head = [];
  }
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** A frame of a single segment is held in memory as a whole. */
function contentSize(view: DataView, at: number, bytes: number): number {
  switch (bytes) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at, true) + 256;
    case 4:
      return view.getUint32(at, true);
    default:
      return Number(view.getBigUint64(at, true));
  }
}

function requireWindow(bytes: number): void {
  if (bytes > LARGEST_WINDOW)
    throw overLimit(`a zstd frame takes ${bytes} bytes of memory; it may take at most ${LARGEST_WINDOW}`);
}
