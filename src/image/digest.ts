import { createHash } from "node:crypto";
import { InvalidImageError, quote } from "./invalid-image.ts";

const SHA256 = /^sha256:[0-9a-f]{64}$/;

/** Returns `text` if it is `sha256:` and 64 hex digits; else throws InvalidImageError. */
export function parseDigest(text: unknown): string {
  if (typeof text === "string" && SHA256.test(text)) return text;
  // A JSON object may have its own toString.
  const written =
    typeof text === "object" && text !== null ? "a value that is not a string" : quote(String(text));
  throw new InvalidImageError(`${written} is not a sha256 digest`);
}

/** Digest of bytes in memory, `sha256:…`. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Throws InvalidImageError with both digests if they differ. */
export function verifyDigest(what: string, expected: string, actual: string): void {
  if (expected !== actual) throw new InvalidImageError(`${what} is ${actual}, but should be ${expected}`);
}

/** Where a blob lies in an OCI image layout, relative to its root (image-spec, image-layout.md). */
export function blobPath(digest: string): string {
  return `blobs/${digest.replace(":", "/")}`;
}
