import { createHash, type Hash } from "node:crypto";
import { closeSync, lstatSync, openSync, readlinkSync, readSync, type Stats } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ignores, mayTakeBack, type Pattern, type PatternMatches } from "./ignore-patterns.ts";

/**
 * One hash of all that a folder can send to a build, whatever the Dockerfile takes of it: path, kind, permissions,
 * and content or target of each file, folder and link that patterns do not leave out. BuildKit compares the same.
 * Not the owner and the time, and not the folder `.git` of the context itself.
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
      // The `**` of BuildKit goes over no line end, in some patterns: what may be sent counts.
      const ignored = isLeftOut && !path.includes("\n");
      if (ignored && !mayTakeBack(patterns, path)) continue;
      const absolute = join(context, path);
      const found = lstatSync(absolute);
      const isFolder = found.isDirectory();
      if (isFolder && path === ".git") continue;
      const head = `${JSON.stringify([path, found.mode])}\n`;
      // A folder that is left out is sent only with what is taken back below it.
      if (isFolder) below.push({ path, above: ignored ? above + head : "", matched });
      if (ignored) continue;
      hash.update(above + head);
      if (!isFolder) await addContent(hash, absolute, found);
      read += COST + (found.isFile() ? found.size : 0);
      if (read < PAUSE) continue;
      read = 0;
      await setImmediate();
    }
    open.push(...below.reverse());
  }
  return hash.digest("hex");
}

/** A folder that is still to be looked into. */
interface Open {
  readonly path: string;
  /** The lines of the ignored folders above this one. They count only if something in this one is sent. */
  readonly above: string;
  readonly matched: PatternMatches;
}

/** In bytes that are read, after which others of this process get their turn. */
const PAUSE = 32 * 1024 ** 2;

/** In bytes: to look at a file takes as long as to read so many. */
const COST = 32 * 1024;

/** What is read at once, and hashed before anything else is read. A stream takes half as long again. */
const CHUNK = Buffer.alloc(1024 ** 2);

async function addContent(hash: Hash, path: string, found: Stats): Promise<void> {
  if (found.isSymbolicLink()) hash.update(`${JSON.stringify(readlinkSync(path))}\n`);
  else if (!found.isFile()) hash.update(`${found.rdev}\n`);
  else {
    // A hash of its own, so that no content can pass for what follows it.
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
