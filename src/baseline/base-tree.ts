import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { printBake } from "../bake/print.ts";
import type { BakeRequest } from "../bake/request.ts";
import { moveContext } from "../bake/target.ts";
import { bakeRequest } from "../config/bake-request.ts";
import { resolveSettings, type Settings } from "../config/config.ts";
import type { ConfigFile } from "../config/config-file.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { Inputs } from "../config/inputs.ts";
import { loadFile, readIfThere } from "../config/load.ts";
import type { Exec } from "../host/exec.ts";
import { ConfigError } from "../values/problem.ts";
import type { UnreadConfiguration } from "./configuration-change.ts";
import type { Git } from "./git.ts";

/** The configuration of the commit that is compared with. */
export interface BaseTree {
  /** All images of its configuration; paths among their settings lie in `folder`. */
  readonly images: readonly ConfiguredImage[];
  /** Its own settings; without a configuration file those of the inputs alone. Or why they are unknown. */
  readonly own: Settings | UnreadConfiguration;
  /** Absolute path of its worktree, which may not be added yet. */
  readonly folder: string;
  /** Absolute path of the folder in it that corresponds to the working folder. */
  readonly cwd: string;
}

/** Which commit is read, and with what. */
export interface BaseTreeWorld {
  readonly git: Git;
  /** SHA of a commit that is there. */
  readonly commit: string;
  /** The inputs of this run. */
  readonly inputs: Inputs;
  /** Whether a person typed them, so that no commit has them. */
  readonly isTyped: boolean;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute path for the commit's worktree. */
  readonly folder: string;
  /** Adds that worktree. */
  readonly checkOut: () => Promise<void>;
  readonly exec: Exec;
}

/**
 * Reads a commit's own configuration, with the inputs of this run. If the commit has no configuration file yet, or lacks
 * a bake file, the file of the working tree counts for its images. The exception is a configuration file with
 * `config-from: base`. The commit is checked out only for bake files, because they may read other files of the tree.
 * @throws ConfigError if its configuration is not valid
 * @throws StagegateError if it cannot be checked out
 */
export async function readBaseTree(world: BaseTreeWorld): Promise<BaseTree> {
  const { git, commit, inputs, isTyped, cwd, folder, checkOut, exec } = world;
  const isBelow = (root: string, path: string) => {
    const way = relative(root, path);
    return !isAbsolute(way) && !way.startsWith("..");
  };
  const moved = (path: string) => (isBelow(git.root, path) ? join(folder, relative(git.root, path)) : path);
  const fromHere = (path: string) => (isBelow(folder, path) ? join(git.root, relative(folder, path)) : path);
  const baseInputs: Inputs = new Map(
    [...inputs]
      // The base may lack images that are gated here.
      .filter(([name]) => name !== "only")
      .map(([name, { value, place, base }]) => {
        const isPath = typeof value === "string" && isAbsolute(value);
        return [name, { value: isPath ? moved(value) : value, place, base: moved(base) }];
      }),
  );
  const baseCwd = moved(cwd);
  // An input or a file may use absolute paths within the repository.
  const movedPath = (path: string) => (isAbsolute(path) && !isBelow(folder, path) ? moved(path) : path);
  const inTree = (image: ConfiguredImage): ConfiguredImage => {
    const { context, file, image: existing, buildContexts } = image.settings;
    const contexts = Object.entries(buildContexts ?? {}).map(([name, source]) => [
      name,
      source === null ? null : moveContext(source, movedPath),
    ]);
    return {
      ...image,
      settings: {
        ...image.settings,
        context: movedPath(context),
        file: file === null ? null : movedPath(file),
        image: existing === null ? null : movedPath(existing),
        buildContexts: buildContexts === null ? null : Object.fromEntries(contexts),
      },
    };
  };
  const settingsBy = async (file: ConfigFile | null, inputs = baseInputs): Promise<Settings> => {
    const request = bakeRequest(inputs, file, baseCwd);
    if (request !== null) await checkOut();
    const bake = request === null ? [] : await printBake(ofBase(request, fromHere), exec);
    const settings = resolveSettings(inputs, file, bake, folder, baseCwd);
    const images = new Map(settings.configured.map((image) => [image, inTree(image)]));
    return {
      ...settings,
      configured: [...images.values()],
      images: settings.images.flatMap((image) => images.get(image) ?? []),
    };
  };
  // A file outside the repository belongs to no commit.
  const inCommit = (path: string) =>
    isBelow(folder, path) ? git.show(commit, relative(folder, path)) : readIfThere(path);

  const ownFile = await loadFile(baseInputs, baseCwd, folder, inCommit);
  const isFromBase = inputs.get("config-from")?.value === "base";
  const file =
    ownFile ??
    (isFromBase ? null : await loadFile(baseInputs, baseCwd, folder, (path) => readIfThere(fromHere(path))));
  const settings = await settingsBy(file);
  // Typed flags are not a former state: those that the file replaces in this run have no effect on either side.
  const replaced = new Set(isTyped ? [...(file?.images.values() ?? [])].flatMap(settingsOf) : []);
  const effective = new Map([...baseInputs].filter(([name]) => !replaced.has(name)));
  const own = ownFile === file ? settings : await withoutFile(inputs, () => settingsBy(null, effective));
  return { images: settings.configured, own, folder, cwd: baseCwd };
}

/** Names of the settings that a file sets for an image. */
function settingsOf({ settings }: { readonly settings: Inputs }): string[] {
  return [...settings.keys()];
}

/** The settings of a commit that has no configuration file yet. */
async function withoutFile(
  inputs: Inputs,
  read: () => Promise<Settings>,
): Promise<Settings | UnreadConfiguration> {
  const named = inputs.get("config");
  if (named !== undefined)
    return { kind: "unread", why: `the base has no configuration file ${String(named.value)}` };
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { kind: "unread", why: `the base has no configuration file, and ${firstProblem(error)}` };
  }
}

/** The first thing that is wrong with a configuration. */
export function firstProblem({ problems: [problem] }: ConfigError): string {
  return problem?.message ?? "";
}

/** @param fromHere the path in the working tree of what has that absolute path in the base's */
function ofBase(request: BakeRequest, fromHere: (path: string) => string): BakeRequest {
  const files = request.files.map((file) => {
    const path = request.locate(file);
    return existsSync(path) ? file : fromHere(path);
  });
  return { ...request, files, machine: fromHere(request.folder), mayLack: true };
}
