import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import {
  baselineKey,
  decodeMeasurement,
  encodeMeasurement,
  measurementKey,
  measurementPrefix,
  otherMaking,
  type StoredMeasurement,
  type Subject,
} from "../../src/baseline/stored.ts";
import type { LayerEntry } from "../../src/image/image.ts";
import { madeOf } from "../fixtures/bake.ts";
import { measuredImage } from "../fixtures/report.ts";
import { noSettings } from "../fixtures/settings.ts";

const COMMIT = "1".repeat(40);

const ENTRIES: readonly LayerEntry[] = [
  { kind: "directory", path: "usr" },
  { kind: "file", path: "usr/bin/ffmpeg", size: 36_200_000, mode: 0o4755, crc: 0xcbf43926 },
  { kind: "hard link", path: "usr/bin/ffplay", target: "usr/bin/ffmpeg" },
  { kind: "symlink", path: "bin", target: "usr/bin" },
  { kind: "other", path: "dev/null" },
  { kind: "removed", path: "etc/apt" },
  { kind: "emptied", path: "var/cache" },
];

const [, own, copied] = measuredImage().layers;
const origin = own?.origin ?? { kind: "unknown" };

/** A measurement with every possible field: a base layer and two of its own. */
const FULL: StoredMeasurement = {
  commit: COMMIT,
  engine: { version: "28.5.2", store: "containerd", buildx: "0.29.1", builder: "default" },
  measurement: {
    image: measuredImage({
      wasted: 12,
      waste: [
        { origin, hiddenBy: { kind: "unknown" }, size: 10, files: 1, how: "replaced", path: "usr/bin" },
        { origin, hiddenBy: copied?.origin ?? origin, size: 2, files: 2, how: "touched", path: "etc" },
      ],
      duplicates: [{ size: 5, paths: ["a", "b"] }],
      leftovers: [
        {
          kind: "package-cache",
          what: "apt's package lists",
          origin,
          path: "var/lib/apt/lists",
          size: 18_300_000,
          files: 12,
          advice: "add `rm -rf /var/lib/apt/lists/*`",
        },
      ],
    }),
    entries: [null, ENTRIES, []],
  },
};

/** A measurement with null in every nullable field. */
const SCANT: StoredMeasurement = {
  commit: COMMIT,
  engine: null,
  measurement: {
    image: measuredImage({
      transferSize: null,
      layers: [{ diffId: "sha256:1", size: 3, transferSize: null, files: 1, origin: { kind: "unknown" } }],
      user: { configured: "ghost", name: null, uid: null, gid: null, problem: "there is no ghost" },
      baseImage: null,
    }),
    entries: [null],
  },
};

test.each([
  ["full", FULL],
  ["minimal", SCANT],
])("a stored %s measurement comes back the same", async (_, stored) => {
  expect(await decodeMeasurement(await encodeMeasurement(stored))).toEqual(stored);
});

test("files of the base image's layers are not stored", async () => {
  const entries = [ENTRIES, ENTRIES, ENTRIES];
  const stored = { ...FULL, measurement: { ...FULL.measurement, entries } };
  const decoded = await decodeMeasurement(await encodeMeasurement(stored));
  expect(decoded?.measurement.entries).toEqual([null, ENTRIES, ENTRIES]);
});

const path = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
const whole = fc.maxSafeNat();
const entry: fc.Arbitrary<LayerEntry> = fc.oneof(
  fc.record({
    kind: fc.constant("file" as const),
    path,
    size: whole,
    mode: fc.nat({ max: 0o7777 }),
    crc: fc.nat({ max: 0xffffffff }),
  }),
  fc.record({ kind: fc.constantFrom("hard link" as const, "symlink" as const), path, target: path }),
  fc.record({
    kind: fc.constantFrom("directory" as const, "other" as const, "removed" as const, "emptied" as const),
    path,
  }),
);

test("files of layers come back in their order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry), fc.option(fc.array(entry)), async (first, second) => {
      const measurement = { ...FULL.measurement, entries: [null, first, second] };
      const decoded = await decodeMeasurement(await encodeMeasurement({ ...FULL, measurement }));
      expect(decoded?.measurement).toEqual(measurement);
    }),
  );
});

describe("a damaged measurement is null with", () => {
  test("any bit changed", async () => {
    const bytes = await encodeMeasurement(FULL);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await decodeMeasurement(changed)).toBeNull();
      }),
    );
  });

  test("a part cut off or a byte added", async () => {
    const bytes = await encodeMeasurement(FULL);
    for (let length = 0; length < bytes.length; length++)
      expect(await decodeMeasurement(bytes.subarray(0, length))).toBeNull();
    expect(await decodeMeasurement(Buffer.concat([bytes, Buffer.alloc(1)]))).toBeNull();
  });

  test("any other content", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await decodeMeasurement(bytes)).toBeNull();
        expect(await decodeMeasurement(seal(bytes))).toBeNull();
      }),
    );
  });
});

