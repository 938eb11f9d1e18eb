import { posix } from "node:path";
import { wildcards } from "../../patterns/wildcards.ts";
import type { Filesystem, Name, StoredFile } from "../filesystem.ts";
import type { FileEntry } from "../folders.ts";
import type { CopiedPath } from "./steps.ts";

/** Finds where files of a COPY come from. */
export interface CopiedFiles {
  /**
   * The file that a file of the COPY is a copy of, and null if there is none, as a rule with the same content: as
   * large, and with the same CRC-32. `mayBe` tells whether there is a file that it may be a copy of all the same: one where it
   * should come from, or several with its content.
   */
  readonly sourceOf: (file: FileEntry) => { readonly name: Name | null; readonly mayBe: boolean };
}

/**
 * Maps the files of a COPY back to what it copies from, by COPY's own rules: of a folder it takes what is in it, a
 * file goes to the destination or, if that is a folder, into it, and a pattern stands for all that it matches. What
 * `--exclude` and `--parents` leave out is not among the files of the COPY, so nobody asks for it. A file that these
 * rules do not lead to, because a path goes through a symlink, is found by its content if that is there only once,
 * best under the same base name.
 * @param paths of the COPY, as BuildKit carries it out
 * @param filesystem of what it copies from
 * @param isRebuilt whether that was built again, so that a line may have made other content this time: a file that is
 *   not found by its content is then the one where it should come from
 * @see https://docs.docker.com/reference/dockerfile/#copy
 */
export function copiedFiles(
  paths: readonly CopiedPath[],
  filesystem: Filesystem,
  isRebuilt = false,
): CopiedFiles {
  const rules = paths.map(({ source, destination }) => ({
    pattern: partsOf(source).map(partMatcher),
    folder: posix.normalize(`${destination}/`).replace(/^\/+/, ""),
    file: destination.endsWith("/") ? null : posix.normalize(destination).replace(/^\/+/, ""),
  }));
  const byTarget = new Map<string, Name[]>();
  const byContent = new Map<string, StoredFile | null>();
  const add = (target: string, name: Name): void => {
    const names = byTarget.get(target);
    if (names === undefined) byTarget.set(target, [name]);
    else names.push(name);
  };
  const names: { readonly name: Name; readonly parts: readonly string[] }[] = [];
  for (const name of filesystem.names()) {
    const parts = name.path.split("/");
    for (const key of contentKeys(name.file.entry, parts.at(-1) ?? "")) {
      const same = byContent.get(key);
      // Several names of one file are one place to come from.
      byContent.set(key, same === undefined || same === name.file ? name.file : null);
    }
    names.push({ name, parts });
  }
  for (const { pattern, folder, file } of rules) {
    for (const { name, parts } of names) {
      if (parts.length < pattern.length || !pattern.every((matches, at) => matches(parts[at] ?? "")))
        continue;
      if (parts.length > pattern.length) add(folder + parts.slice(pattern.length).join("/"), name);
      else {
        add(folder + parts.at(-1), name);
        if (file !== null) add(file, name);
      }
    }
  }
  return {
    sourceOf: (entry) => {
      const named = byTarget.get(entry.path) ?? [];
      // Of several sources of one place the last wins.
      const name = named.findLast(
        ({ file }) => file.entry.size === entry.size && file.entry.crc === entry.crc,
      );
      if (name !== undefined) return { name, mayBe: true };
      const keys = contentKeys(entry, posix.basename(entry.path));
      const [file = null] = keys.flatMap((key) => byContent.get(key) ?? []);
      const mayBe = named.length > 0 || keys.some((key) => byContent.has(key));
      const rebuilt = isRebuilt ? (named.at(-1) ?? null) : null;
      return { name: file === null ? rebuilt : { path: file.entry.path, file }, mayBe };
    },
  };
}

/** In bytes. Shorter contents may be the same by chance. */
const LEAST_UNNAMED = 1000;

/** By what a file is found again: its content and base name, and unless it is short its content alone. */
function contentKeys({ size, crc }: FileEntry, name: string): string[] {
  const content = `${size} ${crc}`;
  return size < LEAST_UNNAMED ? [`${content} ${name}`] : [`${content} ${name}`, content];
}

function partsOf(path: string): string[] {
  return posix
    .normalize(path)
    .split("/")
    .filter((part) => part !== "" && part !== ".");
}

/**
 * Matches one part of a path as Go's `filepath.Match` does.
 * @see https://pkg.go.dev/path/filepath#Match
 */
function partMatcher(pattern: string): (part: string) => boolean {
  if (!/[*?[\\]/.test(pattern)) return (part) => part === pattern;
  try {
    return wildcards(pattern.replace(/\\(.)/gsu, "[$1]").replaceAll("[^", "[!"));
  } catch {
    return () => false; // BuildKit refuses a range that runs backwards.
  }
}
