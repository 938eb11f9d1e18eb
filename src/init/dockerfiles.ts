import { unshippedKind } from "../dockerfile/stages.ts";
import { contextPaths, type DescribedStage, describeStages } from "./dockerfile-stages.ts";
import { folderOf, pathIn, plainPath, type Tree } from "./tree.ts";

/** A Dockerfile of a tree. */
export interface FoundDockerfile {
  readonly path: string;
  readonly text: string;
  /** The part of its name beside `Dockerfile`: `worker` of `Dockerfile.worker`; null if there is none. */
  readonly label: string | null;
  /** Its purpose by its name, if its images do not ship; else null. */
  readonly kind: "test" | "development" | null;
  /** At least one. */
  readonly stages: readonly DescribedStage[];
  /** The probable build context of its COPY instructions. */
  readonly context: string;
}

/** A file that is called like a Dockerfile, and that no build can use. */
export interface UnusableDockerfile {
  readonly path: string;
  /** In words that follow its name. */
  readonly why: string;
}

const NAMES = [
  /^(?:Dockerfile|dockerfile|Containerfile)(?:\.([\w.-]+))?$/,
  /^([\w.-]+)\.(?:Dockerfile|dockerfile|Containerfile)$/,
];

/** Suffixes of files that are not Dockerfiles: templates, backups and other files beside one. */
const OTHERS = /\.(?:dockerignore|j2|jinja2?|tmpl|tpl|template|erb|in|md|bak|orig|old|swp|sample|dist)$|~$/i;

/** The Dockerfiles of a tree, in the order of its paths; without files that have no stage. */
export async function findDockerfiles({ paths, read, whyUnusable }: Tree): Promise<{
  readonly dockerfiles: readonly FoundDockerfile[];
  readonly unusable: readonly UnusableDockerfile[];
}> {
  const there = everythingIn(paths);
  const found: FoundDockerfile[] = [];
  const unusable: UnusableDockerfile[] = [];
  for (const path of paths) {
    if (!isDockerfile(path)) continue;
    const why = await whyUnusable(path);
    if (why !== null) {
      unusable.push({ path, why });
      continue;
    }
    const name = path.slice(path.lastIndexOf("/") + 1);
    const text = await read(path);
    const stages = text === null ? [] : describeStages(text);
    if (text === null || stages.length === 0) continue;
    const target = stages.find(({ role }) => role === "ships")?.name ?? null;
    const label = NAMES.map((one) => one.exec(name)?.[1]).find((one) => one !== undefined) ?? null;
    found.push({
      path,
      text,
      label,
      kind: label === null ? null : unshippedKind(label.toLowerCase()),
      stages,
      context: contextOf(path, contextPaths(text, target), paths, there),
    });
  }
  return { dockerfiles: found, unusable };
}

/**
 * The folder of a Dockerfile, or one above it: the nearest one with most of the files that COPY needs. A folder
 * with only Dockerfiles is not a context.
 */
function contextOf(
  path: string,
  taken: readonly string[],
  paths: readonly string[],
  there: ReadonlySet<string>,
): string {
  const own = folderOf(path);
  if (taken.length === 0) return own;
  const others = paths.filter((one) => !isDockerfile(one) && !one.endsWith(".dockerignore"));
  const folders = foldersFrom(own).filter(
    (folder) => folder === "." || others.some((one) => one.startsWith(`${folder}/`)),
  );
  const missing = (folder: string) =>
    taken.filter((one) => {
      const from = pathIn(folder, `./${one.replace(/^\/+/, "")}`);
      return from === null || !there.has(beforePattern(from));
    }).length;
  const counts = folders.map(missing);
  return folders[counts.indexOf(Math.min(...counts))] ?? own;
}

/** A folder and those above it, the nearest first. */
function foldersFrom(folder: string): string[] {
  return folder === "." ? ["."] : [folder, ...foldersFrom(folderOf(folder))];
}

function isDockerfile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return !OTHERS.test(name) && NAMES.some((one) => one.test(name));
}

/** The part of a path before the first name with a wildcard. */
function beforePattern(path: string): string {
  const names = path.split("/");
  const at = names.findIndex((name) => /[*?[]/.test(name));
  return plainPath(names.slice(0, at < 0 ? undefined : at).join("/")) ?? ".";
}

/** The files and their folders. */
function everythingIn(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set(["."]);
  for (const path of paths) {
    for (let part = path; part !== "." && !all.has(part); part = folderOf(part)) all.add(part);
  }
  return all;
}
