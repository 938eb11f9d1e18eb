import { lstat, realpath, rmdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { isPath } from "../../bake/target.ts";
import type { PlannedImage } from "../../build/plan.ts";
import { contextSources } from "./context.ts";
import { findIgnoreFile, type IgnoreFile } from "./ignore-file.ts";
import { ignores } from "./ignore-patterns.ts";
import { type ContextSource, type Reach, startOf, stepInto } from "./sources.ts";

/** A folder that a build sends files of. */
interface Context {
  /** Absolute, without links. */
  readonly folder: string;
  readonly ignoreFile: IgnoreFile;
  /** What the Dockerfile takes from it; null where that is not known. */
  readonly sources: readonly ContextSource[] | null;
}

/**
 * Removes the output folder if it is empty and a build context sends it, with the folders that are empty without it: the
 * run that made it sent none, and with an empty folder each image would be another one, without the build cache.
 * @param outputFolder absolute folder that reports are written to
 * @param cwd absolute; it stays, whatever is in it
 */
export async function removeSentFolder(
  images: readonly PlannedImage[],
  outputFolder: string,
  cwd: string,
): Promise<void> {
  // A link to the folder would lead nowhere.
  const found = await lstat(outputFolder).catch(() => null);
  if (found?.isDirectory() !== true) return;
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
        // One with too many patterns is a finding of the image that is built with it.
        const ignoreFile = await findIgnoreFile(path, file).catch(() => unknownIgnoreFile(path));
        return [{ folder, sources, ignoreFile }];
      }),
    )
  ).flat();
}

function unknownIgnoreFile(context: string): IgnoreFile {
  return { path: join(context, ".dockerignore"), exists: true, patterns: [], fault: null };
}

/** Whether a context sends what is in a folder. */
function isSent({ folder: context, ignoreFile, sources }: Context, folder: string): boolean {
  const path = relative(context, folder);
  if (path === "..") return false;
  const names = path === "" ? [] : path.split("/");
  const [first] = names;
  if (first === ".." || (sources !== null && sources.length === 0)) return false;
  // An empty folder above the reports is sent as well unless the outermost is left out.
  if (first !== undefined && ignores(ignoreFile.patterns, first, []).ignored) return false;
  let reach: Reach | null = sources === null ? null : startOf(sources);
  for (const name of names) reach = reach === null ? null : stepInto(reach, name);
  return sources === null || reach !== null;
}

/** @returns whether it has gone */
function removeEmptyFolder(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}
