import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { digestBlob, type ScannedBlob, scanBlob, scanStream } from "../../src/image/blob.ts";
import { layerContents } from "../../src/image/contents.ts";
import { wholeFile } from "../../src/image/file.ts";
import { InvalidImageError } from "../../src/image/invalid-image.ts";
import { DEFAULT_READ_LIMITS } from "../../src/image/limits.ts";
import { type ScanThreads, scanThreads } from "../../src/image/scan-threads.ts";
import { sha256, tarOf, zstdFrame } from "../fixtures/images.ts";

let folder: string;
let threads: ScanThreads;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-threads-"));
  threads = scanThreads(resolve("dist/layers.cjs"), 2);
});
afterEach(async () => {
  await threads.close();
  rmSync(folder, { recursive: true });
});

/** A layer of some files, with a user file, a secret and enough names for more than one page. */
function tar(seed: number): Buffer {
  return tarOf([
    { name: "etc/passwd", content: `app:x:${seed}:0::/:/bin/sh\n` },
    {
      name: "root/.npmrc",
      content: `//registry.npmjs.org/:_authToken=npm_${"aB3dE5gH7j".repeat(4).slice(0, 36)}\n`,
    },
    ...Array.from({ length: 900 }, (_, at) => ({ name: `app/${"long-name-".repeat(8)}${seed}-${at}` })),
    { name: "gone/.wh.old" },
  ]);
}

async function scanned(bytes: Uint8Array, scan = threads.scan) {
  const path = join(folder, randomUUID());
  writeFileSync(path, bytes);
  return scan(await wholeFile(path), DEFAULT_READ_LIMITS);
}

const shown = ({ scan: { contents, ...scan }, cost }: ScannedBlob) => {
  const { watched, ...rest } = layerContents(contents);
  const passwd = watched.get("etc/passwd");
  return { ...scan, ...rest, cost, passwd: passwd && Buffer.from(passwd).toString() };
};

it.each<[string, (tar: Buffer) => Buffer]>([
  ["raw", (bytes) => bytes],
  ["gzip", (bytes) => gzipSync(bytes)],
  ["zstd", zstdFrame],
])("a %s layer has the same result in a thread", async (_, compress) => {
  const blobs = Array.from({ length: 5 }, (_, seed) => compress(tar(seed)));
  const here = await Promise.all(blobs.map((blob) => scanned(blob, scanBlob)));
  const there = await Promise.all(blobs.map((blob) => scanned(blob)));
  expect(there.map(shown)).toEqual(here.map(shown));
  expect(shown(there[3] as ScannedBlob)).toMatchObject({ files: 902, passwd: "app:x:3:0::/:/bin/sh\n" });
});

describe("a layer in pieces", () => {
  const streamed = (blob: Uint8Array, piece: number, scan = threads.scanStream) =>
    scan({ path: "blob", size: blob.length, chunks: () => inPieces(blob, piece) }, DEFAULT_READ_LIMITS);
  async function* inPieces(blob: Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < blob.length; at += piece) yield blob.subarray(at, at + piece);
  }

  it.each([1, 3, 1000, 70_000])("of %d bytes has the same result as a file", async (piece) => {
    const whole = piece < 1000 ? tarOf([{ name: "f", content: "x" }]) : tar(1);
    for (const blob of [whole, gzipSync(whole), zstdFrame(whole)]) {
      const expected = shown(await scanned(blob, scanBlob));
      expect(shown(await streamed(blob, piece))).toEqual(expected);
      expect(shown(await streamed(blob, piece, scanStream))).toEqual(expected);
    }
  });

  test("of many megabytes is scanned completely", async () => {
    const whole = tarOf([{ name: "f", content: Buffer.alloc(12_000_000, "x") }]);
    const { scan } = await streamed(whole, 65_536);
    expect(scan).toMatchObject({ digest: `sha256:${sha256(whole)}`, blobSize: whole.length });
  });

  test("has the error of a file and closes its source", async () => {
    const cut = gzipSync(tar(1)).subarray(0, 500);
    await expect(streamed(cut, 100)).rejects.toThrow(InvalidImageError);
    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(65_536, "no tar");
      } finally {
        isClosed = true;
      }
    }
    const scan = threads.scanStream({ path: "blob", size: 1, chunks: endless }, DEFAULT_READ_LIMITS);
    await expect(scan).rejects.toThrow(InvalidImageError);
    for (let turns = 0; !isClosed && turns < 1000; turns += 1) await setImmediate();
    expect(isClosed).toBe(true);
  });

  test("has the error of its source", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield tar(1).subarray(0, 1024);
      throw new InvalidImageError("the connection was cut", "Try again.");
    }
    const scan = threads.scanStream({ path: "blob", size: 1, chunks: failing }, DEFAULT_READ_LIMITS);
    await expect(scan).rejects.toMatchObject({ message: "the connection was cut", hint: "Try again." });
    expect((await scanned(gzipSync(tar(2)))).scan.contents.files).toBe(902);
  });
});

it("an empty layer has a result", async () => {
  expect(shown(await scanned(tarOf([])))).toMatchObject({ size: 0, files: 0, entries: [] });
});

it("a thread computes digests, even of no bytes", async () => {
  const path = join(folder, "blob");
  for (const bytes of [tar(1), Buffer.alloc(0)]) {
    writeFileSync(path, bytes);
    const blob = await wholeFile(path);
    expect(await threads.digest(blob)).toBe(`sha256:${sha256(bytes)}`);
    expect(await digestBlob(blob)).toBe(`sha256:${sha256(bytes)}`);
  }
  rmSync(path);
  await expect(threads.digest({ path, start: 0, size: 1 })).rejects.toThrow(
    new InvalidImageError("is missing"),
  );
});

