import { lstat, readFile, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { shorten } from "../../text/words.ts";
import { findRefused, type Pattern, parsePatterns } from "./ignore-patterns.ts";
import { followLinks } from "./links.ts";

/** The file that says which files of a context are left out. */
export interface IgnoreFile {
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
  readonly patterns: readonly Pattern[];
  /** A file with the name of an ignore file that BuildKit does not read or refuses; null if there is none. */
  readonly fault: IgnoreFileFault | null;
}

export interface IgnoreFileFault {
  /** Absolute. */
  readonly path: string;
  /** In words that follow the name of the file. */
  readonly why: string;
}

/** Size of the largest ignore file, in bytes: room for 1,000 patterns. */
const LARGEST = 4_500_000;

/**
 * Finds the ignore file of a build. The Dockerfile's own file, `NAME.dockerignore` beside it, replaces the context's
 * file, even if it is empty. As in BuildKit, links are followed only within the folder of the file, and a folder with
 * that name has no effect.
 * @param context absolute
 * @param file absolute path of the Dockerfile; null for a named context, which has none of its own
 * @returns if there is none, the file to create
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerui/config.go
 */
export async function findIgnoreFile(context: string, file: string | null): Promise<IgnoreFile> {
  const own = file === null ? null : await readIgnoreFile(`${file}.dockerignore`);
  if (own?.exists === true) return own;
  const shared = await readIgnoreFile(join(context, ".dockerignore"));
  return { ...shared, fault: own?.fault ?? shared.fault };
}

async function readIgnoreFile(path: string): Promise<IgnoreFile> {
  const folder = await realpath(dirname(path)).catch(() => null);
  const followed = folder === null ? null : await followLinks(folder, basename(path));
  const bytes = folder === null || followed === null ? null : await readRegularFile(join(folder, followed));
  const faultOf = (why: string | null) => (why === null ? null : { path, why });
  if (bytes === null) return { path, exists: false, patterns: [], fault: faultOf(await whyUnread(path)) };
  const text = bytes.toString("utf8");
  return {
    path,
    exists: true,
    patterns: parsePatterns(text, basename(path)),
    fault: faultOf(whyUseless(bytes, text)),
  };
}

/** Null if the path is not a regular file, or the file is too large or cannot be read. */
async function readRegularFile(path: string): Promise<Buffer | null> {
  const stats = await stat(path).catch(() => null);
  if (stats === null || !stats.isFile() || stats.size > LARGEST) return null;
  return readFile(path).catch(() => null);
}

/** Null if there is no such file, or if BuildKit itself reports why it cannot read the file. */
async function whyUnread(path: string): Promise<string | null> {
  const stats = await lstat(path).catch(() => null);
  if (stats?.isDirectory() === true) return "is a folder, so BuildKit reads no patterns from it";
  const target = stats?.isSymbolicLink() === true ? await readlink(path).catch(() => null) : null;
  return target === null
    ? null
    : `is a link to ${target}, and BuildKit does not follow a link out of its folder`;
}

/** Null if BuildKit finds valid patterns in the file. */
function whyUseless(bytes: Buffer, text: string): string | null {
  if (isUtf16(bytes)) return "is UTF-16 text, so BuildKit finds no pattern in it";
  const refused = findRefused(text);
  return refused === null
    ? null
    : `has an invalid pattern in line ${refused.line}, for which BuildKit refuses the build: ${shorten(refused.pattern)}`;
}

/** The encoding that `>` writes in Windows PowerShell. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
