import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Image } from "../../../src/image/image.ts";
import { readImage } from "../../../src/image/read.ts";
import { expectOnly, inFolder } from "../folder.ts";
import { archives } from "../images.ts";
import { checkMeasurement, measurementOf } from "../measured.ts";
import { mutateArchive } from "../mutate/archive.ts";
import { type Answer, refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** Of these the fuzzer must not have to expand a gigabyte. */
const LIMITS = { expansionFloor: 8 * 1024 ** 2, kept: 8 * 1024 ** 2 };

/** An image's archive: as a file of which parts are read, and as a stream from an engine. */
export const target: FuzzTarget = {
  name: "archive",
  executions: 250,
  seeds: () => archives,
  mutate: mutateArchive,
  run: async (archive) => {
    const read = await refusable(() => readStream(archive, 65_536));
    const pieces = await refusable(() => readStream(archive, 1 + (archive.length % 700)));
    expectSame(read, pieces, "a stream in other pieces");
    await inFolder(async (folder) => {
      const path = join(folder, "app.tar");
      writeFileSync(path, archive);
      const fromFile = await refusable(() => readImage({ kind: "archive", path }, { limits: LIMITS }));
      expectOnly(folder, ["app.tar"]);
      expectSame(read, fromFile, "a file");
    });
    if (!read.isRefused) await checkMeasurement(read.value, await before());
  },
};

let first: Promise<Image> | null = null;

async function before() {
  first ??= readStream(archives[0] as Buffer, 65_536);
  return measurementOf(await first);
}

function readStream(archive: Buffer, piece: number): Promise<Image> {
  async function* saveImage(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < archive.length; at += piece) yield archive.subarray(at, at + piece);
  }
  return readImage({ kind: "engine", name: "app:latest" }, { saveImage, limits: LIMITS });
}

/** The same image, or a refusal of both. */
function expectSame(one: Answer<Image>, other: Answer<Image>, how: string): void {
  const words = (answer: Answer<Image>) => (answer.isRefused ? answer.message : "an image");
  expectThat(one.isRefused === other.isRefused, () => `${words(one)} — but as ${how}: ${words(other)}`);
  if (!one.isRefused && !other.isRefused)
    expectThat(isDeepStrictEqual(plain(one.value), plain(other.value)), () => `${how} gives another image`);
}

/** With the entries, which are a getter. */
function plain({ config, layers }: Image): unknown {
  return {
    config,
    layers: layers.map((layer) => ({
      ...layer,
      contents: { ...layer.contents, entries: layer.contents.entries },
    })),
  };
}
