import { isDeepStrictEqual } from "node:util";
import { deflateSync, inflateSync } from "node:zlib";
import { compare, contents } from "../../../src/baseline/compare.ts";
import { decodeMeasurement, encodeMeasurement } from "../../../src/baseline/stored.ts";
import { addChecksum, verifyChecksum } from "../../../src/host/checksum.ts";
import { imageReport, measuredImage, reportOf } from "../../fixtures/report.ts";
import { checkFormats } from "../formats.ts";
import { mutateBytes } from "../mutate/bytes.ts";
import { mutateJson } from "../mutate/json.ts";
import type { Random } from "../random.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** The line that the format begins with. */
const MAGIC = Buffer.from("stagegate measurement 1\n");

/** A stored baseline, mostly with a checksum that is right: another run wrote it, perhaps of another branch. */
export const target: FuzzTarget = {
  name: "measurement",
  executions: 800,
  seeds: () => [SEED],
  mutate: (file, random) => {
    const rest = verifyChecksum(file.subarray(MAGIC.length));
    if (rest === null || random.oneIn(8)) return mutateBytes(file, random);
    return Buffer.concat([MAGIC, addChecksum(mutateRest(rest, random))]);
  },
  run: async (file) => {
    const stored = await decodeMeasurement(file);
    if (stored === null) return;
    const again = await decodeMeasurement(await encodeMeasurement(stored));
    // Entries of base layers are left out when it is stored.
    expectThat(
      again !== null && isDeepStrictEqual(again.measurement.image, stored.measurement.image),
      () => "stored again it is another one",
    );
    const change = compare(stored.measurement, MEASURED);
    const trees = contents(MEASURED, stored.measurement);
    if (Number.isSafeInteger(stored.measurement.image.size))
      await checkFormats(reportOf(imageReport({ image: MEASURED.image, change, contents: trees })));
  },
};

const [, own] = measuredImage().layers;
const origin = own?.origin ?? { kind: "unknown" };

const MEASURED = {
  image: measuredImage({
    waste: [{ origin, hiddenBy: { kind: "unknown" }, size: 10, files: 1, how: "replaced", path: "usr/bin" }],
    duplicates: [{ size: 5, paths: ["a", "b"] }],
  }),
  entries: [
    null,
    [{ kind: "file", path: "usr/bin/ffmpeg", size: 36_200_000, mode: 0o755, crc: 1 }],
    [{ kind: "directory", path: "app" }],
  ],
} as const;

const SEED = await encodeMeasurement({
  commit: "1".repeat(40),
  engine: { version: "28.5.2", store: "containerd", buildx: "0.29.1", builder: "default" },
  measurement: MEASURED,
});

/** Its JSON, which is compressed behind its length, or what follows. */
function mutateRest(rest: Buffer, random: Random): Buffer {
  if (rest.length < 4 || random.oneIn(6)) return mutateBytes(rest, random);
  const end = 4 + rest.readUInt32BE(0);
  try {
    const head = mutateJson(inflateSync(rest.subarray(4, end), { maxOutputLength: 2 ** 24 }), random);
    const json = deflateSync(head);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    return Buffer.concat([length, json, rest.subarray(end)]);
  } catch {
    return mutateBytes(rest, random);
  }
}
