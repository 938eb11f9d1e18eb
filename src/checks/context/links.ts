import { readdir, readlink } from "node:fs/promises";
import { join, posix } from "node:path";
import type { ContextSource, SourceName } from "./sources.ts";

/** Largest number of links on the way to a file; Linux has the same limit. */
const MOST_LINKS = 40;

/**
 * Follows links within a folder as BuildKit does: the folder is the root of all paths, so neither `..` nor an
 * absolute link leads out of it.
 * @param root absolute
 * @param path from the root
 * @returns the path from the root without links, as far as it exists; null if links form a loop
 * @see https://github.com/tonistiigi/fsutil (followlinks.go)
 */
export async function followLinks(root: string, path: string): Promise<string | null> {
  let done = "";
  let links = 0;
  const names = namesOf(path);
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    const current = posix.join(done, name);
    const target = await linkTarget(join(root, current));
    if (target === null) {
      done = current;
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) return null;
    names.unshift(...namesOf(posix.resolve("/", done, target)));
    done = "";
  }
  return done;
}

/**
 * The sources, and the paths that they lead to by links. BuildKit follows the links on the way to a source and at its
 * end, but no links in a folder that the source takes.
 * @param root absolute folder of the context
 */
export async function withFollowedLinks(
  root: string,
  sources: readonly ContextSource[],
): Promise<readonly ContextSource[]> {
  const all = [...sources];
  const seen = new Set<string>();
  // The list grows as links are found that lead to further links.
  for (const source of all) {
    for (const { folder, target, rest } of await linksOn(root, source.names)) {
      const names = [...namesOf(posix.resolve("/", folder, target)).map(plainName), ...rest];
      const key = names.map(({ text }) => text).join("/");
      if (seen.has(key)) continue;
      seen.add(key);
      all.push({ names, lines: source.lines });
    }
  }
  return all;
}

/** A link on the way to a source, or at its end. */
interface LinkOnPath {
  /** The folder that contains it, from the context. */
  readonly folder: string;
  readonly target: string;
  /** The source's names below it. */
  readonly rest: readonly SourceName[];
}

async function linksOn(root: string, names: readonly SourceName[], folder = ""): Promise<LinkOnPath[]> {
  const [first, ...rest] = names;
  if (first === undefined) return [];
  const links: LinkOnPath[] = [];
  for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
    if (!first.expression.test(entry.name)) continue;
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) links.push(...(await linksOn(root, rest, path)));
    const target = entry.isSymbolicLink() ? await linkTarget(join(root, path)) : null;
    if (target !== null) links.push({ folder, target, rest });
  }
  return links;
}

function plainName(text: string): SourceName {
  return { text, expression: { test: (name) => name === text } };
}

function namesOf(path: string): string[] {
  return posix
    .resolve("/", path)
    .split("/")
    .filter((name) => name !== "");
}

/** Null if the path is not a link. */
function linkTarget(path: string): Promise<string | null> {
  return readlink(path).catch(() => null);
}
