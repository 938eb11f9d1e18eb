import { isAbsolute, resolve } from "node:path";
import { csvTexts } from "../bake/fields.ts";
import { isPath, layoutOf, moveContext, type RawTarget } from "../bake/target.ts";
import { leadsOut, leavesByLink, leavesRepository } from "../host/links.ts";
import { csvValues } from "../text/csv.ts";
import { ConfigError, type Place, type Problem } from "../values/problem.ts";
import { placeOf } from "./bake-settings.ts";
import type { ConfigFile } from "./config-file.ts";
import type { ConfiguredImage } from "./configured-images.ts";
import type { Inputs } from "./inputs.ts";
import { repositoryRoot } from "./repository-root.ts";

type CacheSetting = "cache-from" | "cache-to";

/**
 * The problems of paths that files of the repository let a build read or write: a folder, a
 * Dockerfile, an archive or a local cache outside the repository. A pull request changes these files, so an
 * input or a flag has to name such a place.
 * @param root absolute folder of the repository
 * @param cwd absolute folder that buildx runs in, where relative paths of caches start
 */
export function pathProblems(image: ConfiguredImage, inputs: Inputs, root: string, cwd: string): Problem[] {
  const { settings, bake } = image;
  const isInput = (setting: Parameters<ConfiguredImage["placeOf"]>[0]) =>
    inputs.get(setting)?.place === image.placeOf(setting);
  const paths = (["context", "file", "image"] as const).flatMap((setting): Problem[] => {
    const path = settings[setting];
    return path === null || !isAbsolute(path) || isInput(setting) || !leadsOut(root, path)
      ? []
      : [outside(`${setting}: ${path}`, setting, image.placeOf(setting))];
  });
  const contexts = Object.entries(settings.buildContexts ?? {}).flatMap(([name, source]) => {
    const place = image.placeOf("build-contexts", [name]);
    return inputs.get("build-contexts")?.place === place
      ? []
      : contextProblems({ [name]: source }, place, root, cwd);
  });
  const caches = (["cache-from", "cache-to"] as const).flatMap((setting) => {
    const texts = (setting === "cache-from" ? settings.cacheFrom : settings.cacheTo) ?? [];
    return isInput(setting) ? [] : cacheProblems(texts, setting, image.placeOf(setting), root, cwd);
  });
  const linked = Object.values(bake?.linked ?? {}).flatMap((target): Problem[] => {
    if (bake === null) return [];
    const { context = ".", contexts: named = {} } = target;
    const located = Object.entries({ context, ...named }).map(([name, source]) => [
      name,
      moveContext(source, (path) => resolve(bake.folder, path)),
    ]);
    const dockerfile = dockerfileOf(target, bake.folder);
    const isOutside = (path: string) => isPath(path) && leadsOut(root, resolve(bake.folder, path));
    return [
      ...contextProblems(Object.fromEntries(located), placeOf(bake), root, bake.folder),
      // `contextProblems` reports a context that lies outside.
      ...(dockerfile !== null && leadsOut(root, dockerfile) && !isOutside(context)
        ? [outside(`dockerfile: ${dockerfile}`, "build-contexts", placeOf(bake))]
        : []),
      ...(["cache-from", "cache-to"] as const).flatMap((setting) =>
        cacheProblems(csvTexts(target[setting], bake.machine) ?? [], setting, placeOf(bake), root, cwd),
      ),
    ];
  });
  return [...paths, ...contexts, ...caches, ...linked];
}

/**
 * What is wrong with the folder that reports are written to. The configuration file cannot name one outside the
 * repository; an input or a flag can, but not through a link in the repository.
 */
export function outputProblems(
  folder: string | null,
  inputs: Inputs,
  file: ConfigFile | null,
  root: string,
): Problem[] {
  if (folder === null) return [];
  const inputPlace = inputs.get("output-dir")?.place;
  if (inputPlace !== undefined) return linkProblems(folder, inputPlace, root);
  const place = file?.run.get("output-dir")?.place;
  return place !== undefined && !leadsOut(root, file?.folder ?? root) && leadsOut(root, folder)
    ? [outside(`output-dir: ${folder}`, "output-dir", place)]
    : [];
}

/**
 * The same for a command that has no configuration file.
 * @param written relative to the working folder; null if reports are written nowhere
 * @throws ConfigError if the folder leads out of the repository, or the working folder, through a link
 */
export function checkOutputFolder(written: string | null, place: string, cwd: string): void {
  if (written === null) return;
  const root = repositoryRoot(cwd) ?? cwd;
  const problems = linkProblems(resolve(cwd, written), { name: place, at: null }, root);
  if (problems.length > 0) throw new ConfigError(problems);
}

function linkProblems(folder: string, place: Place, root: string): Problem[] {
  const isOfRepository = leavesRepository(folder);
  if (!isOfRepository && !leavesByLink(root, folder)) return [];
  const whole = isOfRepository ? "repository" : "working folder";
  return [
    {
      place,
      message: `output-dir: ${folder} leads out of the ${whole} through a symbolic link`,
      hint: "A pull request can commit such a link. Remove the link, or name the folder that it leads to.",
    },
  ];
}

/** Absolute path of the Dockerfile of a linked target; null if it is written inline, or its context is no folder. */
function dockerfileOf(
  { context = ".", dockerfile = "Dockerfile", "dockerfile-inline": inline }: RawTarget,
  folder: string,
): string | null {
  if (inline !== undefined) return null;
  const ofMachine = machinePath(dockerfile);
  if (ofMachine !== null) return resolve(folder, ofMachine);
  return isPath(context) || isAbsolute(dockerfile) ? resolve(folder, context, dockerfile) : null;
}

/**
 * The path of a folder of the machine, as bake writes it for any bake file: `cwd://app`. Null for anything else.
 * @see https://docs.docker.com/build/bake/remote-definition/#local-context-with-remote-definition
 */
function machinePath(source: string): string | null {
  return /^cwd:\/\/(.*)$/s.exec(source)?.[1] ?? null;
}

function contextProblems(
  contexts: Readonly<Record<string, string | null>>,
  place: Place,
  root: string,
  folder: string,
): Problem[] {
  return Object.entries(contexts).flatMap(([name, source]) => {
    const layout = layoutOf(source ?? "")?.path;
    const path =
      layout ?? machinePath(source ?? "") ?? (source !== null && isAbsolute(source) ? source : null);
    return path !== null && leadsOut(root, resolve(folder, path))
      ? [outside(`build-contexts: ${name} reads ${path}`, "build-contexts", place)]
      : [];
  });
}

function cacheProblems(
  texts: readonly string[],
  setting: CacheSetting,
  place: Place,
  root: string,
  cwd: string,
): Problem[] {
  return texts.flatMap((text): Problem[] => {
    const values = csvValues(text);
    const path =
      values?.get("type") === "local" ? values.get(setting === "cache-from" ? "src" : "dest") : null;
    return path && leadsOut(root, resolve(cwd, path)) ? [outside(`${setting}: ${path}`, setting, place)] : [];
  });
}

function outside(what: string, setting: string, place: Place): Problem {
  return {
    place,
    message: `${what}, which lies outside the repository`,
    hint: `A pull request can change this file, so name it in the workflow by the input \`${setting}\`, or on a command line by --${setting}.`,
  };
}
