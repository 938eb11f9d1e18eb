import type { DigestBlob, ScanBlob, ScannedBlob } from "./blob.ts";
import type { FilePart } from "./file.ts";

/**
 * Scans and hashes each part of a file once a run, however many images name it. A scan is held only while it
 * runs: afterwards the layer cache has its layer, and its digest is known here.
 * @param scan as it is done for one image, and so `digest`
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
