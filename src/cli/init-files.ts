import { access, constants, lstat, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { adviceFor, codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { makeFolder, readTextFile, writeWholeFile } from "../host/files.ts";
import { leadsOut } from "../host/links.ts";

/** A file that `init` writes. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes a file, and creates its folder.
 * @param show turns an absolute path into the one for messages
 * @throws StagegateError if it cannot be written
 */
export async function write({ path, text }: PlannedFile, show: (path: string) => string): Promise<void> {
  try {
    await makeFolder(join(path, ".."));
    await writeWholeFile(path, text);
  } catch (error) {
    const code = codeOf(error);
    throw new StagegateError(`${show(path)} cannot be written: ${reasonOf(code)}`, adviceFor(code));
  }
}

/**
 * Checks a file before minutes of building, not only in `write`.
 * @param path absolute
 * @param root absolute folder of the repository
 * @param show turns an absolute path into the one for messages
 * @throws StagegateError if the file cannot be written, or lies outside of the repository
 */
export async function checkWritable(
  path: string,
  root: string,
  show: (path: string) => string,
): Promise<void> {
  if (leadsOut(root, path))
    throw new StagegateError(
      `${show(path)} leads out of the repository through a symbolic link`,
      "init writes only into the repository. Remove the link, then run init again.",
    );
  if (await isFolder(path))
    throw new StagegateError(`${show(path)} is a folder`, "Remove or rename it, then run init again.");
  let folder = dirname(path);
  while (!(await isThere(folder))) folder = dirname(folder);
  if (!(await isFolder(folder)))
    throw new StagegateError(
      `${show(path)} cannot be written: ${show(folder)} is not a folder`,
      "Remove or rename it, then run init again.",
    );
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    const code = codeOf(error);
    throw new StagegateError(`${folder} cannot be written to: ${reasonOf(code)}`, adviceFor(code));
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Why BuildKit cannot use a file as its Dockerfile, in words that follow its name; null if it can.
 * @param path absolute
 */
export async function whyUnusable(path: string): Promise<string | null> {
  // BuildKit gets the folder of the Dockerfile, and nothing outside of it.
  if (leadsOut(dirname(path), path)) return "is a symbolic link to a file outside of its folder";
  const file = await readTextFile(path);
  return file.kind === "text" ? null : file.why;
}

/** The text of a file; null if it cannot be read as text. */
export async function readText(path: string): Promise<string | null> {
  const file = await readTextFile(path);
  return file.kind === "text" ? file.text : null;
}

/** Whether a file, a folder or a link has this path, also a link that leads nowhere. */
export function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
