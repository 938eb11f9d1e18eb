import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { type BakeTarget, layoutOf, linkOf, moveContext, pathOfContext } from "../bake/target.ts";
import type { PlannedImage } from "../build/plan.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import { contextsOfFrom } from "../dockerfile/sources.ts";
import type { Git } from "./git.ts";
import { changesCheckout, type EarlierImage, type InputsOfLine } from "./line-comparison.ts";
import { findUntracked } from "./untracked.ts";

/**
 * Compares what the repository says about the base image of an image, now and in a commit whose FROM is the same: the
 * named contexts that the FROM refers to, and the folders and OCI layouts among them.
 * @param commit of the stored measurement
 * @returns `same` if only the world outside of the repository can have changed it
 */
export async function compareBase(
  own: PlannedImage,
  base: EarlierImage,
  commit: string,
  git: Git,
): Promise<Exclude<InputsOfLine, "changed">> {
  const { builtFrom } = own;
  if (builtFrom === null) return "same";
  const names = contextsOfFrom(builtFrom.text, builtFrom.target, own.settings);
  if (names.length === 0) return "same";
  const sources = sourcesOf(own, names);
  const written = [textOf(sourcesOf(base.configured, names), base.root), textOf(sources, git.root)];
  if (written[0] !== written[1]) return "open";
  const paths = sources.flatMap(([, source]) => filesOfContext(source) ?? []);
  return (await areThoseOf(commit, paths, own, git)) ? "same" : "open";
}

type Source = readonly [name: string, source: string];

/** The sources of named contexts, paths among them absolute; of a target of a bake file all that it is built upon. */
function sourcesOf(
  { settings, bake }: Pick<ConfiguredImage, "settings"> & { readonly bake: BakeTarget | null },
  names: readonly string[],
): Source[] {
  const contexts = new Map(Object.entries(settings.buildContexts ?? {}));
  const own = names.map((name): Source => [name, contexts.get(name) ?? ""]);
  if (bake === null || own.every(([, source]) => linkOf(source) === null)) return own;
  const linked = Object.entries(bake.linked).flatMap(([target, { contexts = {} }]) =>
    Object.entries(contexts).map(([name, source]): Source => {
      return [`${target}: ${name}`, moveContext(source, (path) => resolve(bake.folder, path))];
    }),
  );
  return [...own, ...linked];
}

/** In a form that is the same for every clone. */
function textOf(sources: readonly Source[], root: string): string {
  return JSON.stringify(
    sources.map(([name, source]) => [name, moveContext(source, (path) => fromRoot(root, path))]),
  );
}

/** The path that decides what a context holds: its folder, or the index of a layout. Null if its text decides. */
function filesOfContext(source: string): string | null {
  const layout = layoutOf(source);
  if (layout === null) return pathOfContext(source);
  return layout.reference.includes("@") ? null : join(layout.path, "index.json");
}

/** Whether all files below these paths are the same as in a commit, as far as git knows. @param paths absolute */
async function areThoseOf(
  commit: string,
  paths: readonly string[],
  own: PlannedImage,
  { root, changedFiles, trackedFiles }: Git,
): Promise<boolean> {
  if (paths.length === 0) return true;
  const [changed, tracked] = [await changedFiles(commit), await trackedFiles()];
  if (changed === null || tracked === null || changed.some(changesCheckout)) return false;
  const { paths: untracked } = await findUntracked(own, root, tracked);
  const others = [...changed, ...untracked];
  const realRoot = await realpath(root);
  for (const path of paths) {
    const way = fromRoot(root, path);
    const isInside = !isAbsolute(way) && way.split("/")[0] !== "..";
    const isPlain = (await realpath(path).catch(() => null)) === join(realRoot, way);
    const isOther = (other: string) =>
      way === "" || other === way || other.startsWith(`${way}/`) || way.startsWith(`${other}/`);
    if (!isInside || !isPlain || others.some(isOther)) return false;
  }
  return true;
}

/** With slashes. */
function fromRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
