import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { BuiltFrom } from "../../dockerfile/built-from.ts";
import { neededDependencies } from "../../dockerfile/dependencies.ts";
import type { Naming } from "../../dockerfile/sources.ts";
import type { ContextReport } from "../../model/report.ts";
import { findIgnoreFile } from "./ignore-file.ts";
import { type ContextSource, sourcesOf } from "./sources.ts";
import { Tally } from "./tally.ts";
import { sentFolders } from "./walk.ts";

/** A build context with the Dockerfile that takes from it. */
export interface ContextSubject {
  /** Absolute. */
  readonly context: string;
  /** Absolute path of the Dockerfile. */
  readonly file: string;
  readonly builtFrom: BuiltFrom;
  /** Stages that are built beside the target. */
  readonly testTargets: readonly string[];
  readonly naming: Naming;
}

/**
 * Measures the files of a build context that the built stages can take, and finds files that should be left out.
 * @param show turns an absolute path into the path for messages
 * @returns null if the stages take nothing from it, or it is not a folder
 */
export async function measureContext(
  { context, file, ...build }: ContextSubject,
  show: (path: string) => string,
): Promise<ContextReport | null> {
  const { builtFrom } = build;
  const sources = contextSources(build);
  if (sources.length === 0 || !(await isFolder(context))) return null;
  const ignoreFile = await findIgnoreFile(context, file);
  const tally = new Tally(builtFrom.text, sources);
  for await (const folder of sentFolders(context, ignoreFile.patterns, sources)) tally.add(folder);
  return {
    folder: show(context),
    size: tally.size,
    files: tally.files,
    ignoreFile: show(ignoreFile.path),
    hasIgnoreFile: ignoreFile.exists,
    ignoreFileFault:
      ignoreFile.fault === null ? null : `${show(ignoreFile.fault.path)} ${ignoreFile.fault.why}`,
    needless: tally.needless().map(({ lines, ...needless }) => ({
      ...needless,
      place: { file: builtFrom.file, lines },
    })),
  };
}

/** A file that is sent to the builder. */
export interface ContextFile {
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** The files of a build context that the stages take, with its ignore file; none if it is not a folder. */
export async function* sentFiles({
  context,
  file,
  builtFrom,
  testTargets,
  naming,
}: ContextSubject): AsyncGenerator<ContextFile> {
  const sources = contextSources({ builtFrom, testTargets, naming });
  if (sources.length > 0) yield* takenFiles(context, file, sources);
}

/** The files of a folder that is a named build context, with its ignore file. @param context absolute */
export function sentFilesOfFolder(context: string): AsyncGenerator<ContextFile> {
  return takenFiles(context, null, [{ names: [], lines: [1, 1] }]);
}

async function* takenFiles(
  context: string,
  file: string | null,
  sources: readonly ContextSource[],
): AsyncGenerator<ContextFile> {
  if (!(await isFolder(context))) return;
  const ignoreFile = await findIgnoreFile(context, file);
  // The ignore file counts, too: without it, the build would get more files.
  if (ignoreFile.exists) yield { path: ignoreFile.path, size: 0 };
  for await (const folder of sentFolders(context, ignoreFile.patterns, sources))
    for (const { name, size } of folder.files) yield { path: join(context, folder.path, name), size };
}

/** The paths that the built stages take from the build context. */
export function contextSources({
  builtFrom,
  testTargets,
  naming,
}: Pick<ContextSubject, "builtFrom" | "testTargets" | "naming">): ContextSource[] {
  return sourcesOf(neededDependencies(builtFrom.text, [builtFrom.target, ...testTargets], naming));
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
