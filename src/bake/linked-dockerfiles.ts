import { resolve } from "node:path";
import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { findDockerfile } from "../dockerfile/find.ts";
import type { Naming } from "../dockerfile/sources.ts";
import { readTextFile } from "../host/files.ts";
import { type BakeTarget, isPath, linkOf, type RawTarget } from "./target.ts";

/**
 * The path that stands for a Dockerfile within a bake file: its lines are counted from its own first one,
 * so they must not be shown as lines of that file.
 */
export function inlinePath({ file }: BakeTarget, name: string): string {
  return `${file}#${name}`;
}

/**
 * Absolute path of the Dockerfile of a target's step: the target's own, or the one of a linked target; null for a
 * remote Dockerfile.
 */
export function fileOfStep(
  { file, bake }: { readonly file: string; readonly bake: BakeTarget | null },
  { link }: { readonly link: string | null },
): string | null {
  return bake === null || link === null || !Object.hasOwn(bake.linked, link) ? file : linkedPath(bake, link);
}

function linkedPath(bake: BakeTarget, name: string): string | null {
  const { context = ".", dockerfile = "Dockerfile", "dockerfile-inline": inline } = bake.linked[name] ?? {};
  if (inline !== undefined) return inlinePath(bake, name);
  return isPath(context) && isPath(dockerfile) ? resolve(bake.folder, context, dockerfile) : null;
}

/**
 * The sources of contexts that are targets of their own, by the contexts' names; without targets that have no readable
 * Dockerfile here.
 * @param show turns an absolute path into the one that is shown
 */
export async function readLinked(
  contexts: Readonly<Record<string, string | null>>,
  bake: BakeTarget,
  show: (path: string) => string,
): Promise<Record<string, BuiltFrom>> {
  const read = Object.entries(contexts).map(async ([context, source]): Promise<[string, BuiltFrom][]> => {
    const name = linkOf(source);
    const target = name === null ? undefined : bake.linked[name];
    if (name === null || target === undefined) return [];
    const written = linkedPath(bake, name);
    if (written === null) return [];
    const inline = target["dockerfile-inline"];
    const path = inline === undefined ? await findDockerfile(written) : written;
    const text = inline ?? (await textOf(path));
    if (text === null) return [];
    const linked = await readLinked(target.contexts ?? {}, bake, show);
    return [
      [context, { file: show(path), text, target: target.target ?? null, naming: namingOf(target), linked }],
    ];
  });
  return Object.fromEntries((await Promise.all(read)).flat());
}

function namingOf({ args = {}, contexts = {}, platforms = [] }: RawTarget): Naming {
  const [platform = null, ...others] = platforms;
  return { buildArgs: args, buildContexts: contexts, platform: others.length > 0 ? null : platform };
}

async function textOf(path: string): Promise<string | null> {
  const file = await readTextFile(path);
  return file.kind === "text" ? file.text : null;
}
