import { lstat, open, realpath, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { isPath } from "../../bake/target.ts";
import type { PlannedImage } from "../../build/plan.ts";
import { codeOf } from "../../host/errors.ts";
import { FORMAT_NAMES, FORMATS } from "../../report/formats.ts";
import { removeLogs } from "../../report/write.ts";
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
 * Removes the reports that an earlier run has left in a build context: each run would else build another image
 * than the one before it, without the build cache. Reports that no build sends stay. The folders that are empty
 * without them go as well, since BuildKit sends empty folders too.
 * @param outputFolder absolute folder that reports are written to; null where none are
 * @param cwd absolute; it stays, whatever is in it
 * @param show turns an absolute path into the one that is shown
 * @returns what to tell people; null where no report was removed
 */
export async function removeEarlierReports(
  images: readonly PlannedImage[],
  outputFolder: string | null,
  cwd: string,
  show: (path: string) => string,
): Promise<string | null> {
  const folder = outputFolder === null ? null : await realpath(outputFolder).catch(() => null);
  if (folder === null) return null;
  const contexts = (await Promise.all(images.map(contextsOf))).flat();
  const sender = contexts.find((context) => isSent(context, folder));
  if (sender === undefined) return null;
  const isRemoved = await removeReports(folder);
  if (!isRemoved) return null;
  const lasting = new Set([await realpath(cwd), ...contexts.map((context) => context.folder)]);
  // A link to the folder would lead nowhere.
  const isLink = outputFolder !== null && (await lstat(outputFolder)).isSymbolicLink();
  for (let empty = folder; !isLink && !lasting.has(empty); empty = dirname(empty))
    if (!(await removeEmptyFolder(empty))) break;
  const path = relative(sender.folder, folder);
  const patterns = path === "" ? [...REPORTS, "logs/*.log"] : [path.replace(/[*?[\]\\]/g, "\\$&")];
  return `Before the build, stagegate removed the reports of an earlier run from ${show(folder)}: the build context ${show(sender.folder)} sends them to the builder. To keep them, add to ${show(sender.ignoreFile.path)}: ${patterns.map((pattern) => `\`${pattern}\``).join(", ")}`;
}

/** Names of a report's files. */
const REPORTS = FORMAT_NAMES.flatMap((name) => FORMATS[name].file ?? []);

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

/** How every version begins a report. */
const BEGINNING = /^\{\s*"schemaVersion": \d+,\s*"verdict":/;

/** Removes what a run has written, and nothing where none has. @returns whether one has */
async function removeReports(folder: string): Promise<boolean> {
  if (!BEGINNING.test(await beginningOf(join(folder, FORMATS.json.file)))) return false;
  try {
    await removeLogs(folder);
    for (const name of REPORTS) await rm(join(folder, name), { force: true });
    return true;
  } catch (error) {
    // A folder that cannot be written to stays as it is: the run says so when it writes its own report.
    if (codeOf(error) === "") throw error;
    return false;
  }
}

/** The first characters of a file; "" for what is none. */
async function beginningOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) return "";
  const file = await open(path).catch(() => null);
  try {
    const { buffer, bytesRead } = (await file?.read(Buffer.alloc(100), 0, 100, 0)) ?? {
      buffer: Buffer.alloc(0),
      bytesRead: 0,
    };
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file?.close();
  }
}

/** @returns whether it has gone */
function removeEmptyFolder(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}
