import { posix } from "node:path";
import { wildcards } from "../../patterns/wildcards.ts";
import type { Name } from "../filesystem.ts";
import type { FileEntry } from "../folders.ts";
import { partsOf, type StageFiles } from "./stage-files.ts";
import type { CopiedPath } from "./steps.ts";

/** Finds the sources of the files of a COPY. */
export interface CopiedFiles {
  /**
   * The source of a file of the COPY, as a rule a file with the same content, by size and CRC-32. Null if there is
   * none, or if it is unclear which one it is. `mayBe` tells whether any file has this content or the expected path.
   */
  readonly sourceOf: (file: FileEntry) => { readonly name: Name | null; readonly mayBe: boolean };
}

/**
 * Maps the files of a COPY back to their sources by COPY's own rules. COPY takes the contents of a folder. A file goes
 * to the destination, or into it if that is a folder. A pattern stands for all its matches. Symlinks on the way to a
 * source are followed, except in the middle of a match of a pattern, and the source keeps the name in the COPY or of
 * the symlink. Files that `--exclude` and `--parents` leave out do not matter, because the COPY does not have them.
 *
 * If the rules do not lead to a file, a file with the same content counts only if it is unique: among the files that
 * the COPY takes if its destination is behind a symlink, else in the stage if all its layers are known. Otherwise the
 * source may be a file of a layer that was not read.
 * @param paths of the COPY, as BuildKit executes it
 * @param stage that it copies from
 * @param isRebuilt whether the stage was built again, so that a line may have made other content: if no file has the
 *   same content, the file at the expected path counts
 * @see https://docs.docker.com/reference/dockerfile/#copy
 */
export function copiedFiles(paths: readonly CopiedPath[], stage: StageFiles, isRebuilt = false): CopiedFiles {
  const rules = paths.map(toRule);
  const sources = findSources(rules, stage);
  const byTarget = new Map<string, Copied[]>();
  const byContent = new Map<string, { readonly name: Name; readonly copied: readonly Copied[] }[]>();
  for (const name of stage.files) {
    const copied = pathsAbove(name.path).flatMap((above) =>
      (sources.get(above) ?? []).flatMap((source) => copiesOf(name, above, source)),
    );
    for (const one of copied) put(byTarget, one.target, one);
    put(byContent, contentOf(name.file.entry), { name, copied });
  }
  return {
    sourceOf: (entry) => {
      const content = contentOf(entry);
      const there = byTarget.get(entry.path) ?? [];
      const named = there.filter(({ name }) => contentOf(name.file.entry) === content);
      if (named.length > 0) {
        return { name: lastOf(named).name, mayBe: true };
      }
      const same = byContent.get(content) ?? [];
      const isBehindLink = !rules.some(
        ({ folder, file }) => entry.path.startsWith(folder) || entry.path === file,
      );
      const possible = same.filter(({ copied }) =>
        isBehindLink ? copied.some(({ rest }) => entry.path.endsWith(`/${rest}`)) : stage.isWhole,
      );
      // Several names of one file count as one source.
      const isOne = new Set(possible.map(({ name }) => name.file)).size === 1;
      const found = isOne ? (possible[0]?.name ?? null) : null;
      const rebuilt = isRebuilt && there.length > 0 ? lastOf(there).name : null;
      return { name: found ?? rebuilt, mayBe: there.length > 0 || same.length > 0 };
    },
  };
}

/** One source of a COPY with its destination. */
interface Rule {
  /** The parts of the source's path. */
  readonly parts: readonly string[];
  /** Ends in a slash, except for the root. */
  readonly folder: string;
  /** Null if the destination is certainly a folder. */
  readonly file: string | null;
}

function toRule({ source, destination }: CopiedPath): Rule {
  const path = posix.join("/", destination).slice(1);
  const folder = path === "" || path.endsWith("/") ? path : `${path}/`;
  return { parts: partsOf(source), folder, file: path === folder ? null : path };
}

/** A file or a folder that a rule copies. */
interface Source {
  readonly rule: Rule;
  /** Its name at the destination, if it is a file and the destination is a folder. */
  readonly name: string;
  /** A later one wins. */
  readonly order: number;
}

/** A file at a destination of a COPY. */
interface Copied {
  readonly name: Name;
  readonly target: string;
  /** The target, relative to the destination. */
  readonly rest: string;
  readonly order: number;
}

/** The last of several files with the same target, which wins. */
function lastOf(copied: readonly Copied[]): Copied {
  return copied.reduce((last, one) => (one.order >= last.order ? one : last));
}

/** The sources of the rules by their paths in the stage, with symlinks followed. */
function findSources(rules: readonly Rule[], stage: StageFiles): ReadonlyMap<string, readonly Source[]> {
  const sources = new Map<string, Source[]>();
  let order = 0;
  for (const rule of rules) {
    for (const path of matchedPaths(rule, stage)) {
      const source = { rule, name: posix.basename(path), order };
      const resolved = stage.resolve(path);
      put(sources, resolved, source);
      // A base image that was not read probably has such a symlink.
      if (!stage.isWhole && MERGED_USR.test(resolved)) put(sources, `usr/${resolved}`, source);
      order += 1;
    }
  }
  return sources;
}

/** Folders of the root that distributions have merged into /usr. */
const MERGED_USR = /^(?:s?bin|lib(?:32|64|x32)?)(?:\/|$)/;

/** The paths that a source stands for, in order. */
function matchedPaths({ parts }: Rule, { files, links, resolve }: StageFiles): readonly string[] {
  const first = parts.findIndex((part) => WILDCARD.test(part));
  if (first < 0) return [parts.join("/")];
  const start = partsOf(resolve(parts.slice(0, first).join("/")));
  const matchers = [
    ...start.map((part) => (name: string) => name === part),
    ...parts.slice(first).map(partMatcher),
  ];
  const found = new Set<string>();
  for (const path of [...files.map((name) => name.path), ...links]) {
    const names = path.split("/", matchers.length);
    if (names.length === matchers.length && matchers.every((matches, at) => matches(names[at] ?? "")))
      found.add(names.join("/"));
  }
  return [...found].sort();
}

const WILDCARD = /[*?[\\]/;

/** The targets of a file that is a source itself, or lies in it. */
function copiesOf(name: Name, source: string, { rule, name: sourceName, order }: Source): readonly Copied[] {
  const { folder, file } = rule;
  const rest = name.path === source ? sourceName : name.path.slice(source === "" ? 0 : source.length + 1);
  const copied = { name, target: folder + rest, rest, order };
  return name.path === source && file !== null
    ? [copied, { ...copied, target: file, rest: posix.basename(file) }]
    : [copied];
}

/** The path itself and all folders that it lies in, the root among them. */
function pathsAbove(path: string): string[] {
  const paths = [path];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
    paths.push(path.slice(0, at));
  return [...paths, ""];
}

function contentOf({ size, crc }: FileEntry): string {
  return `${size} ${crc}`;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

/**
 * Matches one part of a path as Go's `filepath.Match` does.
 * @see https://pkg.go.dev/path/filepath#Match
 */
function partMatcher(pattern: string): (part: string) => boolean {
  if (!WILDCARD.test(pattern)) return (part) => part === pattern;
  try {
    return wildcards(pattern.replace(/\\(.)/gsu, "[$1]").replaceAll("[^", "[!"));
  } catch {
    return () => false; // BuildKit refuses a range that runs backwards.
  }
}
