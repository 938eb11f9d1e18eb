import type { DigestBlob, ScanBlob, ScannedBlob } from "./blob.ts";
import type { FilePart } from "./file.ts";

/**
 * Scans and hashes each part of a file once a run, however many images have it. It holds a scan only while that
 * runs: afterwards the layer cache has the layer, and this object its digest.
 * @param scan the functions for one image, also `digest`
 */
export function readOnce(
  scan: ScanBlob,
  digest: DigestBlob,
): { readonly scan: ScanBlob; readonly digest: DigestBlob } {
  const scans = new Map<string, Promise<ScannedBlob>>();
  const digests = new Map<string, Promise<string>>();
  return {
    scan: (blob, limits) => {
      const key = JSON.stringify([keyOf(blob), limits]);
      const running = scans.get(key);
      if (running !== undefined) return running;
      const scanned = scan(blob, limits);
      scans.set(key, scanned);
      const forget = () => scans.delete(key);
      scanned.then((found) => {
        digests.set(keyOf(blob), Promise.resolve(found.scan.digest));
        forget();
      }, forget);
      return scanned;
    },
    digest: (blob) => {
      const known = digests.get(keyOf(blob)) ?? digest(blob);
      digests.set(keyOf(blob), known);
      return known;
    },
  };
}

function keyOf({ path, start, size }: FilePart): string {
  return JSON.stringify([path, start, size]);
}
