import { access, constants, stat } from "node:fs/promises";
import { join } from "node:path";
import { adviceFor, codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { makeFolder, readTextFile, writeWholeFile } from "../host/files.ts";

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
 * Checks the folder before minutes of building, not only in `write`.
 * @param folder absolute
 * @throws StagegateError if no file can be written there
 */
export async function checkWritable(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    const code = codeOf(error);
    throw new StagegateError(`${folder} cannot be written to: ${reasonOf(code)}`, adviceFor(code));
  }
}

/** The text of a file; null if it cannot be read as text. */
export async function readText(path: string): Promise<string | null> {
  const file = await readTextFile(path);
  return file.kind === "text" ? file.text : null;
}

/** Whether a file or a folder has this path. */
export function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
