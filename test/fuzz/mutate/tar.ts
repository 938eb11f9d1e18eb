import type { Mutate, Random } from "../random.ts";
import { mutateBytes } from "./bytes.ts";
import { mutateText } from "./text.ts";
import { NUMBERS, TEXTS } from "./values.ts";

const BLOCK = 512;

/** One member of a tar: its header, and its body with padding. */
export interface Member {
  readonly header: Buffer;
  /** Without padding. */
  readonly body: Buffer;
}

/** The members of a tar by the plainest reading, up to where it has no more sense; and what follows. */
export function membersOf(tar: Buffer): { readonly members: Member[]; readonly rest: Buffer } {
  const members: Member[] = [];
  let at = 0;
  while (at + BLOCK <= tar.length && tar[at] !== 0) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(header.toString("latin1", 124, 136), 8) || 0;
    const hasBody = !"123456".includes(String.fromCharCode(header[156] ?? 0));
    const length = hasBody && size < tar.length ? size : 0;
    const body = tar.subarray(at + BLOCK, at + BLOCK + length);
    members.push({ header, body });
    at += BLOCK + length + ((BLOCK - (length % BLOCK)) % BLOCK);
  }
  return { members, rest: tar.subarray(Math.min(at, tar.length)) };
}

/** The tar of members. */
export function tarOfMembers(members: readonly Member[], rest: Buffer): Buffer {
  const parts = members.flatMap(({ header, body }) => [
    header,
    body,
    Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...parts, rest]);
}

/** A member with another body and the size of that in its header. */
export function withBody({ header }: Member, body: Buffer): Member {
  return { header: withField(header, 124, octal(body.length, 12)), body };
}

/** Changes a tar by its members and their headers' fields, whose checksums are then right again, mostly. */
export const mutateTar: Mutate = (tar, random) => {
  if (random.oneIn(12)) return mutateBytes(tar, random);
  const { members, rest } = membersOf(tar);
  if (members.length === 0) return mutateBytes(tar, random);
  const index = random.below(members.length);
  const member = members[index] as Member;
  const change = random.pick<() => readonly Member[]>([
    () => members.toSpliced(index, 1),
    () => members.toSpliced(random.below(members.length), 0, member),
    () => members.toSpliced(index, 1).toSpliced(random.below(members.length), 0, member),
    () => members.toSpliced(index, 1, { ...member, header: mutateHeader(member.header, random) }),
    () =>
      members.toSpliced(index, 1, {
        ...member,
        header: mutateHeader(mutateHeader(member.header, random), random),
      }),
    () => members.toSpliced(index, 1, withBody(member, mutateBody(member, random))),
    () => members.toSpliced(index, 0, ...extended(random)),
    () => members.toSpliced(index, 0, ...extended(random), ...extended(random)),
    () => members.slice(0, index),
    () =>
      members.toSpliced(
        index,
        0,
        ...Array.from({ length: random.pick([2, 40]) }, () => ({
          ...member,
          header: mutateHeader(member.header, random),
        })),
      ),
  ]);
  return tarOfMembers(change(), random.oneIn(8) ? mutateRest(rest, random) : rest);
};

function mutateRest(rest: Buffer, random: Random): Buffer {
  return random.pick([
    () => Buffer.alloc(0),
    () => rest.subarray(0, BLOCK),
    () => Buffer.concat([rest, rest]),
    () => mutateBytes(rest, random),
    () => Buffer.concat([rest, Buffer.from("more")]),
  ])();
}

function mutateBody({ header, body }: Member, random: Random): Buffer {
  const isPax = "xg".includes(String.fromCharCode(header[156] ?? 0));
  if (isPax && !random.oneIn(3)) return paxBody(random);
  return random.oneIn(2) ? Buffer.from(mutateText(body.toString("utf8"), random)) : mutateBytes(body, random);
}

/** `start` and `length` of a header's fields. */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  size: [124, 12],
  checksum: [148, 8],
  flag: [156, 1],
  link: [157, 100],
  magic: [257, 8],
  major: [329, 8],
  prefix: [345, 155],
  sparse: [386, 96],
  isExtended: [482, 1],
  realSize: [483, 12],
} as const;

