import { createHash, type Hash } from "node:crypto";
import { closeSync, lstatSync, openSync, readlinkSync, readSync, type Stats } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ignores, mayTakeBack, type Pattern, type PatternMatches } from "./ignore-patterns.ts";

/**
 * One hash of everything that a folder can send to a build, whatever the Dockerfile takes: path, kind, permissions, and
 * content or target of each file, folder and link that patterns do not leave out. BuildKit compares the same. Owner,
 * time and the folder `.git` of the context itself do not count.
 * @param context absolute
 * @returns 64 hexadecimal digits
 * @throws an error of the file system if something cannot be read
 * @see https://github.com/moby/buildkit/blob/master/cache/contenthash/checksum.go
 */
export async function contextDigest(context: string, patterns: readonly Pattern[]): Promise<string> {
  const hash = createHash("sha256");
  const open: Open[] = [{ path: "", above: "", matched: [] }];
  let read = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const { path: parent, above, matched: matchedAbove } = folder;
    const names = (await readdir(join(context, parent))).sort();
    const below: Open[] = [];
    for (const name of names) {
      const path = parent === "" ? name : `${parent}/${name}`;
      const { ignored: isLeftOut, matched } = ignores(patterns, path, matchedAbove);
      // In some patterns, the `**` of BuildKit does not match a line end, so such a file may be sent and counts.
      const ignored = isLeftOut && !path.includes("\n");
      if (ignored && !mayTakeBack(patterns, path)) continue;
      const absolute = join(context, path);
      const stats = lstatSync(absolute);
      const isFolder = stats.isDirectory();
      if (isFolder && path === ".git") continue;
      const head = `${JSON.stringify([path, stats.mode])}\n`;
      // A folder that is left out is sent only if an exception takes back something below it.
      if (isFolder) below.push({ path, above: ignored ? above + head : "", matched });
      if (ignored) continue;
      hash.update(above + head);
      if (!isFolder) await addContent(hash, absolute, stats);
      read += COST + (stats.isFile() ? stats.size : 0);
      if (read < PAUSE) continue;
      read = 0;
      await setImmediate();
    }
    open.push(...below.reverse());
  }
  return hash.digest("hex");
}

/** A folder that is not read yet. */
interface Open {
  readonly path: string;
  /** The lines of the ignored folders above this one. They count only if something in this one is sent. */
  readonly above: string;
  readonly matched: PatternMatches;
}

/** Number of bytes after which other work of this process gets its turn. */
const PAUSE = 32 * 1024 ** 2;

/** The cost of opening a file, as the number of bytes that could be read in the same time. */
const COST = 32 * 1024;

/** The buffer for reading. Its contents are hashed before the next read. A stream would take half as long again. */
const CHUNK = Buffer.alloc(1024 ** 2);

async function addContent(hash: Hash, path: string, stats: Stats): Promise<void> {
  if (stats.isSymbolicLink()) hash.update(`${JSON.stringify(readlinkSync(path))}\n`);
  else if (!stats.isFile()) hash.update(`${stats.rdev}\n`);
  else {
    // The content has a hash of its own, so that no content can imitate the entries after it.
    hash.update(`${await contentDigest(path)}\n`);
  }
}

async function contentDigest(path: string): Promise<string> {
  const content = createHash("sha256");
  const file = openSync(path, "r");
  try {
    let read = 0;
    for (let length = readSync(file, CHUNK); length > 0; length = readSync(file, CHUNK)) {
      content.update(CHUNK.subarray(0, length));
      read += length;
      if (read % PAUSE === 0) await setImmediate();
    }
    return content.digest("hex");
  } finally {
    closeSync(file);
  }
}
