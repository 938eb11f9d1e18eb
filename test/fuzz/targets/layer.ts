import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { scanBlob } from "../../../src/image/blob.ts";
import { layerContents } from "../../../src/image/contents.ts";
import { InvalidImageError } from "../../../src/image/invalid-image.ts";
import { type LayerScan, scanLayer } from "../../../src/image/layer.ts";
import { Allowance, DEFAULT_READ_LIMITS } from "../../../src/image/limits.ts";
import { compress, tarEntry } from "../../fixtures/images.ts";
import { inFolder } from "../folder.ts";
import { image } from "../images.ts";
import { mutateBytes } from "../mutate/bytes.ts";
import { mutateTar } from "../mutate/tar.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const LIMITS = { ...DEFAULT_READ_LIMITS, expansionFloor: 8 * 1024 ** 2, kept: 8 * 1024 ** 2 };

/** A layer's blob: raw, gzip or zstd, whole and piece by piece. */
export const target: FuzzTarget = {
  name: "layer",
  executions: 1000,
  seeds: () => [
    ...image.tars,
    Buffer.concat([
      ...image.tars.map((tar) => tar.subarray(0, tar.length - 1024)),
      oldSparse(),
      Buffer.alloc(1024),
    ]),
    ...image.tars.flatMap((tar) =>
      (["gzip", "zstd"] as const).map((compression) => compress(tar, compression)),
    ),
  ],
  mutate: (blob, random) => {
    const isCompressed = blob[0] === 0x1f || blob[0] === 0x28;
    return isCompressed ? mutateBytes(blob, random) : mutateTar(blob, random);
  },
  run: async (blob) => {
    const whole = await refusable(() => scan(blob, blob.length), InvalidImageError);
    for (const piece of [1 + (blob.length % 611), 512]) {
      const other = await refusable(() => scan(blob, piece), InvalidImageError);
      // What zlib first notices of damage depends on the pieces.
      const isSame = whole.isRefused ? other.isRefused : isDeepStrictEqual(other, whole);
      expectThat(isSame, () => `in pieces of ${piece} bytes it is another layer`);
    }
    await inFolder(async (folder) => {
      const path = join(folder, "blob");
      writeFileSync(path, blob);
      const atOnce = await refusable(
        async () => plain((await scanBlob({ path, start: 0, size: blob.length }, LIMITS)).scan),
        InvalidImageError,
      );
      expectThat(
        atOnce.isRefused === whole.isRefused,
        () =>
          `${JSON.stringify(whole).slice(0, 300)} — but as a file: ${JSON.stringify(atOnce).slice(0, 300)}`,
      );
      if (!atOnce.isRefused)
        expectThat(isDeepStrictEqual(atOnce, whole), () => "as a file it is another layer");
    });
    if (whole.isRefused) return;
    const { size, files, entries, watched } = whole.value.contents;
    const listed = entries.flatMap((entry) => (entry.kind === "file" ? [entry.size] : []));
    expectThat(
      files === listed.length && size >= listed.reduce((all, one) => all + one, 0),
      () => `${files} files of ${size} bytes, listed are ${listed}`,
    );
    for (const { path } of entries)
      expectThat(
        !path.startsWith("/") && !path.endsWith("/") && !path.split("/").includes(".."),
        () => `the path ${JSON.stringify(path)}`,
      );
    for (const path of watched.keys())
      expectThat(
        entries.some((entry) => entry.path === path),
        () => `${path} is watched and not listed`,
      );
  },
};

async function scan(blob: Buffer, piece: number) {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < blob.length; at += piece) yield blob.subarray(at, at + piece);
  }
  return plain(await scanLayer(pieces(), new Allowance(LIMITS)));
}

/** With entries in place of their bytes. */
function plain(found: LayerScan) {
  const contents = layerContents(found.contents);
  return { ...found, contents: { ...contents, entries: contents.entries } };
}

/** An old GNU sparse file, whose map goes on in a block of its own. */
function oldSparse(): Buffer {
  const patch = { 482: Buffer.from([1]), 483: Buffer.from("00000010000\0") };
  const [header, body] = [
    tarEntry({ name: "old-sparse", flag: "S", size: 512, patch }),
    Buffer.alloc(512, "x"),
  ];
  return Buffer.concat([header, Buffer.alloc(512), body]);
}
