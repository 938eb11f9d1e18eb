// node bench/images.mjs S|M|L FOLDER: the build context of one of the images that are measured.
import { createCipheriv } from "node:crypto";
import { createWriteStream, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { pack } from "tar-stream";

/**
 * What a layer holds. The same values make the same bytes on every machine.
 * @typedef {{seed: number, files: number, bytes: number}} Layer `bytes` in all its files together
 */

/** A tenth of everything with BENCH_SCALE=0.1, to try whether the benchmark runs. */
export const SCALE = Number(process.env.BENCH_SCALE ?? 1);

/** The images that are measured: an everyday one, a large one, and one of many small files. */
export const IMAGES = {
  S: skewed({ layers: 6, files: 9_000, bytes: 283e6 }),
  M: skewed({ layers: 3, files: 206_000, bytes: 416e6 }),
  L: skewed({ layers: 12, files: 62_000, bytes: 2_580e6 }),
};

/** Layers as of a real image: the first is the largest, the others ever smaller. */
function skewed({ layers, files, bytes }) {
  const shares = Array.from({ length: layers }, (_, index) => 1 / (2 + index));
  const all = shares.reduce((sum, share) => sum + share);
  return shares.map((share, index) => layer(index, (files * share) / all, (bytes * share) / all));
}

/** Layers that are all of a size. */
export function even({ layers, files, bytes }) {
  return Array.from({ length: layers }, (_, index) => layer(index, files / layers, bytes / layers));
}

function layer(seed, files, bytes) {
  return { seed, files: Math.ceil(files * SCALE), bytes: Math.ceil(bytes * SCALE) };
}

/** The name of a layer's tar. BuildKit tells it of a step, by which its cache is found to be removed. */
export function tarName(index) {
  return `stagegate-bench-${String(index).padStart(2, "0")}.tar`;
}

/**
 * Writes stagegate-bench-00.tar and so on, and a Dockerfile with one instruction for each.
 * @param {string} folder is made
 * @param {readonly Layer[]} layers from the bottom up
 */
export async function writeContext(folder, layers) {
  mkdirSync(folder, { recursive: true });
  for (const [index, one] of layers.entries()) {
    await pipeline(tarOf(one), createWriteStream(join(folder, tarName(index))));
  }
  const lines = layers.map((_, index) => `ADD ${tarName(index)} /`);
  writeFileSync(join(folder, "Dockerfile"), ["FROM scratch", ...lines, "USER 10001", ""].join("\n"));
}

/** The sizes in bytes of all contexts that were written somewhere below a folder. */
export function contextSizes(folder) {
  const tars = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(tarName(0)));
  return tars.map((path) => {
    const context = dirname(join(folder, path));
    return readdirSync(context).reduce((sum, name) => sum + statSync(join(context, name)).size, 0);
  });
}

/**
 * The tar of a layer, made as it is read.
 * @param {Layer} layer
 * @returns {import("node:stream").Readable}
 */
export function tarOf({ seed, files, bytes }) {
  const tar = pack();
  const random = randomOf(seed);
  const sizes = sizesOf(files, bytes, random);
  const fill = async () => {
    for (const [index, size] of sizes.entries()) {
      const home = folderOf(seed, index);
      if (index % FILES_OF_FOLDER === 0) await add(tar, { ...FOLDER, name: `${home}/` });
      const name = `${home}/${Math.floor(random() * 2 ** 32).toString(36)}-${index}${ENDINGS[index % ENDINGS.length]}`;
      const from = Math.floor((pool().length - size) * random());
      await add(tar, { ...ENTRY, name, size }, pool().subarray(from, from + size));
    }
    tar.finalize();
  };
  fill().catch((error) => tar.destroy(error));
  return tar;
}

const ENTRY = { mode: 0o644, mtime: new Date("2024-01-01T00:00:00Z") };
const FOLDER = { ...ENTRY, mode: 0o755, type: "directory" };
const FILES_OF_FOLDER = 40;
const ENDINGS = [".js", ".d.ts", ".json", ".py", ".js.map", ".md", ".so", ".txt"];

function folderOf(seed, index) {
  const number = Math.floor(index / FILES_OF_FOLDER);
  return number % 2 === 0
    ? `app/node_modules/package-${seed}-${number}`
    : `srv/service-${seed}/module-${number}`;
}

/** Settled when there is room for the next: a layer is never held whole. */
function add(tar, header, content = EMPTY) {
  return new Promise((done) => {
    tar.entry(header, content, done);
  });
}

const EMPTY = Buffer.alloc(0);

/** Most files are small and a few are large, as in node_modules: the mean is an eighth of the largest. */
function sizesOf(files, bytes, random) {
  const weights = Array.from({ length: files }, () => power(random(), 7));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => Math.min(Math.floor((bytes * weight) / all), POOL_BYTES - 1));
  sizes[files - 1] += bytes - sizes.reduce((sum, size) => sum + size, 0);
  return sizes;
}

const POOL_BYTES = 32 * 2 ** 20;
let poolBytes = null;

/**
 * What files are cut from, at any place. Words of which few are common, as in sources, and every twelfth
 * block noise, as in pictures and programs: gzip makes 40 to 45 % of it.
 */
function pool() {
  poolBytes ??= makePool();
  return poolBytes;
}

function makePool() {
  const random = randomOf(1);
  const words = Array.from({ length: 4096 }, () => {
    const length = 2 + Math.floor(9 * random());
    return Array.from({ length }, () => LETTERS[Math.floor(LETTERS.length * power(random(), 2))]).join("");
  });
  const bytes = Buffer.alloc(POOL_BYTES);
  for (let at = 0; at < bytes.length; ) {
    const word = words[Math.floor(words.length * power(random(), 5))];
    at += bytes.write(random() < 0.1 ? `${word};\n  ` : `${word} `, at, "latin1") || 1;
  }
  const key = Buffer.alloc(16, "stagegate");
  const noise = createCipheriv("aes-128-ctr", key, Buffer.alloc(16)).update(
    Buffer.alloc(Math.floor(POOL_BYTES / NOISE_EVERY)),
  );
  for (let block = 0; block * NOISE_BLOCK < noise.length; block++) {
    const from = block * NOISE_BLOCK;
    noise.copy(bytes, from * NOISE_EVERY, from, from + NOISE_BLOCK);
  }
  return bytes;
}

const LETTERS = "etaoinsrhldcumfpgwybvkxjqz_.(){}=0123456789";
const NOISE_EVERY = 12;
const NOISE_BLOCK = 4096;

/** Math.pow may round otherwise in another version of Node. */
function power(base, exponent) {
  let product = 1;
  for (let times = 0; times < exponent; times++) product *= base;
  return product;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (process.argv[1] === import.meta.filename) {
  const [name, folder] = process.argv.slice(2);
  if (IMAGES[name] === undefined || folder === undefined) {
    throw new Error("which image, and where to? For example: node bench/images.mjs L /tmp/L");
  }
  await writeContext(folder, IMAGES[name]);
}
