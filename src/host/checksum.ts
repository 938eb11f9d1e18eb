import { createHash } from "node:crypto";

/** In bytes: SHA-256. */
const LENGTH = 32;

/** The bytes behind their checksum. */
export function addChecksum(bytes: Uint8Array): Buffer {
  return Buffer.concat([checksumOf(bytes), bytes]);
}

/** The bytes without their checksum; null if they or the checksum have changed. */
export function verifyChecksum(checked: Buffer): Buffer | null {
  const bytes = checked.subarray(LENGTH);
  return checksumOf(bytes).equals(checked.subarray(0, LENGTH)) ? bytes : null;
}

function checksumOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
