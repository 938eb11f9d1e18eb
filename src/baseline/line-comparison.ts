import { isAbsolute, join, relative, sep } from "node:path";
import { contentOf, inlineDockerfile } from "../bake/definition.ts";
import type { PlannedImage } from "../build/plan.ts";
import { findIgnoreFile } from "../checks/context/ignore-file.ts";
import { withFollowedLinks } from "../checks/context/links.ts";
import { sourcesOf } from "../checks/context/sources.ts";
import { takesPath } from "../checks/context/taken-path.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import { neededDependencies } from "../dockerfile/dependencies.ts";
import { lowerCaseDockerfile } from "../dockerfile/find.ts";
import { instructionTexts } from "../dockerfile/instructions.ts";
import { type LineInputs, lineInputs } from "../dockerfile/line-inputs.ts";
import type { Origin } from "../model/report.ts";
import type { Git } from "./git.ts";
import { findUntracked } from "./untracked.ts";

type InstructionOrigin = Extract<Origin, { kind: "instruction" }>;

/**
 * What is known of the inputs of a line whose text did not change. `same`: nothing in the repository that goes into
 * it changed. `open`: something did, or nobody knows, and what comes from outside may have changed as well.
 * `changed`: all that goes into it is in the repository.
 */
export type InputsOfLine = "same" | "open" | "changed";

/** Compares what goes into a line that stands in both. */
export type CompareLines = (before: InstructionOrigin, after: InstructionOrigin) => InputsOfLine;

/** An image of an earlier commit. */
export interface EarlierImage {
  readonly configured: Pick<ConfiguredImage, "settings" | "bake">;
  /** Absolute folder that the paths among its settings lie in. */
  readonly root: string;
}

/**
 * Compares the lines of an image with those of a commit: their text, the files of the build context that they take,
 * build arguments and other settings. What cannot be compared counts as changed.
 * @param commit that the other was measured of
 * @param base the image there; its settings are those of the commit that the run is compared with
 */
export async function compareLines(
  own: PlannedImage,
  base: EarlierImage,
  commit: string,
  git: Git,
): Promise<CompareLines> {
  const { builtFrom, how } = own;
  if (builtFrom === null || how.kind !== "built") return () => "changed";
  const { settings, bake } = base.configured;
  const text = await dockerfileAt(git, commit, base);
  const takesOther = await findOtherFiles(own, base, commit, git);
  const before =
    text === null
      ? null
      : lineInputs({
          text,
          target: settings.target,
          naming: settings,
          settings: contentOf({ settings, bake }),
          side: "before",
          takesOther: () => false,
        });
  const after = lineInputs({
    text: builtFrom.text,
    target: builtFrom.target,
    naming: own.settings,
    settings: contentOf(own),
    side: "after",
    takesOther,
  });
  const beforeAt = instructionTexts(text ?? "");
  const afterAt = instructionTexts(builtFrom.text);
  const find = (
    inputs: ReadonlyMap<number, LineInputs> | null,
    texts: typeof afterAt,
    { lines, file, instruction }: InstructionOrigin,
  ) => {
    const isThere = file === builtFrom.file && texts(lines) === instruction;
    return isThere ? inputs?.get(lines[0]) : undefined;
  };
  return (one, other) => {
    if (one.instruction !== other.instruction) return "changed";
    const [was, is] = [find(before, beforeAt, one), find(after, afterAt, other)];
    if (was !== undefined && was.fingerprint === is?.fingerprint) return "same";
    return is === undefined || is.reachesOut ? "open" : "changed";
  };
}

/** The image's Dockerfile in a commit; null if there is none. */
export async function dockerfileAt(
  git: Git,
  commit: string,
  { configured, root }: EarlierImage,
): Promise<string | null> {
  const inline = inlineDockerfile(configured);
  if (inline !== null) return inline;
  const { file, context } = configured.settings;
  const path = file ?? join(context, "Dockerfile");
  const found = await git.show(commit, pathFrom(root, path));
  const other = lowerCaseDockerfile(path);
  return found ?? (other === null ? null : git.show(commit, pathFrom(root, other)));
}

/**
 * Finds the instructions that take files of the build context which are not those of a commit, by their first lines.
 * Nobody knows what a file was there that git does not track.
 */
async function findOtherFiles(
  own: PlannedImage,
  { configured, root }: EarlierImage,
  commit: string,
  git: Git,
): Promise<(line: number) => boolean> {
  const all = () => true;
  const { builtFrom, how, settings } = own;
  const context = pathFrom(git.root, settings.context);
  const isOutside = isAbsolute(context) || context.startsWith("..");
  if (how.kind !== "built" || builtFrom === null || isOutside) return all;
  if (context !== pathFrom(root, configured.settings.context)) return all;
  const [changed, tracked] = [await git.changedFiles(commit), await git.trackedFiles()];
  if (changed === null || tracked === null) return all;
  const untracked = await findUntracked(own, git.root, tracked);
  const others = [...changed, ...untracked.paths, ...(untracked.sendsRepository ? [".git"] : [])];
  const ignoreFiles = [join(settings.context, ".dockerignore"), `${how.file}.dockerignore`];
  if (ignoreFiles.some((path) => others.includes(pathFrom(git.root, path)))) return all;
  const below = context === "" ? "" : `${context}/`;
  // A submodule that holds the context.
  if (others.some((path) => `${path}/` === below || below.startsWith(`${path}/`))) return all;

  const inContext = others.filter((path) => path.startsWith(below)).map((path) => path.slice(below.length));
  const { patterns } = await findIgnoreFile(settings.context, how.file);
  const lines = new Set<number>();
  for (const dependency of neededDependencies(builtFrom.text, [builtFrom.target], settings)) {
    const sources = await withFollowedLinks(settings.context, sourcesOf([dependency]));
    if (inContext.some((path) => takesPath(sources, patterns, path))) lines.add(dependency.lines[0]);
  }
  return (line) => lines.has(line);
}

/** With slashes. */
function pathFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
