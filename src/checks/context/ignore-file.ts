import { lstat, readFile, readlink, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { shorten } from "../../text/words.ts";
import { findRefused, type Pattern, parsePatterns } from "./ignore-patterns.ts";
import { followLinks } from "./links.ts";

/** What says which files of a context are left out. */
export interface IgnoreFile {
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
  readonly patterns: readonly Pattern[];
  /** A file of such a name that BuildKit does not read or refuses; null where there is none. */
  readonly fault: IgnoreFileFault | null;
}

export interface IgnoreFileFault {
  /** Absolute. */
  readonly path: string;
  /** In words that follow its name. */
  readonly why: string;
}

/** Bytes of the largest ignore file that is read: it may have 1,000 patterns. */
const LARGEST = 4_500_000;

/**
 * Finds the ignore file of a build: the Dockerfile's own, `NAME.dockerignore` beside it, goes before the
 * context's, also where it is empty. As in BuildKit, links are followed within the file's folder only, and
 * a folder of that name has no effect.
 * @param context absolute
 * @param file absolute path of the Dockerfile; null for a named context, which has none of its own
 * @returns where none exists, the one to create
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

/** Null if it is no file, is too large or cannot be read. */
async function readRegularFile(path: string): Promise<Buffer | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > LARGEST) return null;
  return readFile(path).catch(() => null);
}

/** Null where nothing has that name, and where BuildKit tells itself why it cannot be read. */
async function whyUnread(path: string): Promise<string | null> {
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory() === true) return "is a folder, so BuildKit reads no patterns from it";
  const target = found?.isSymbolicLink() === true ? await readlink(path).catch(() => null) : null;
  return target === null
    ? null
    : `is a link to ${target}, and BuildKit follows no link out of the folder that it is in`;
}

/** Null if BuildKit finds patterns in it that it takes. */
function whyUseless(bytes: Buffer, text: string): string | null {
  if (isUtf16(bytes)) return "is UTF-16 text, so BuildKit finds no pattern in it";
  const refused = findRefused(text);
  return refused === null
    ? null
    : `has a pattern in line ${refused.line} for which BuildKit refuses the build: ${shorten(refused.pattern)}`;
}

/** As `>` of Windows PowerShell writes it. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
