import { formatSize } from "../../text/size.ts";
import type { Fetched } from "./image.ts";

/** In ms: a download that takes longer is reported, and then again after each such interval. */
const INTERVAL = 5000;

/**
 * Reports long downloads, a line every five seconds: `ghcr.io/octo/app:1.2: fetched 120 MB of 900 MB`. The total
 * grows with each new layer.
 * @param now in ms
 */
export function downloadProgress(
  tell: (line: string) => void,
  now: () => number,
): (fetched: Fetched) => void {
  const told = new Map<string, number>();
  return ({ name, bytes, total }) => {
    const at = now();
    const last = told.get(name);
    if (last === undefined) told.set(name, at);
    if (last === undefined || at - last < INTERVAL) return;
    told.set(name, at);
    tell(`${name}: fetched ${formatSize(bytes)} of ${formatSize(total)}`);
  };
}
