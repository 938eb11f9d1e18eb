import type { Mutate, Random } from "../random.ts";
import { NUMBERS } from "./values.ts";

type Change = (bytes: Buffer, at: number, length: number, random: Random) => Buffer;

const CHANGES: readonly Change[] = [
  // Flips a bit.
  (bytes, at, _, random) => replaced(bytes, at, 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))])),
  (bytes, at, _, random) =>
    replaced(bytes, at, 1, Buffer.from([random.pick([0, 1, 0x20, 0x7f, 0x80, 0xff, random.below(256)])])),
  // Writes a number of 1, 2, 4 or 8 bytes.
  (bytes, at, _, random) => {
    const number = Buffer.alloc(8);
    number.writeBigInt64BE(BigInt.asIntN(64, BigInt(Math.trunc(Math.min(random.pick(NUMBERS), 2 ** 64)))));
    const width = random.pick([1, 2, 4, 8]);
    const own = number.subarray(8 - width);
    return replaced(bytes, at, width, random.oneIn(2) ? own : Buffer.from(own).reverse());
  },
  (bytes, at, length) => replaced(bytes, at, length, Buffer.alloc(0)),
  (bytes, at, length) => replaced(bytes, at + length, 0, bytes.subarray(at, at + length)),
  (bytes, at, length) => replaced(bytes, at, length, Buffer.alloc(length)),
  (bytes, at, length) => replaced(bytes, at, length, Buffer.from(bytes.subarray(at, at + length)).reverse()),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => bytes.subarray(at),
  // Moves a piece to another place.
  (bytes, at, length, random) => {
    const rest = replaced(bytes, at, length, Buffer.alloc(0));
    return replaced(rest, random.below(rest.length + 1), 0, bytes.subarray(at, at + length));
  },
];

/** Changes bytes without knowing what they mean. */
export const mutateBytes: Mutate = (bytes, random) => {
  if (bytes.length === 0) return Buffer.from([random.below(256)]);
  const at = random.below(bytes.length);
  const longest = Math.min(bytes.length - at, random.pick([4, 64, 1024]));
  return random.pick(CHANGES)(bytes, at, 1 + random.below(longest), random);
};

/** The bytes with others in place of `length` of them. */
export function replaced(bytes: Buffer, at: number, length: number, by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}
