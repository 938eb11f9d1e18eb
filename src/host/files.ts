import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { codeOf, reasonOf } from "./errors.ts";

/** Largest text file from a person, such as a Dockerfile, in MB. */
const LONGEST_TEXT = 4;

/** Bytes of one read of a file whose size is not known. */
const PIECE = 65_536;

/** The text of a file, or why it cannot be read, in words that follow its name. */
export type TextFile =
  | { readonly kind: "text"; readonly text: string }
  /** `code` is from the system, such as ENOENT; "" if the system can read the file. */
  | { readonly kind: "unreadable"; readonly code: string; readonly why: string };

/**
 * Reads a text file. Never waits for a pipe, and never reads more than `longest`.
 * @param path absolute
 * @param longest in MB; by default the largest text from a person
 */
export async function readTextFile(path: string, longest = LONGEST_TEXT): Promise<TextFile> {
  let file: FileHandle | undefined;
  try {
    // Opening a pipe would wait for its writer.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await file.stat();
    if (found.isDirectory()) return unreadable("EISDIR");
    // A device is read as far as any file: /dev/null is the usual name of nothing.
    if (!found.isFile() && !found.isCharacterDevice())
      return { kind: "unreadable", code: "", why: "is not a regular file" };
    const most = longest * 1_000_000;
    // Some files of /proc have the size 0 and still have content.
    let bytes = Buffer.allocUnsafe(Math.min(Math.max(found.size, PIECE), most) + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length <= most; length += read) {
      if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * bytes.length, most + 1));
      read = (await file.read(bytes, length, bytes.length - length, null)).bytesRead;
    }
    if (length > most) return { kind: "unreadable", code: "", why: `is larger than ${longest} MB` };
    const text = bytes.toString("utf8", 0, length);
    return text.includes("\0")
      ? { kind: "unreadable", code: "", why: "is not a text file" }
      : { kind: "text", text };
  } catch (error) {
    // The system has no code for an impossible path, such as one with a NUL.
    return unreadable(codeOf(error));
  } finally {
    await file?.close();
  }
}

function unreadable(code: string): TextFile {
  return { kind: "unreadable", code, why: `cannot be read: ${reasonOf(code)}` };
}

/**
 * Creates a folder and those above it. Node's own `recursive` never ends on a file system without new folders, such
 * as /proc.
 * @param path absolute
 * @throws the system's error
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = resolve(path); !(await isFolder(folder)); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) {
    try {
      await mkdir(folder);
    } catch (error) {
      // Another run has made it in the meantime.
      if (codeOf(error) !== "EEXIST" || !(await isFolder(folder))) throw error;
    }
  }
}

/** Whether it is a folder; false if it does not exist. @throws the system's error for anything else */
async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT" && path !== dirname(path)) return false;
    throw error;
  }
  throw Object.assign(new Error(`EEXIST: file already exists, mkdir '${path}'`), {
    code: "EEXIST",
    syscall: "mkdir",
    path,
  });
}

/**
 * Writes a file atomically; follows links, and writes into an existing device or pipe. See `replaceFile`.
 * @param path absolute
 * @param text or its pieces, which are iterated once or twice
 * @throws the system's error
 */
export async function writeWholeFile(path: string, text: string | Iterable<string>): Promise<void> {
  const found = await stat(path).catch(nullIfMissing);
  if (found !== null && !found.isFile()) return writeFile(path, text);
  return replaceFile(found === null ? path : await realpath(path), text);
}

/**
 * Replaces a file atomically. A link is replaced itself, and its target stays. The new file has the permissions of
 * the old one. If the folder takes no other file, for example because a container has mounted this one, it is
 * written in place.
 * @param path absolute
 * @param text or its pieces, which are iterated once or twice
 * @throws the system's error
 */
export async function replaceFile(path: string, text: string | Iterable<string>): Promise<void> {
  const found = await lstat(path).catch(nullIfMissing);
  const file = found?.isFile() === true ? found : null;
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeFile(temporary, text, { flag: "wx", mode: file === null ? 0o666 : file.mode & 0o777 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (file === null || !IN_PLACE.has(codeOf(error))) throw error;
    await writeFile(path, text, { flag: constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW });
  }
}

function nullIfMissing(error: unknown): null {
  if (codeOf(error) === "ENOENT") return null;
  throw error;
}

/** Errors of a folder that takes no other file, or of a file that cannot be replaced. */
const IN_PLACE: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EBUSY"]);
