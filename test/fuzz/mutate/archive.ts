import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { decompress } from "fzstd";
import { zstdFrame } from "../../fixtures/images.ts";
import type { Mutate, Random } from "../random.ts";
import { mutateBytes } from "./bytes.ts";
import { mutateJson } from "./json.ts";
import { type Member, membersOf, mutateTar, tarOfMembers, withBody } from "./tar.ts";

/**
 * Changes an image's archive: as a tar, or one of its documents or layers. Mostly all digests are right
 * again, so that what is changed is read, and not only refused.
 */
export const mutateArchive: Mutate = (archive, random) => {
  if (random.oneIn(25)) return mutateBytes(archive, random);
  return within(archive, random, (tar) => {
    if (random.oneIn(5)) return mutateTar(tar, random);
    const { members, rest } = membersOf(tar);
    const index = members.length === 0 ? -1 : random.below(members.length);
    const member = members[index];
    if (member === undefined) return mutateBytes(tar, random);
    const body = mutateFile(member.body, random);
    const changed = members.with(index, withBody(member, body.stored));
    const renamed = random.oneIn(6) ? changed : withDigests(changed, body.diffIds);
    return tarOfMembers(renamed, rest);
  });
};

/** What became of a file, and of the digest of what it expands to. */
interface Changed {
  readonly stored: Buffer;
  readonly diffIds: readonly (readonly [before: string, after: string])[];
}

function mutateFile(body: Buffer, random: Random): Changed {
  if (body[0] === 0x7b || body[0] === 0x5b) return { stored: mutateJson(body, random), diffIds: [] };
  const diffIds: [string, string][] = [];
  const stored = within(body, random, (tar) => {
    const after = mutateTar(tar, random);
    diffIds.push([sha256(tar), sha256(after)]);
    return after;
  });
  return { stored: random.oneIn(20) ? mutateBytes(stored, random) : stored, diffIds };
}

/** Changes what is compressed, and compresses that again, now and then in another way. */
function within(bytes: Buffer, random: Random, change: (expanded: Buffer) => Buffer): Buffer {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isZstd = bytes[0] === 0x28 && bytes[1] === 0xb5;
  const expanded = change(
    isGzip ? expandedOr(bytes, gunzipSync) : isZstd ? expandedOr(bytes, decompress) : bytes,
  );
  if (random.oneIn(15)) return random.pick([gzipSync, zstdFrame, (all: Buffer) => all])(expanded);
  return isGzip ? gzipSync(expanded, { level: 1 }) : isZstd ? zstdFrame(expanded) : expanded;
}

function expandedOr(bytes: Buffer, expand: (bytes: Buffer) => Uint8Array): Buffer {
  try {
    return Buffer.from(expand(bytes));
  } catch {
    return bytes;
  }
}

/** The members with the digests of what changed, in names and documents, up to the index. */
function withDigests(members: readonly Member[], diffIds: Changed["diffIds"]): Member[] {
  let current = diffIds.reduce<Member[]>((all, [before, after]) => renamed(all, before, after), [...members]);
  for (let round = 0; round < 8; round++) {
    const wrong = current.find(
      (member) => digestIn(member) !== null && digestIn(member) !== sha256(member.body),
    );
    if (wrong === undefined) return current;
    current = renamed(current, digestIn(wrong) ?? "", sha256(wrong.body));
  }
  return current;
}

/** The digest that a member is named by, or null. */
function digestIn({ header }: Member): string | null {
  return (
    /^(?:blobs\/sha256\/|sha256:|)([0-9a-f]{64})(?:\.json|\.tar\.gz)?\0/.exec(
      header.toString("latin1", 0, 100),
    )?.[1] ?? null
  );
}

/** One digest in place of another in all names and all documents. */
function renamed(members: readonly Member[], before: string, after: string): Member[] {
  return members.map((member) => {
    const { header, body } = member;
    const name = header.toString("latin1", 0, 100);
    const isDocument = body[0] === 0x7b || body[0] === 0x5b;
    const inside = isDocument
      ? Buffer.from(body.toString("latin1").replaceAll(before, after), "latin1")
      : body;
    if (!name.includes(before)) return inside.equals(body) ? member : { header, body: inside };
    const own = Buffer.from(header);
    own.write(name.replaceAll(before, after), 0, "latin1");
    return withBody({ header: own, body: inside }, inside);
  });
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
