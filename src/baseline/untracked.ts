import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { pathOfContext } from "../bake/target.ts";
import type { PlannedImage } from "../build/plan.ts";
import { type ContextFile, sentFiles, sentFilesOfFolder } from "../checks/context/context.ts";
import { amountWords } from "../text/words.ts";

/** Number of names in the message. */
const MOST_NAMES = 3;

/** Files that the build contexts of an image send and git does not track. */
export interface UntrackedFiles {
  /** From the root of the working tree, with slashes. */
  readonly paths: readonly string[];
  /** In bytes. */
  readonly size: number;
  /** The files, or the folders that hold nothing else, most bytes first; a folder ends in a slash. */
  readonly names: readonly string[];
  /** Whether the repository itself is sent; it does not count as a file. */
  readonly sendsRepository: boolean;
}

/**
 * Finds the files that an image is built from and no commit has: the base could not be built from them.
 * @param root absolute folder of the working tree
 * @param tracked paths from the root, with slashes
 */
export async function findUntracked(
  image: PlannedImage,
  root: string,
  tracked: ReadonlySet<string>,
): Promise<UntrackedFiles> {
  const folders = foldersOf(tracked);
  const sizes = new Map<string, number>();
  const names = new Map<string, number>();
  let sendsRepository = false;
  for await (const { path, size } of filesOf(image, root)) {
    const own = relative(root, path).split(sep).join("/");
    // Files outside of the repository are the same for both.
    if (isAbsolute(own) || own.startsWith("../")) continue;
    sendsRepository ||= own.startsWith(".git/");
    if (tracked.has(own) || own.split("/").includes(".git")) continue;
    sizes.set(own, size);
    const parts = own.split("/");
    const depth = parts.findIndex((_, at) => !folders.has(parts.slice(0, at + 1).join("/")));
    const name = depth === parts.length - 1 ? own : `${parts.slice(0, depth + 1).join("/")}/`;
    names.set(name, (names.get(name) ?? 0) + size);
  }
  return {
    paths: [...sizes.keys()],
    size: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    names: [...names].sort(([, one], [, other]) => other - one).map(([name]) => name),
    sendsRepository,
  };
}

/** Why a base without these files cannot be compared; null if there are none. */
export function whyIncomparable({ paths, size, names }: UntrackedFiles): string | null {
  if (paths.length === 0) return null;
  const shown = names.slice(0, MOST_NAMES).join(", ");
  const rest = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : "";
  return `the build context sends ${amountWords({ size, files: paths.length })} that git does not track: ${shown}${rest} (set \`prepare\` to the command that makes them, add them to git, or leave them out by .dockerignore)`;
}

async function* filesOf(
  { settings, how, builtFrom }: PlannedImage,
  root: string,
): AsyncGenerator<ContextFile> {
  if (how.kind !== "built" || builtFrom === null) return;
  const { context, buildContexts } = settings;
  const sent = sentFiles({ context, file: how.file, builtFrom, testTargets: [], naming: settings });
  yield* withoutLinks(sent, context, root);
  for (const source of Object.values(buildContexts ?? {})) {
    const path = source === null ? null : pathOfContext(source);
    if (path !== null) yield* withoutLinks(sentFilesOfFolder(path), path, root);
  }
}

/** The files of a folder by their paths in git, also if a symbolic link leads to the folder. */
async function* withoutLinks(
  files: AsyncGenerator<ContextFile>,
  folder: string,
  root: string,
): AsyncGenerator<ContextFile> {
  const real = await realpath(folder).catch(() => folder);
  const way = relative(await realpath(root), real);
  const place = isAbsolute(way) || way.split(sep)[0] === ".." ? real : join(root, way);
  for await (const { path, size } of files)
    yield { path: path.startsWith(`${folder}${sep}`) ? join(place, relative(folder, path)) : path, size };
}

/** All folders that hold files. */
function foldersOf(paths: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return folders;
}