const FORMAT = "stagegate measurement 1\n";

/** The format's name and a right checksum before any bytes. */
function seal(rest: Uint8Array, format = FORMAT): Buffer {
  return Buffer.concat([Buffer.from(format), createHash("sha256").update(rest).digest(), rest]);
}

/** Any head, before the packed contents of layers. */
function forge(head: unknown, contents: Uint8Array): Buffer {
  const json = deflateSync(typeof head === "string" ? head : JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return seal(Buffer.concat([length, json, contents]));
}

/** The parts of a stored measurement, to forge another one from. */
async function partsOf(stored: StoredMeasurement) {
  const rest = (await encodeMeasurement(stored)).subarray(FORMAT.length + 32);
  const end = 4 + rest.readUInt32BE(0);
  const head = JSON.parse(inflateSync(rest.subarray(4, end)).toString()) as Record<string, unknown>;
  return { head, contents: rest.subarray(end) };
}

/** The paths to every value inside another. */
function pathsIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...pathsIn(inner, [...at, key])]);
}

/** A copy of a value with another value at a path. */
function changed(value: object, [key = "", ...rest]: readonly string[], to: unknown): object {
  const copy = structuredClone(value) as Record<string, object>;
  if (rest.length > 0) copy[key] = changed(copy[key] ?? {}, rest, to);
  else if (to === undefined) delete copy[key];
  else Object.assign(copy, { [key]: to });
  return copy;
}

describe("with a right checksum,", () => {
  test("another format is null", async () => {
    const { head, contents } = await partsOf(FULL);
    expect(await decodeMeasurement(forge(head, contents))).toEqual(FULL);
    const rest = (await encodeMeasurement(FULL)).subarray(FORMAT.length + 32);
    expect(await decodeMeasurement(seal(rest, "stagegate measurement 2\n"))).toBeNull();
  });

  test.each([
    ["full", FULL],
    ["minimal", SCANT],
  ])("a %s measurement with a missing or wrong part is null", async (_, stored) => {
    const { head, contents } = await partsOf(stored);
    for (const at of pathsIn(head)) {
      const wrong = changed(head, at, { kind: "else" });
      expect([at, await decodeMeasurement(forge(wrong, contents))]).toEqual([at, null]);
      const isElement = /^\d+$/.test(at.at(-1) ?? "");
      const missing = isElement ? head : changed(head, at, undefined);
      const expected = isElement ? stored : null;
      expect([at, await decodeMeasurement(forge(missing, contents))]).toEqual([at, expected]);
    }
  });

  test.each<[string, unknown]>([
    ["no object", 7],
    ["null", null],
    ["no JSON", '{"commit":'],
    ["JSON with an infinite number", '{"packed":1e999}'],
  ])("a head that is %s is null", async (_, head) => {
    expect(await decodeMeasurement(forge(head, Buffer.alloc(0)))).toBeNull();
  });

  test.each([
    ["more layers than the image has", (packed: number[]) => [null, ...packed]],
    ["fewer layers", (packed: number[]) => packed.slice(1)],
    ["more bytes than the file has", (packed: number[]) => packed.map((length) => length && length + 1)],
    ["fewer bytes", () => [null, null, null]],
    ["a negative number of bytes", (packed: number[]) => packed.map((length) => length && -length)],
    ["a fraction of a byte", (packed: number[]) => packed.map((length) => length && length + 0.5)],
  ])("contents of %s are null", async (_, change) => {
    const { head, contents } = await partsOf(FULL);
    const packed = change(head["packed"] as number[]);
    expect(await decodeMeasurement(forge({ ...head, packed }, contents))).toBeNull();
  });

  test("contents of unpackable bytes are null", async () => {
    const { head } = await partsOf(FULL);
    const packed = [null, 9, 0];
    expect(await decodeMeasurement(forge({ ...head, packed }, Buffer.from("anything!")))).toBeNull();
  });

  test.each([
    ["image", "layers", "1", "origin", "kind"],
    ["image", "baseImage", "knownBy"],
    ["image", "waste", "0", "how"],
    ["image", "leftovers", "0", "kind"],
    ["engine", "store"],
  ])("the name of a method of every object is null at %s.%s", async (...at) => {
    const { head, contents } = await partsOf(FULL);
    expect(await decodeMeasurement(forge(changed(head, at, "constructor"), contents))).toBeNull();
  });

  test("a head beyond the largest possible size is null", async () => {
    const { head, contents } = await partsOf(FULL);
    const padded = (spaces: number) => forge(JSON.stringify(head) + " ".repeat(spaces), contents);
    expect(await decodeMeasurement(padded(1_000))).toEqual(FULL);
    expect(await decodeMeasurement(padded(17_000_000))).toBeNull();
  });
});