const FLAGS = [
  "0",
  "1",
  "2",
  "3",
  "4",
  "5",
  "6",
  "7",
  "S",
  "x",
  "g",
  "L",
  "K",
  "M",
  "V",
  "\0",
  "X",
  "D",
  "ÿ",
];

function mutateHeader(header: Buffer, random: Random): Buffer {
  const field = random.pick(Object.keys(FIELDS) as (keyof typeof FIELDS)[]);
  const [start, length] = FIELDS[field];
  const isNumber = ["mode", "size", "checksum", "major", "realSize"].includes(field);
  const value =
    field === "flag"
      ? Buffer.from(random.pick(FLAGS), "latin1")
      : isNumber && !random.oneIn(6)
        ? number(random, length)
        : Buffer.from(
            random.oneIn(2)
              ? random.pick(TEXTS)
              : mutateText(header.toString("utf8", start, start + length), random),
          );
  const padded = Buffer.alloc(length);
  value.copy(padded);
  return field === "checksum" || random.oneIn(20)
    ? overwritten(header, start, padded)
    : withField(header, start, padded);
}

function number(random: Random, length: number): Buffer {
  const value = Math.abs(Math.trunc(random.oneIn(2) ? random.below(4096) : random.pick(NUMBERS)));
  if (random.oneIn(3)) {
    const field = Buffer.alloc(length);
    let rest = BigInt(Math.min(value, 2 ** 70));
    for (let at = length - 1; at > 0; at--, rest >>= 8n) field[at] = Number(rest & 0xffn);
    field[0] = random.pick([0x80, 0xff, 0xc0, 0x81]);
    return field;
  }
  return random.oneIn(5)
    ? Buffer.from(random.pick([" 644 ", "0644\0x", "-1", "8", "٣", "0x1", "777777777777", ""]))
    : octal(value, length);
}

function octal(value: number, length: number): Buffer {
  return Buffer.from(
    `${value
      .toString(8)
      .padStart(length - 1, "0")
      .slice(0, length - 1)}\0`,
    "latin1",
  );
}

/** The header with a field written over and a checksum that is right. */
function withField(header: Buffer, start: number, value: Buffer): Buffer {
  const changed = overwritten(header, start, value);
  changed.fill(" ", 148, 156);
  const sum = changed.reduce((all, byte) => all + byte, 0);
  changed.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return changed;
}

function overwritten(header: Buffer, start: number, value: Buffer): Buffer {
  const changed = Buffer.from(header);
  value.copy(changed, start);
  return changed;
}

/** A pax or GNU header for the member that follows. */
function extended(random: Random): Member[] {
  const flag = random.pick(["x", "x", "g", "L", "K"]);
  const body = "xg".includes(flag) ? paxBody(random) : Buffer.from(`${random.pick(TEXTS)}\0`);
  const header = Buffer.alloc(BLOCK);
  header.write("././@LongLink", 0, "latin1");
  header.write("0000644\0" + "0000000\0" + "0000000\0", 100, "latin1");
  header.write(flag, 156, "latin1");
  header.write("ustar\u000000", 257, "latin1");
  return [withBody({ header, body }, body)];
}

const PAX_KEYS = [
  "path",
  "linkpath",
  "size",
  "GNU.sparse.name",
  "GNU.sparse.size",
  "GNU.sparse.realsize",
  "GNU.sparse.major",
  "GNU.sparse.map",
  "mtime",
  "uid",
  "SCHILY.xattr.user.a",
  "",
  "__proto__",
];

function paxBody(random: Random): Buffer {
  const records = Array.from({ length: 1 + random.below(3) }, () => {
    const key = random.pick(PAX_KEYS);
    const isNumber = /size/i.test(key) && !random.oneIn(5);
    const value = isNumber
      ? String(random.oneIn(2) ? random.below(2000) : random.pick(NUMBERS))
      : random.pick(TEXTS);
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    const digits = [1, 2, 3, 4].find((count) => String(rest + count).length === count) ?? 0;
    const length = random.oneIn(10) ? random.pick([0, 1, rest, 99_999_999]) : rest + digits;
    return `${length} ${key}=${value}\n`;
  });
  return Buffer.from(records.join(""));
}
