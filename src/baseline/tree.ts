import { isAbsolute, join, relative } from "node:path";
import { type RequestedImage, resolveSettings } from "../config/config.ts";
import type { Source } from "../config/given.ts";
import { loadFile, readIfThere } from "../config/load.ts";
import type { Git } from "./git.ts";
import type { Identified } from "./match-images.ts";

/** What the commit that is compared with asks to gate. */
export interface BaseTree {
  /** By its own configuration; paths among their settings lie in `folder`. */
  readonly images: readonly RequestedImage[];
  /** Absolute; where its worktree is, once it is added. */
  readonly folder: string;
  /** Absolute; the working folder's counterpart in it. */
  readonly cwd: string;
}

/**
 * Reads a commit's own configuration, with the inputs of this run. Where it has no configuration file yet,
 * the file of the working tree counts for it.
 * @param folder absolute; where its worktree would be
 * @throws ConfigError where its configuration is not valid
 */
export async function readBaseTree(
  git: Git,
  commit: string,
  inputs: Source,
  cwd: string,
  folder: string,
): Promise<BaseTree> {
  const moved = (path: string) => {
    const way = relative(git.root, path);
    return isAbsolute(way) || way.startsWith("..") ? path : join(folder, way);
  };
  const baseInputs: Source = new Map(
    [...inputs]
      // The base need not know every image that is gated here.
      .filter(([name]) => name !== "only")
      .map(([name, { value, place, base }]) => {
        const isPath = typeof value === "string" && isAbsolute(value);
        return [name, { value: isPath ? moved(value) : value, place, base: moved(base) }];
      }),
  );
  const baseCwd = moved(cwd);
  const file =
    (await loadFile(baseInputs, baseCwd, (path) => git.show(commit, relative(folder, path)))) ??
    (await loadFile(baseInputs, baseCwd, (path) => readIfThere(join(git.root, relative(folder, path)))));
  return { images: resolveSettings(baseInputs, file, folder, baseCwd).images, folder, cwd: baseCwd };
}

/** An image with what tells it from the others of its tree. @param root absolute folder of the tree */
export function identified<T extends Pick<RequestedImage, "name" | "settings">>(
  image: T,
  root: string,
): Identified & { readonly image: T } {
  const { context, file } = image.settings;
  const way = (path: string | null) => (path === null ? "" : relative(root, path));
  return { name: image.name, madeOf: `${way(context)}\n${way(file)}`, image };
}
