import { lstatSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ignores, mayTakeBack, type Pattern, type PatternMatches } from "./ignore-patterns.ts";
import { withFollowedLinks } from "./links.ts";
import { type ContextSource, type Reach, startOf, stepInto } from "./sources.ts";

/** A folder of a context with the files of it that are sent to the builder. */
export interface SentFolder {
  /** From the context on; "" for the context itself. */
  readonly path: string;
  /** Of all that is in it, and of all that is beside it. */
  readonly names: readonly string[];
  readonly beside: readonly string[];
  readonly files: readonly SentFile[];
}

export interface SentFile {
  readonly name: string;
  /** In bytes; symbolic links, sockets and the like have none, and are no files. */
  readonly size: number;
  /** The source that takes it; of several the one of the outermost folder. */
  readonly source: ContextSource;
}

/**
 * Walks through what of a context is sent to the builder: BuildKit sends only what the Dockerfile's sources
 * name, without what patterns leave out. Folders come before what is in them; those that are left out as a
 * whole are not looked into. Symbolic links are followed where a source names them, and within the context only.
 * What cannot be read has no files: BuildKit then fails, and says why.
 * @param context absolute
 * @see https://github.com/tonistiigi/fsutil (filter.go)
 */
export async function* sentFolders(
  context: string,
  patterns: readonly Pattern[],
  sources: readonly ContextSource[],
): AsyncGenerator<SentFolder> {
  const open: Open[] = [
    { path: "", beside: [], reach: startOf(await withFollowedLinks(context, sources)), matched: [] },
  ];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const absolute = join(context, folder.path);
    const entries = await readdir(absolute, { withFileTypes: true }).catch(() => []);
    const names = entries.map(({ name }) => name);
    const files: SentFile[] = [];
    const folders: Open[] = [];
    for (const entry of entries) {
      const { name } = entry;
      const reach = stepInto(folder.reach, name);
      if (reach === null) continue;
      const path = folder.path === "" ? name : `${folder.path}/${name}`;
      const { ignored, matched } = ignores(patterns, path, folder.matched);
      if (entry.isDirectory()) {
        if (!ignored || mayTakeBack(patterns, path)) folders.push({ path, beside: names, reach, matched });
      } else if (entry.isFile() && !ignored && reach.taken !== null) {
        files.push({ name, size: sizeOf(join(absolute, name)), source: reach.taken });
        if (files.length % PAUSE === 0) await setImmediate();
      }
    }
    yield { path: folder.path, names, beside: folder.beside, files };
    for (const below of folders.reverse()) open.push(below);
  }
}

/** A folder that is still to be looked into. */
interface Open {
  readonly path: string;
  readonly beside: readonly string[];
  readonly reach: Reach;
  readonly matched: PatternMatches;
}

/** Number of files after which others of this process get their turn. */
const PAUSE = 1000;

/** In bytes; 0 for what has gone meanwhile. One after another in this thread takes a third of the time. */
function sizeOf(path: string): number {
  try {
    return lstatSync(path).size;
  } catch {
    return 0;
  }
}