describe("the key of measurements", () => {
  const subject: Subject = {
    settings: { ...noSettings, context: "/clone/app", buildArgs: { A: "1", B: null } },
    bake: null,
    root: "/clone",
    store: "containerd",
    platform: "x64",
    env: { B: "2", C: "3" },
  };
  const key = baselineKey(subject);
  const withSettings = (settings: Partial<Subject["settings"]>): Subject => ({
    ...subject,
    settings: { ...subject.settings, ...settings },
  });

  test("is short, and has the commit in the store", () => {
    const hash = expect.stringMatching(/^[0-9a-f]{16}$/);
    expect(key).toEqual({
      image: hash,
      making: expect.stringMatching(/^m\d+-containerd-x64-[0-9a-f]{16}$/),
    });
    expect(measurementKey(key, COMMIT)).toBe(`stagegate-${key.image}-${COMMIT}-${key.making}`);
  });

  test.each<[string, Subject]>([
    ["store", { ...subject, store: "classic" }],
    ["platform", { ...subject, platform: "linux/arm64" }],
    ["context", withSettings({ context: "/clone/other" })],
    ["Dockerfile", withSettings({ file: "/clone/app/Dockerfile.single-stage" })],
    ["target", withSettings({ target: "production" })],
    ["image", withSettings({ image: "app:1.2" })],
    ["build argument", withSettings({ buildArgs: { A: "2", B: null } })],
    ["build argument from the environment", withSettings({ buildArgs: { A: "1", B: "" } })],
    ["value of the environment", { ...subject, env: { B: "3" } }],
    ["variable of the environment", { ...subject, env: {} }],
    ["build context", withSettings({ buildContexts: { base: "docker-image://alpine:3.22" } })],
  ])("changes with another %s", (_, other) => {
    expect(baselineKey(other)).not.toEqual(key);
  });

  test.each<[string, Record<string, object>, boolean]>([
    ["is the same for a target with the same settings", { app: { context: "app", tags: ["app:1"] } }, true],
    ["is the same with other caches", { app: { "cache-to": ["type=gha"], pull: true } }, true],
    ["changes with labels", { app: { labels: { a: "b" } } }, false],
    ["changes with an inline Dockerfile", { app: { "dockerfile-inline": "FROM scratch" } }, false],
    ["changes with a linked target", { app: { contexts: { base: "target:b" } }, b: { context: "b" } }, false],
  ])("of a bake file's target %s", async (_, targets, isSame) => {
    const [bake = null] = await madeOf(targets);
    expect(isDeepStrictEqual(baselineKey({ ...subject, bake }), key)).toBe(isSame);
  });

  test.each<[string, Subject]>([
    ["budgets", withSettings({ maxSize: 1, warnLayers: 2, maxGrowth: { percent: 10 }, reportOnly: true })],
    ["secrets", withSettings({ secrets: ["id=token,env=TOKEN"], ssh: ["default"] })],
    ["tests and caches", withSettings({ testTarget: ["test"], cacheFrom: ["type=gha"], noCache: true })],
    ["the Dockerfile by its name", withSettings({ file: "/clone/app/Dockerfile" })],
    ["a variable that no build argument uses", { ...subject, env: { B: "2", C: "4" } }],
    ["build arguments in another order", withSettings({ buildArgs: { B: null, A: "1" } })],
    ["the clone elsewhere", { ...withSettings({ context: "/tmp/base/app" }), root: "/tmp/base" }],
  ])("stays with %s", (_, other) => {
    expect(baselineKey(other)).toEqual(key);
  });

  test.each<[string, Subject, string]>([
    ["another store", { ...subject, store: "classic" }, "measured on the classic store"],
    ["no store", { ...subject, store: null }, "read without an engine"],
    ["another platform", { ...subject, platform: "linux/arm64" }, "built for another platform (linux_arm64)"],
    [
      "other build arguments",
      withSettings({ buildArgs: { A: "2" } }),
      "built with other build arguments or contexts",
    ],
  ])("explains a measurement with %s", (_, other, words) => {
    const stored = measurementKey(baselineKey(other), COMMIT);
    expect(stored.startsWith(measurementPrefix(key.image, COMMIT))).toBe(true);
    expect(otherMaking(stored, key)).toBe(words);
  });

  test("explains a measurement with another metric version", () => {
    const stored = measurementKey({ ...key, making: key.making.replace(/^m\d+/, "m1") }, COMMIT);
    expect(otherMaking(stored, key)).toBe("measured by another version of stagegate");
    expect(otherMaking("stagegate-else", key)).toBeNull();
  });

  test("is the same in any clone of the repository", () => {
    const [here, there] = ["/clone", "/tmp/base"].map((root) =>
      baselineKey({
        ...withSettings({
          context: `${root}/app`,
          file: `${root}/docker/app.Dockerfile`,
          image: `${root}/out/image.tar`,
          buildContexts: { shared: `${root}/shared`, base: "docker-image://alpine:3.22", empty: null },
        }),
        root,
      }),
    );
    expect(here).toEqual(there);
  });
});
