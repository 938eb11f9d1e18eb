import { lstat, realpath, rmdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { isPath } from "../../bake/target.ts";
import type { PlannedImage } from "../../build/plan.ts";
import { contextSources } from "./context.ts";
import { findIgnoreFile, type IgnoreFile } from "./ignore-file.ts";
import { ignores } from "./ignore-patterns.ts";
import { type ContextSource, type Reach, startOf, stepInto } from "./sources.ts";

/** A folder whose files a build sends. */
interface Context {
  /** Absolute, without links. */
  readonly folder: string;
  readonly ignoreFile: IgnoreFile;
  /** The paths that the Dockerfile takes from it; null if they are unknown. */
  readonly sources: readonly ContextSource[] | null;
}

/**
 * Removes the output folder if it is empty and a build context sends it, and then the folders that become empty. The
 * run that created the folder did not send it. With an empty folder in the context, images would differ and miss the
 * build cache.
 * @param outputFolder absolute folder that reports are written to
 * @param cwd absolute; it is never removed
 */
export async function removeSentFolder(
  images: readonly PlannedImage[],
  outputFolder: string,
  cwd: string,
): Promise<void> {
  // If the path is a link, its target stays: the link would lead nowhere.
  const stats = await lstat(outputFolder).catch(() => null);
  if (stats?.isDirectory() !== true) return;
  const folder = await realpath(outputFolder);
  const contexts = (await Promise.all(images.map(contextsOf))).flat();
  if (!contexts.some((context) => isSent(context, folder))) return;
  const lasting = new Set([await realpath(cwd), ...contexts.map((context) => context.folder)]);
  for (let empty = folder; !lasting.has(empty); empty = dirname(empty))
    if (!(await removeEmptyFolder(empty))) break;
}

/** Folders of this machine that the build of an image takes files from. */
async function contextsOf({ settings, bake, how, builtFrom }: PlannedImage): Promise<Context[]> {
  if (how.kind === "existing") return [];
  const sources =
    builtFrom === null ? null : contextSources({ builtFrom, testTargets: how.testTargets, naming: settings });
  const named = Object.values(settings.buildContexts ?? {}).flatMap((source) => source ?? []);
  const linked = Object.values(bake?.linked ?? {}).flatMap(({ context = ".", contexts = {} }) =>
    [context, ...Object.values(contexts)].map((source) =>
      isPath(source) ? resolve(bake?.folder ?? "/", source) : source,
    ),
  );
  const all = [
    { path: settings.context, file: how.file, sources },
    ...[...named, ...linked].filter(isPath).map((path) => ({ path, file: null, sources: null })),
  ];
  return (
    await Promise.all(
      all.map(async ({ path, file, sources }): Promise<Context[]> => {
        const folder = await realpath(path).catch(() => null);
        if (folder === null) return [];
        // An ignore file with too many patterns is a finding of its image, and no concern here.
        const ignoreFile = await findIgnoreFile(path, file).catch(() => unknownIgnoreFile(path));
        return [{ folder, sources, ignoreFile }];
      }),
    )
  ).flat();
}

function unknownIgnoreFile(context: string): IgnoreFile {
  return { path: join(context, ".dockerignore"), exists: true, patterns: [], fault: null };
}

/** Whether a context sends the contents of a folder. */
function isSent({ folder: context, ignoreFile, sources }: Context, folder: string): boolean {
  const path = relative(context, folder);
  if (path === "..") return false;
  const names = path === "" ? [] : path.split("/");
  const [first] = names;
  if (first === ".." || (sources !== null && sources.length === 0)) return false;
  // An empty folder above the reports is sent, too, unless the outermost one is left out.
  if (first !== undefined && ignores(ignoreFile.patterns, first, []).ignored) return false;
  let reach: Reach | null = sources === null ? null : startOf(sources);
  for (const name of names) reach = reach === null ? null : stepInto(reach, name);
  return sources === null || reach !== null;
}

/** @returns whether it is gone */
function removeEmptyFolder(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}
