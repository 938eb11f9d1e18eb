import type { MessagePort } from "node:worker_threads";
import { messageOf } from "../host/errors.ts";
import { digestBlob, type ScannedBlob, scanBlob, scanStream } from "./blob.ts";
import type { FilePart } from "./file.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { ReadLimits } from "./limits.ts";
import { receiveChunks } from "./stream-port.ts";

/** A request to a thread: scan a blob, or only compute its digest. */
export type ScanQuestion =
  | { readonly kind: "scan"; readonly blob: FilePart; readonly limits: ReadLimits }
  | { readonly kind: "digest"; readonly blob: FilePart }
  /** A blob that `sendChunks` sends over a port. */
  | {
      readonly kind: "stream";
      readonly blob: { readonly path: string; readonly size: number };
      readonly limits: ReadLimits;
      readonly port: MessagePort;
    };

/** An answer of a thread; `ready` comes once, before the first request. */
export type ScanAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "scanned"; readonly scanned: ScannedBlob }
  | { readonly kind: "hashed"; readonly digest: string }
  | { readonly kind: "invalid"; readonly message: string; readonly hint: string | null }
  /** A failure of the program or of the machine. */
  | { readonly kind: "failed"; readonly message: string };

/** The answer, and the buffers to transfer without a copy. */
export interface Delivery {
  readonly answer: ScanAnswer;
  readonly transfer: readonly ArrayBuffer[];
}

/** Answers a request of another thread. Classes do not pass between threads, so the answer has plain values. */
export async function answerTo(question: ScanQuestion): Promise<Delivery> {
  try {
    if (question.kind === "digest")
      return { answer: { kind: "hashed", digest: await digestBlob(question.blob) }, transfer: [] };
    const scanned = await scan(question);
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

function scan(question: Exclude<ScanQuestion, { kind: "digest" }>): Promise<ScannedBlob> {
  if (question.kind === "scan") return scanBlob(question.blob, question.limits);
  const { blob, limits, port } = question;
  return scanStream({ ...blob, chunks: () => receiveChunks(port) }, limits);
}
