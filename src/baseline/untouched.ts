import { join, relative, resolve, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { contentOf } from "../bake/definition.ts";
import { type BakeTarget, isPath, linkOf } from "../bake/target.ts";
import type { PlannedImage } from "../build/plan.ts";
import { contextSources } from "../checks/context/context.ts";
import { findIgnoreFile } from "../checks/context/ignore-file.ts";
import type { ContextSource } from "../checks/context/sources.ts";
import { takesPath } from "../checks/context/taken-path.ts";
import { sentFolders } from "../checks/context/walk.ts";
import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { UNKNOWN_NAMING } from "../dockerfile/sources.ts";
import { unknownSources } from "../dockerfile/unknown-sources.ts";
import type { BaselinePlan } from "./baseline-plan.ts";
import type { ImageChange } from "./configuration-change.ts";
import type { Git } from "./git.ts";
import { changesCheckout, dockerfileAt } from "./line-comparison.ts";

type StoredPlan = Extract<BaselinePlan, { readonly kind: "stored" }>;

/** What git knows of the working tree. Paths are from the root, with slashes. */
export interface WorkingTree {
  readonly git: Git;
  /** Files that differ from the commit; null if git cannot tell. Asked once for each commit. */
  readonly changedFiles: (commit: string) => Promise<readonly string[] | null>;
  readonly tracked: ReadonlySet<string>;
  /** All folders that hold tracked files. */
  readonly folders: ReadonlySet<string>;
}

/** Asks git about the working tree; null if it cannot tell which files it tracks. */
export async function openWorkingTree(git: Git): Promise<WorkingTree | null> {
  const tracked = await git.trackedFiles();
  if (tracked === null) return null;
  const folders = new Set<string>();
  for (const path of tracked)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
      folders.add(path.slice(0, at));
  const asked = new Map<string, ReturnType<Git["changedFiles"]>>();
  const changedFiles = (commit: string) => {
    const known = asked.get(commit) ?? git.changedFiles(commit);
    asked.set(commit, known);
    return known;
  };
  return { git, changedFiles, tracked, folders };
}

/**
 * Why an image has to be built, though a measurement of it is stored: something that goes into it changed since, or
 * nobody knows whether it did. Null if nothing did: its settings, its Dockerfile, its build contexts after their
 * ignore files, and the images that it is built from, by their digests.
 * @param change its settings at the commit that is compared with, and now
 */
export async function whyBuild(
  own: PlannedImage,
  { base, stored }: StoredPlan,
  change: ImageChange,
  tree: WorkingTree,
): Promise<string | null> {
  const { how, builtFrom, settings, bake } = own;
  if (how.kind !== "built" || builtFrom === null) return "it is not built here";
  if (settings.noCache === true || settings.pull === true) return "no-cache or pull asks for a new build";
  const isSame =
    isDeepStrictEqual(change.before, change.after) &&
    isDeepStrictEqual(contentOf(base.configured), contentOf(own));
  if (!isSame) return "its configuration changed";
  const changed = await tree.changedFiles(stored.commit);
  if (changed === null) return "git does not tell which files changed";
  const checkout = changed.find(changesCheckout);
  if (checkout !== undefined) return `${checkout} changed`;
  if ((await dockerfileAt(tree.git, stored.commit, base)) !== builtFrom.text)
    return `${builtFrom.file} changed`;

  const known = { ...tree, changed, commit: stored.commit };
  const targets = [builtFrom.target, ...how.testTargets];
  const sources = contextSources({ builtFrom, testTargets: how.testTargets, naming: settings });
  return (
    unknownSources(builtFrom.text, targets, settings) ??
    (await whyFolder({ folder: settings.context, file: how.file, sources }, known)) ??
    (await whyContexts(settings.buildContexts ?? {}, { bake, linked: builtFrom.linked ?? {} }, known))
  );
}

interface KnownTree extends WorkingTree {
  /** Files that differ from `commit`. */
  readonly changed: readonly string[];
  readonly commit: string;
}

/** A folder that a build takes files from. */
interface Folder {
  /** Absolute. */
  readonly folder: string;
  /** Absolute path of the Dockerfile; null for a named context, which has no ignore file for it. */
  readonly file: string | null;
  /** What is taken of it. */
  readonly sources: readonly ContextSource[];
}

/** All of a folder: an ONBUILD of an image, which nobody knows here, may take anything. */
const WHOLE: readonly ContextSource[] = [{ names: [], lines: [1, 1] }];

async function whyFolder({ folder, file, sources }: Folder, tree: KnownTree): Promise<string | null> {
  const { git, tracked, folders, changed } = tree;
  const own = pathFrom(git.root, folder);
  if (own === ".." || own.startsWith("../")) return `${folder} lies outside the repository`;
  const below = own === "" ? "" : `${own}/`;
  const above = changed.find((path) => below.startsWith(`${path}/`));
  if (above !== undefined) return `${above} changed`;

  const ignoreFile = await findIgnoreFile(folder, file);
  const ignorePaths = [join(folder, ".dockerignore"), ...(file === null ? [] : [`${file}.dockerignore`])];
  const otherIgnore = ignorePaths
    .map((path) => pathFrom(git.root, path))
    .find((path) => changed.includes(path));
  if (otherIgnore !== undefined) return `${otherIgnore} changed`;
  const ignorePath = pathFrom(git.root, ignoreFile.path);
  if (ignoreFile.exists && !tracked.has(ignorePath)) return `git does not track ${ignorePath}`;

  const { patterns } = ignoreFile;
  const isSent = (path: string) => takesPath(WHOLE, patterns, path);
  const other = changed.find((path) => path.startsWith(below) && isSent(path.slice(below.length)));
  if (other !== undefined) return `${other} changed`;
  if (sources.length > 0 && takesPath(sources, patterns, ".git") && own === "") return "the build takes .git";
  for await (const { path, names } of sentFolders(folder, patterns, WHOLE)) {
    if (path.split("/").includes(".git")) continue;
    for (const name of names) {
      const inFolder = path === "" ? name : `${path}/${name}`;
      const whole = `${below}${inFolder}`;
      const isKnown = name === ".git" || tracked.has(whole) || folders.has(whole);
      if (!isKnown && isSent(inFolder)) return `git does not track ${whole}`;
    }
  }
  return null;
}

/** @param bake says which targets named contexts lead to, `linked` what these are built from */
async function whyContexts(
  contexts: Readonly<Record<string, string | null>>,
  { bake, linked }: { readonly bake: BakeTarget | null; readonly linked: NonNullable<BuiltFrom["linked"]> },
  tree: KnownTree,
): Promise<string | null> {
  for (const [name, source] of Object.entries(contexts)) {
    const why = await whyContext(name, source);
    if (why !== null) return why;
  }
  return null;

  async function whyContext(name: string, source: string | null): Promise<string | null> {
    if (source === null) return `the build context ${name} has no value`;
    const link = linkOf(source);
    if (link !== null) return whyLinked(name, link);
    if (isPath(source)) {
      const folder = bake === null ? source : resolve(bake.folder, source);
      return whyFolder({ folder, file: null, sources: WHOLE }, tree);
    }
    return /@sha256:[0-9a-f]{64}$/.test(source) ? null : `the build context ${name} (${source}) may change`;
  }

  async function whyLinked(name: string, link: string): Promise<string | null> {
    const from = linked[name];
    const target = bake?.linked[link];
    if (bake === null || from === undefined || target === undefined)
      return `the build context ${name} (target:${link}) may change`;
    const { context = ".", contexts: own = {}, dockerfile = "Dockerfile" } = target;
    if (!isPath(context) || !isPath(dockerfile)) return `the build context ${name} (${context}) may change`;
    const folder = resolve(bake.folder, context);
    const isInline = target["dockerfile-inline"] !== undefined;
    const file = isInline ? null : resolve(folder, dockerfile);
    // The text of an inline one is compared as a part of the bake file.
    const before =
      file === null ? from.text : await tree.git.show(tree.commit, pathFrom(tree.git.root, file));
    if (before !== from.text) return `${from.file} changed`;
    const naming = from.naming ?? UNKNOWN_NAMING;
    const sources = contextSources({ builtFrom: from, testTargets: [], naming });
    return (
      unknownSources(from.text, [from.target], naming) ??
      (await whyFolder({ folder, file, sources }, tree)) ??
      (await whyContexts(own, { bake, linked: from.linked ?? {} }, tree))
    );
  }
}

/** With slashes. */
function pathFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
