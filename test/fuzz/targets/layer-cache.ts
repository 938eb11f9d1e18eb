import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addChecksum, verifyChecksum } from "../../../src/host/checksum.ts";
import { openImageCache } from "../../../src/image/image-cache.ts";
import { openLayerCache } from "../../../src/image/layer-cache.ts";
import {
  LAYER_FORMAT,
  packLayer,
  packLayerFiles,
  readLayerFile,
  unpackLayerFiles,
} from "../../../src/image/layer-file.ts";
import { expectOnly, inFolder } from "../folder.ts";
import { mutateBytes } from "../mutate/bytes.ts";
import { mutateJson } from "../mutate/json.ts";
import type { Random } from "../random.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const DIGEST = `sha256:${"ab".repeat(32)}`;

/** A file of the layer cache, mostly with a checksum that is right. */
export const target: FuzzTarget = {
  name: "layer-cache",
  executions: 800,
  seeds: () => [SEED],
  mutate: (file, random) => {
    const rest = verifyChecksum(file);
    if (rest === null || random.oneIn(8)) return mutateBytes(file, random);
    return addChecksum(mutateRest(rest, random));
  },
  run: (file) =>
    inFolder(async (folder) => {
      const path = join(folder, "layers", `v${LAYER_FORMAT}`, DIGEST.slice("sha256:".length));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file);
      const warnings: string[] = [];
      const cache = openLayerCache(join(folder, "layers"), (message) => warnings.push(message));
      const found = await cache.find(DIGEST);
      if (found !== null) expectThat(Array.isArray(found.contents.entries), () => "a layer without entries");
      const layout = join(folder, "layout");
      await cache.putPlaceholders(layout);
      cache.usedFiles();
      await cache.close();
      const own = readLayerFile(file);
      for (const one of unpackLayerFiles(own === null ? file : packLayerFiles([own, own])))
        await cache.add([one]);
      expectOnly(folder, ["layers", "layout"]);
      expectThat(warnings.length === 0, () => `a warning: ${warnings.join()}`);

      await openImageCache(folder, String).find(DIGEST, null);
    }),
};

const SEED = await packLayer(DIGEST, 1234, {
  diffId: `sha256:${"cd".repeat(32)}`,
  transferSize: 1234,
  contents: {
    size: 5,
    files: 1,
    watched: new Map([["etc/passwd", Buffer.from("app:x:1:1::/:/\n")]]),
    secrets: [{ path: "root/.npmrc", what: "a token" }],
    entries: [
      { kind: "file", path: "etc/passwd", size: 5, mode: 0o644, crc: 7 },
      { kind: "symlink", path: "bin", target: "usr/bin" },
      { kind: "removed", path: "a" },
    ],
  },
});

/** The JSON of the first line, or the packed entries behind it. */
function mutateRest(rest: Buffer, random: Random): Buffer {
  const end = rest.indexOf("\n");
  if (end < 0 || random.oneIn(5)) return mutateBytes(rest, random);
  const [head, entries] = [rest.subarray(0, end), rest.subarray(end)];
  return random.oneIn(3)
    ? Buffer.concat([head, mutateBytes(entries, random)])
    : Buffer.concat([mutateJson(head, random), entries]);
}
