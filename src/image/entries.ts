import { promisify } from "node:util";
import * as zlib from "node:zlib";
import type { LayerEntry } from "./image.ts";

const deflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.deflate);
const inflate = promisify<zlib.InputType, Buffer>(zlib.inflate);

/** Packs what a layer says of its paths, for the layer cache and for stored baselines. */
export async function packEntries(entries: readonly LayerEntry[]): Promise<Buffer> {
  return deflate(JSON.stringify(entries), { level: 1 });
}

/** Reads what `packEntries` wrote. */
export async function unpackEntries(packed: Uint8Array): Promise<readonly LayerEntry[]> {
  return JSON.parse((await inflate(packed)).toString()) as LayerEntry[];
}