it("damage is the same error, and the next layer is scanned", async () => {
  const cut = gzipSync(tar(1)).subarray(0, 500);
  const here = await scanned(cut, scanBlob).catch((error: unknown) => error);
  const there = await scanned(cut).catch((error: unknown) => error);
  expect(there).toBeInstanceOf(InvalidImageError);
  expect((there as InvalidImageError).message).toBe((here as InvalidImageError).message);
  expect((await scanned(gzipSync(tar(2)))).scan.contents.files).toBe(902);
});

it("limits hold in a thread", async () => {
  const path = join(folder, "layer");
  writeFileSync(path, tar(1));
  const few = threads.scan(await wholeFile(path), { ...DEFAULT_READ_LIMITS, entries: 10 });
  await expect(few).rejects.toThrow("more than 10 tar entries");
});

it("the largest of the waiting layers is scanned first", async () => {
  const one = scanThreads(resolve("dist/layers.cjs"), 1);
  const sizes = [20, 70, 10, 90, 40];
  const ended: number[] = [];
  await Promise.all(
    sizes.map(async (size) => {
      const path = join(folder, String(size));
      writeFileSync(path, tarOf([{ name: "f", content: Buffer.alloc(1000 * size) }]));
      await one.scan({ path, start: 0, size: 1000 * size + 2048 }, DEFAULT_READ_LIMITS);
      ended.push(size);
    }),
  );
  await one.close();
  expect(ended).toEqual([90, 70, 40, 20, 10]);
});

it("a thread that cannot start fails every scan", async () => {
  const none = scanThreads(join(folder, "nothing.cjs"), 2);
  const blob = { path: join(folder, "x"), start: 0, size: 1 };
  const all = await Promise.allSettled([1, 2, 3].map(() => none.scan(blob, DEFAULT_READ_LIMITS)));
  expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  await none.close();
});

test("a thread that ends early is an error of its blob", async () => {
  const script = join(folder, "silent.cjs");
  writeFileSync(
    script,
    `const { parentPort } = require("node:worker_threads");
    parentPort.postMessage({ kind: "ready" });
    parentPort.on("message", () => process.exit(0));`,
  );
  const silent = scanThreads(script, 1);
  await expect(scanned(gzipSync(tar(1)), silent.scan)).rejects.toThrow(
    /: a thread that reads layers ended with exit code 0$/,
  );
  await silent.close();
});

test("an idle thread that has ended gets no work", async () => {
  const script = join(folder, "once.cjs");
  const gone = join(folder, "gone");
  writeFileSync(
    script,
    `const { parentPort } = require("node:worker_threads");
    process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(gone)}, ""));
    parentPort.postMessage({ kind: "ready" });
    parentPort.once("message", () => {
      parentPort.postMessage({ kind: "hashed", digest: "sha256:1" });
      parentPort.close();
    });`,
  );
  const once = scanThreads(script, 1);
  const blob = { path: "x", start: 0, size: 1 };
  expect(await once.digest(blob)).toBe("sha256:1");
  await until(() => existsSync(gone));
  // Its end is told some turns later; whoever asks before that is told of it.
  for (let turn = 0; turn < 20_000; turn++) await setImmediate();
  const answers = [once.digest(blob), once.digest(blob)].map((asked) => asked.catch(() => "ended"));
  expect(await Promise.all(answers)).toContain("sha256:1");
  await once.close();
});

test("close ends a hanging thread and starts none for waiting layers", async () => {
  const script = join(folder, "endless.cjs");
  const started = join(folder, "started");
  writeFileSync(
    script,
    `require("node:fs").appendFileSync(${JSON.stringify(started)}, "x");
    const { parentPort } = require("node:worker_threads");
    parentPort.postMessage({ kind: "ready" });
    parentPort.on("message", () => { for (;;); });`,
  );
  const endless = scanThreads(script, 1);
  const blob = { path: "x", start: 0, size: 1 };
  endless.digest(blob).catch(() => undefined);
  endless.digest(blob).catch(() => undefined);
  await until(() => existsSync(started));
  await endless.close();
  endless.digest(blob).catch(() => undefined);
  await setImmediate();
  expect(readFileSync(started, "utf8")).toBe("x");
});

test("threads can be closed while one of them starts", () => {
  const slow = join(folder, "slow.cjs");
  writeFileSync(
    slow,
    `const { parentPort, threadId } = require("node:worker_threads");
    // The second thread begins when the first has done all the work.
    if (threadId === 2) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    parentPort.postMessage({ kind: "ready" });
    parentPort.on("message", () => parentPort.postMessage({ kind: "hashed", digest: "sha256:1" }));`,
  );
  const program = join(folder, "program.cjs");
  // In a process of its own: jest would keep this one alive.
  execFileSync("node_modules/.bin/esbuild", ["--bundle", "--platform=node", `--outfile=${program}`], {
    input: `import { scanThreads } from "./src/image/scan-threads.ts";
      const threads = scanThreads(${JSON.stringify(slow)}, 2);
      const blob = { path: "", start: 0, size: 1 };
      Promise.all([threads.digest(blob), threads.digest(blob)])
        .then(() => threads.close())
        .then(() => console.log("closed"));`,
    stdio: ["pipe", "ignore", "ignore"],
  });
  expect(execFileSync(process.execPath, [program], { encoding: "utf8" })).toBe("closed\n");
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate();
}
