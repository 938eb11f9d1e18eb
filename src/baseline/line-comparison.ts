import { realpath } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { contentOf, inlineDockerfile } from "../bake/definition.ts";
import type { PlannedBuild, PlannedImage } from "../build/plan.ts";
import { findIgnoreFile } from "../checks/context/ignore-file.ts";
import { withFollowedLinks } from "../checks/context/links.ts";
import { sourcesOf } from "../checks/context/sources.ts";
import { takesPath } from "../checks/context/taken-path.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { neededDependencies, type StageDependency } from "../dockerfile/dependencies.ts";
import { lowerCaseDockerfile } from "../dockerfile/find.ts";
import { instructionTexts } from "../dockerfile/instructions.ts";
import { type LineInputs, lineInputs } from "../dockerfile/line-inputs.ts";
import { type SecretMount, secretMounts } from "../dockerfile/secret-mounts.ts";
import { type Naming, resolveStages } from "../dockerfile/sources.ts";
import { fromsWithTriggers } from "../measure/provenance-origins.ts";
import type { Origin } from "../model/report.ts";
import { parseSecretEntry, type SecretEntry } from "../values/secret-entry.ts";
import type { Git } from "./git.ts";
import { findUntracked } from "./untracked.ts";

type InstructionOrigin = Extract<Origin, { kind: "instruction" }>;

/**
 * The inputs of a line whose text did not change. `same`: no input in the repository changed, but inputs from outside
 * may have. `open`: an input in the repository changed or may have changed, and inputs from outside may have changed too.
 * `changed`: all inputs are in the repository, so other bytes always mean other inputs.
 */
export type InputsOfLine = "same" | "open" | "changed";

/** Compares the inputs of a line that both images have. */
export type CompareLines = (before: InstructionOrigin, after: InstructionOrigin) => InputsOfLine;

/** An image of an earlier commit. */
export interface EarlierImage {
  readonly configured: Pick<ConfiguredImage, "settings" | "bake">;
  /** Absolute folder that the paths among its settings lie in. */
  readonly root: string;
}

/** The build of a compared image. */
export interface OwnBuild {
  /** Absolute folder that buildx runs in; paths of secrets start there. */
  readonly cwd: string;
  /** SLSA provenance as BuildKit wrote it; null if there is none. */
  readonly provenance: unknown;
}

/**
 * Compares the lines of an image with those of a commit: their text, the files of the build context that they use,
 * build arguments and other settings. A line that cannot be compared counts as changed.
 * @param commit of the stored measurement
 * @param base the image there; its settings are those of the commit that the run is compared with
 */
export async function compareLines(
  own: PlannedImage,
  base: EarlierImage,
  commit: string,
  git: Git,
  build: OwnBuild,
): Promise<CompareLines> {
  const { builtFrom, how } = own;
  if (builtFrom === null || how.kind !== "built") return () => "changed";
  const { settings, bake } = base.configured;
  const text = await dockerfileAt(git, commit, base);
  const takesOther = await findOtherFiles(own, base, commit, git, build);
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
    if (is === undefined) return "open";
    if (!is.reachesOut) return "changed";
    return was?.fingerprint === is.fingerprint ? "same" : "open";
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
  const text = await git.show(commit, pathFrom(root, path));
  const other = lowerCaseDockerfile(path);
  return text ?? (other === null ? null : git.show(commit, pathFrom(root, other)));
}

/**
 * Finds the instructions that use files which differ from a commit, by their first lines: files of the build
 * context, and secrets. The earlier contents of untracked files are unknown.
 */
async function findOtherFiles(
  own: PlannedImage,
  base: EarlierImage,
  commit: string,
  git: Git,
  build: OwnBuild,
): Promise<(line: number) => boolean> {
  const { builtFrom, how, settings } = own;
  if (how.kind !== "built" || builtFrom === null) return () => true;
  const taken = takenFromContext(builtFrom, settings, build);
  const mounts = secretMounts(builtFrom.text, settings);
  const [changed, tracked] = [await git.changedFiles(commit), await git.trackedFiles()];
  const isUnknown = changed === null || tracked === null || changed.some(changesCheckout);
  const other = isUnknown
    ? [...taken, ...mounts]
    : [
        ...(await otherOfContext(taken, { ...own, how }, base, git, { changed, tracked })),
        ...(await otherSecrets(mounts, own, base, { root: git.root, changed, tracked, cwd: build.cwd })),
      ];
  const lines = new Set(other.map((one) => one.lines[0]));
  return (line) => lines.has(line);
}

