import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../host/errors.ts";
import { leavesRepository } from "../host/links.ts";
import { FORMAT_NAMES, FORMATS } from "./formats.ts";
import { removeLogs } from "./write.ts";

/** Names of the files of a report. */
const REPORTS = FORMAT_NAMES.flatMap((name) => FORMATS[name].file ?? []);

/** The beginning of a report of any version. */
const BEGINNING = /^\{\s*"schemaVersion": \d+,\s*"verdict":/;

/**
 * Removes the report of an earlier run in all formats, with its whole logs. Otherwise, if the present run is stopped,
 * the old report would look like its own. Removes nothing without a report.json of stagegate, and nothing behind a
 * link.
 * @param folder absolute folder that reports are written to
 * @returns whether there was a report, and it is gone
 */
export async function removeEarlierReports(folder: string): Promise<boolean> {
  if (leavesRepository(folder)) return false;
  if (!BEGINNING.test(await beginningOf(join(folder, FORMATS.json.file)))) return false;
  try {
    await removeLogs(folder);
    for (const name of REPORTS) await rm(join(folder, name), { force: true });
    return true;
  } catch (error) {
    // The run warns about a folder that it cannot write to when it writes its own report.
    if (codeOf(error) === "") throw error;
    return false;
  }
}

/** The first characters of a regular file; "" for anything else, and for a file that cannot be read. */
async function beginningOf(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    // Opening a pipe would wait for its writer.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!(await file.stat()).isFile()) return "";
    const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } catch (error) {
    // An error of the system means that there is no such file. Any other error is a bug.
    if (codeOf(error) === "") throw error;
    return "";
  } finally {
    await file?.close();
  }
}
