import { messageOf } from "../host/errors.ts";
import { digestBlob, type ScannedBlob, scanBlob } from "./blob.ts";
import type { FilePart } from "./file.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { ReadLimits } from "./limits.ts";

/** What a thread is asked: to scan a blob, or only for its digest, where there are no limits. */
export interface ScanQuestion {
  readonly blob: FilePart;
  readonly limits: ReadLimits | null;
}

/** What it answers; `ready` once, before it is asked anything. */
export type ScanAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "scanned"; readonly scanned: ScannedBlob }
  | { readonly kind: "hashed"; readonly digest: string }
  | { readonly kind: "invalid"; readonly message: string; readonly hint: string | null }
  /** A fault of the program or of the machine. */
  | { readonly kind: "failed"; readonly message: string };

/** The answer with what goes over to the other thread without being copied. */
export interface Delivery {
  readonly answer: ScanAnswer;
  readonly transfer: readonly ArrayBuffer[];
}

/** Looks at a blob for another thread: classes do not pass from one to another, plain values do. */
export async function answerTo({ blob, limits }: ScanQuestion): Promise<Delivery> {
  try {
    if (limits === null) return { answer: { kind: "hashed", digest: await digestBlob(blob) }, transfer: [] };
    const scanned = await scanBlob(blob, limits);
    const transfer = scanned.scan.contents.pages.map(({ buffer }) => buffer as ArrayBuffer);
    return { answer: { kind: "scanned", scanned }, transfer: [...new Set(transfer)] };
  } catch (error) {
    return {
      answer:
        error instanceof InvalidImageError
          ? { kind: "invalid", message: error.message, hint: error.hint }
          : { kind: "failed", message: messageOf(error) },
      transfer: [],
    };
  }
}