/** Whether a file changes what git makes of others that stay the same: line ends, submodules, files of Git LFS. */
export function changesCheckout(path: string): boolean {
  return [".gitattributes", ".gitmodules", ".lfsconfig"].includes(basename(path));
}

/** Instructions that use the build context. A FROM whose image has, or may have, ONBUILD instructions uses all of it. */
function takenFromContext(
  { text, target }: BuiltFrom,
  naming: Naming,
  { provenance }: OwnBuild,
): readonly StageDependency[] {
  const triggered = fromsWithTriggers(provenance, text);
  const froms = resolveStages(text, naming)
    .stages.filter(({ source, from }) => source.kind !== "stage" && triggered?.has(from.lines[0]) !== false)
    .map(({ from }): StageDependency => ({ from: { kind: "context" }, paths: ["/"], lines: from.lines }));
  const taken = neededDependencies(text, [target], naming).filter(({ from }) => from.kind === "context");
  return [...froms, ...taken];
}

/** The files of a working tree, by their paths from the root, with slashes. */
interface KnownFiles {
  /** The files that differ from a commit. */
  readonly changed: readonly string[];
  readonly tracked: ReadonlySet<string>;
}

/** The instructions that use files of the build context which differ from a commit. */
async function otherOfContext(
  taken: readonly StageDependency[],
  own: PlannedImage & { readonly how: PlannedBuild },
  { configured, root }: EarlierImage,
  git: Git,
  { changed, tracked }: KnownFiles,
): Promise<readonly StageDependency[]> {
  const { settings, how } = own;
  const context = pathFrom(git.root, settings.context);
  const isOutside = isAbsolute(context) || context.startsWith("..");
  if (isOutside || context !== pathFrom(root, configured.settings.context)) return taken;
  // git has its files under other paths.
  if ((await plainPath(git.root, settings.context)) === null) return taken;
  const untracked = await findUntracked(own, git.root, tracked);
  const others = [...changed, ...untracked.paths, ...(untracked.sendsRepository ? [".git"] : [])];
  const ignoreFiles = [join(settings.context, ".dockerignore"), `${how.file}.dockerignore`];
  if (ignoreFiles.some((path) => others.includes(pathFrom(git.root, path)))) return taken;
  const below = context === "" ? "" : `${context}/`;
  // A submodule that holds the context.
  if (others.some((path) => `${path}/` === below || below.startsWith(`${path}/`))) return taken;

  const inContext = others.filter((path) => path.startsWith(below)).map((path) => path.slice(below.length));
  const { patterns } = await findIgnoreFile(settings.context, how.file);
  const dependencies: StageDependency[] = [];
  for (const dependency of taken) {
    const sources = await withFollowedLinks(settings.context, sourcesOf([dependency]));
    if (inContext.some((path) => takesPath(sources, patterns, path))) dependencies.push(dependency);
  }
  return dependencies;
}

/** The mounts of secrets that differ from a commit, or may differ, as those from variables. */
async function otherSecrets(
  mounts: readonly SecretMount[],
  { settings }: PlannedImage,
  { configured }: EarlierImage,
  { root, changed, tracked, cwd }: KnownFiles & { readonly root: string; readonly cwd: string },
): Promise<readonly SecretMount[]> {
  const others: SecretMount[] = [];
  for (const mount of mounts) {
    const [was, is] = [configured.settings, settings].map(({ secrets }) => secretOf(secrets, mount.id));
    const isNeither = mount.id !== null && was === undefined && is === undefined;
    const file = is?.file === was?.file ? (is?.file ?? null) : null;
    const path = file === null ? null : await plainPath(root, resolve(cwd, file));
    const isSame = isNeither || (path !== null && tracked.has(path) && !changed.includes(path));
    if (!isSame) others.push(mount);
  }
  return others;
}

/** Of several secrets with one id the last one counts. */
function secretOf(secrets: readonly string[] | null, id: string | null): SecretEntry | undefined {
  const entries = (secrets ?? []).map(parseSecretEntry);
  return entries.filter((entry) => "id" in entry).findLast((entry) => entry.id === id);
}

/** The path of a file from a folder, with slashes; null if links lead to it, or it is not there. */
async function plainPath(root: string, file: string): Promise<string | null> {
  const path = pathFrom(root, file);
  const target = await realpath(file).catch(() => null);
  return target === join(await realpath(root), path) ? path : null;
}

/** With slashes. */
function pathFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
