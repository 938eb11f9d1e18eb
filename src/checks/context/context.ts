import { stat } from "node:fs/promises";
import type { BuiltFrom } from "../../dockerfile/built-from.ts";
import { neededDependencies } from "../../dockerfile/dependencies.ts";
import type { Naming } from "../../dockerfile/sources.ts";
import type { ContextReport } from "../../model/report.ts";
import { findIgnoreFile } from "./ignore-file.ts";
import { sourcesOf } from "./sources.ts";
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
 * Measures what a build context offers to the stages that are built, and finds what of it should be left out.
 * @param show turns an absolute path into the one that is shown
 * @returns null where the stages take nothing from it, and where it is no folder
 */
export async function measureContext(
  { context, file, builtFrom, testTargets, naming }: ContextSubject,
  show: (path: string) => string,
): Promise<ContextReport | null> {
  const sources = sourcesOf(neededDependencies(builtFrom.text, [builtFrom.target, ...testTargets], naming));
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
    needless: tally.needless().map(({ lines, ...needless }) => ({
      ...needless,
      place: { file: builtFrom.file, lines },
    })),
  };
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
