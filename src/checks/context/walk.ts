import { lstatSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ignores, mayTakeBack, type Pattern, type PatternMatches } from "./ignore-patterns.ts";
import { withFollowedLinks } from "./links.ts";
import { type ContextSource, type Reach, startOf, stepInto } from "./sources.ts";

/** A folder of a context with its files that are sent to the builder. */
export interface SentFolder {
  /** From the context; "" for the context itself. */
  readonly path: string;
  /** Names of all entries of the folder. */
  readonly names: readonly string[];
  /** Names of all entries beside the folder. */
  readonly beside: readonly string[];
  readonly files: readonly SentFile[];
}

export interface SentFile {
  readonly name: string;
  /** In bytes. Symbolic links, sockets and the like are not files here. */
  readonly size: number;
  /** The source that takes it; if several do, the source of the outermost folder. */
  readonly source: ContextSource;
}

/**
 * Walks through the files of a context that are sent to the builder: BuildKit sends only files that the Dockerfile's
 * sources name and that patterns do not leave out. A folder comes before its contents, and a folder that is left out as
 * a whole is not read. Symbolic links are followed if a source names them, and only within the context. A folder that
 * cannot be read counts as empty: BuildKit then fails with the reason.
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

/** A folder that is not read yet. */
interface Open {
  readonly path: string;
  readonly beside: readonly string[];
  readonly reach: Reach;
  readonly matched: PatternMatches;
}

/** Number of files after which other work of this process gets its turn. */
const PAUSE = 1000;

/** In bytes; 0 for a file that is gone. Synchronous calls take a third of the time of asynchronous ones. */
function sizeOf(path: string): number {
  try {
    return lstatSync(path).size;
  } catch {
    return 0;
  }
}
