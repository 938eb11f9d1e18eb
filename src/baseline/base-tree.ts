import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { printBake } from "../bake/print.ts";
import type { BakeRequest } from "../bake/request.ts";
import { bakeRequest } from "../config/bake-request.ts";
import { resolveSettings } from "../config/config.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { Inputs } from "../config/inputs.ts";
import { loadFile, readIfThere } from "../config/load.ts";
import type { Exec } from "../host/exec.ts";
import type { Git } from "./git.ts";
import type { ImageIdentity } from "./match-images.ts";

/** What the commit that is compared with asks to gate. */
export interface BaseTree {
  /** By its own configuration; paths among their settings lie in `folder`. */
  readonly images: readonly ConfiguredImage[];
  /** Absolute; where its worktree is, once it is added. */
  readonly folder: string;
  /** Absolute; the working folder's counterpart in it. */
  readonly cwd: string;
}

/** Which commit is read, and with what. */
export interface BaseTreeWorld {
  readonly git: Git;
  /** SHA of a commit that is there. */
  readonly commit: string;
  /** What this run was given. */
  readonly inputs: Inputs;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute; where the commit's worktree would be. */
  readonly folder: string;
  /** Adds that worktree. */
  readonly checkOut: () => Promise<void>;
  readonly exec: Exec;
}

/**
 * Reads a commit's own configuration, with the inputs of this run. Where it has no configuration file yet,
 * or not yet a bake file that is asked for, the file of the working tree counts for it, but for a configuration
 * file with `config-from: base`. Bake files may read
 * others of the tree: only for them is it checked out.
 * @throws ConfigError where its configuration is not valid
 * @throws StagegateError where it cannot be checked out
 */
export async function readBaseTree(world: BaseTreeWorld): Promise<BaseTree> {
  const { git, commit, inputs, cwd, folder, checkOut, exec } = world;
  const moved = (path: string) => {
    const way = relative(git.root, path);
    return isAbsolute(way) || way.startsWith("..") ? path : join(folder, way);
  };
  const fromHere = (path: string) => join(git.root, relative(folder, path));
  const baseInputs: Inputs = new Map(
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
    (inputs.get("config-from")?.value === "base"
      ? null
      : await loadFile(baseInputs, baseCwd, (path) => readIfThere(fromHere(path))));
  const request = bakeRequest(baseInputs, file, baseCwd);
  if (request !== null) await checkOut();
  const bake = request === null ? [] : await printBake(ofBase(request, fromHere), exec);
  return { images: resolveSettings(baseInputs, file, bake, folder, baseCwd).images, folder, cwd: baseCwd };
}

/** @param fromHere the path in the working tree of what has that absolute path in the base's */
function ofBase(request: BakeRequest, fromHere: (path: string) => string): BakeRequest {
  const files = request.files.map((file) => {
    const path = request.locate(file);
    return existsSync(path) ? file : fromHere(path);
  });
  return { ...request, files, machine: fromHere(request.folder), mayLack: true };
}

/** An image with what tells it from the others of its tree. @param root absolute folder of the tree */
export function withIdentity<T extends Pick<ConfiguredImage, "name" | "settings">>(
  image: T,
  root: string,
): ImageIdentity & { readonly image: T } {
  const { context, file } = image.settings;
  const way = (path: string | null) => (path === null ? "" : relative(root, path));
  return { name: image.name, madeOf: `${way(context)}\n${way(file)}`, image };
}
