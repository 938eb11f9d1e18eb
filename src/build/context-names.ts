import { createHash } from "node:crypto";
import { mkdir, symlink } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { isPath, layoutOf } from "../bake/target.ts";
import { codeOf } from "../host/errors.ts";
import type { BuildTarget } from "./target.ts";

/**
 * Gives every context folder and every OCI layout a path that buildx accepts. Where several targets share a context, buildx puts the
 * folder's name into a gRPC header, which takes printable ASCII only: "café" then fails the whole run. BuildKit
 * follows the link, and shows the folder's own path in its messages. The path of a layout ends for buildx at the
 * first `:` or `@`, also at one in the name of a folder above it.
 * @param folder absolute, private to the run; the links are in it
 * @returns the path to build a context or a layout by: a link if buildx does not accept the original, else the original
 * @throws the system's error if a link cannot be made
 * @see https://github.com/docker/buildx/blob/master/build/opt.go `SharedKey`
 */
export async function nameContexts(
  targets: readonly BuildTarget[],
  folder: string,
): Promise<(context: string) => string> {
  const links = new Map<string, string>();
  const contexts = targets.flatMap(contextsOf).filter((path) => isPath(path) && !isPrintable(basename(path)));
  const layouts = targets.flatMap(layoutsOf).filter((path) => /[:@]/.test(path));
  for (const context of new Set([...contexts, ...layouts])) {
    // BuildKit looks by this name for what it has of the context, so the name is the same in each run.
    const link = join(folder, "contexts", hash(context), hash(basename(context)));
    await mkdir(join(link, ".."), { recursive: true });
    await symlink(context, link).catch((error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
    links.set(context, link);
  }
  return (context) => links.get(context) ?? context;
}

/** The contexts of the target and of the targets that it is built upon. */
function contextsOf({ context, bake }: BuildTarget): string[] {
  if (bake === null) return [context];
  const { folder, linked } = bake;
  return [
    context,
    ...Object.values(linked).map(({ context = "." }) =>
      isPath(context) ? resolve(folder, context) : context,
    ),
  ];
}

/** Paths of the layouts that a target takes as named contexts. */
function layoutsOf({ settings, bake }: BuildTarget): string[] {
  const own = Object.values(settings.buildContexts ?? {});
  const linked = Object.values(bake?.linked ?? {}).flatMap(({ contexts = {} }) => Object.values(contexts));
  return [...own, ...linked].flatMap((source) => {
    const path = layoutOf(source ?? "")?.path;
    return path === undefined ? [] : [resolve(bake?.folder ?? "/", path)];
  });
}

function isPrintable(name: string): boolean {
  return /^[\x20-\x7e]*$/.test(name);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
