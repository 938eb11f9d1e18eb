import { isAbsolute, join, relative, resolve } from "node:path";
import { ONE_ROW, type PlannedImage } from "../build/plan.ts";
import { heldAs } from "../build/platform-rows.ts";
import { readImageSettings } from "../config/inputs.ts";
import { StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import { locateImage } from "../image/locate.ts";
import { withoutUserinfo } from "../image/registry/reference.ts";
import { type ImageSource, parseSource } from "../image/source.ts";
import { withoutSubject } from "../text/words.ts";
import { ConfigError, type Place, writerFor } from "../values/problem.ts";
import { type BaselinePlan, otherPlatformWords } from "./baseline-plan.ts";
import type { Git, NoGit } from "./git.ts";
import type { SearchWorld } from "./search-world.ts";

/**
 * An image that the settings name as the baseline: an archive, an OCI layout, or a reference, which is read from
 * the engine or else from its registry.
 * @param setting its name, or its absolute path
 * @param place where the settings name it
 * @param image the one to compare with it
 * @param all images of the run
 * @throws ConfigError if it is the name of a branch, a tag or a commit
 */
export async function namedBaseline(
  setting: string,
  place: Place,
  image: PlannedImage,
  all: readonly PlannedImage[],
  {
    cwd,
    folder,
    exec,
    listPlatforms,
    history: { git },
  }: Pick<SearchWorld, "cwd" | "folder" | "exec" | "listPlatforms" | "history">,
): Promise<BaselinePlan> {
  const way = relative(cwd, setting);
  const name = !isAbsolute(setting) ? setting : way.startsWith("..") ? way : `./${way}`;
  const shown = isAbsolute(setting) ? name : withoutUserinfo(name);
  // One image cannot be the baseline of several images.
  if (all.some((other) => other.imageName !== image.imageName && other.settings.reportOnly !== true))
    return { kind: "none", why: `${shown} is the baseline of one image only` };
  const source = await findSource(name, cwd, exec);
  // A name without a tag that no engine has is more often a branch than an image of a registry.
  if ("why" in source || (source.kind === "registry" && !/[:@]/.test(name))) {
    const kind = await kindOfCommit(setting, git);
    if (kind !== null) throw notAnImage(setting, kind, place);
  }
  if ("why" in source) return { kind: "unreadable", name: shown, why: source.why };
  const context = join(folder, "baseline");
  const settings = { ...readImageSettings(new Map(), []), context, platform: image.settings.platform };
  const { name: imageName, placeOf, builtFrom } = image;
  const planned = { ...ONE_ROW, name: imageName, imageName, settings, bake: null, placeOf, builtFrom };
  const others = await otherPlatforms(source, image.settings.platform, listPlatforms);
  if (others !== null)
    return {
      kind: "unreadable",
      name: shown,
      why: otherPlatformWords(image.settings.platform ?? "", others),
    };
  return { kind: "given", name, image: { ...planned, how: { kind: "existing", source } } };
}

/** The kind of commit that git has under a name, in words; null if it has none. */
async function kindOfCommit(name: string, git: Git | NoGit): Promise<string | null> {
  if (git.kind === "none") return null;
  const named = await git.find(name, 1);
  if ("why" in named) return null;
  return named.kind === "branch" ? "a branch" : "a tag or a commit";
}

/** A configuration file cannot set `base`. */
function notAnImage(name: string, kind: string, place: Place): ConfigError {
  const base = writerFor(place)("base", name);
  const hint =
    place.at === null
      ? `To compare with it, write ${base} in place of baseline.`
      : `To compare with it, remove baseline, and give ${base} as an input of the action, or --base ${name} on the command line.`;
  return new ConfigError([{ place, message: `baseline: ${name} is ${kind}, not an image`, hint }]);
}

/** The platforms of a source that lacks the wanted one; null if it has that one, or cannot be read. */
async function otherPlatforms(
  source: ImageSource,
  platform: string | null,
  listPlatforms: SearchWorld["listPlatforms"],
): Promise<string | null> {
  if (platform === null) return null;
  try {
    const { platforms: held } = await listPlatforms(source);
    return held.length === 0 || heldAs(platform, held) !== null ? null : held.join(", ");
  } catch (error) {
    // The error comes up again when the image is read.
    if (error instanceof StagegateError) return null;
    throw error;
  }
}

async function findSource(
  name: string,
  cwd: string,
  exec: Exec,
): Promise<ImageSource | { readonly why: string }> {
  try {
    return await locateImage(parseSource(name, cwd), exec);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return { why: withoutSubject(error.message, [name, resolve(cwd, name)]) };
  }
}
