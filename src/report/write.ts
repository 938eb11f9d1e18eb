import { lstat, rm, rmdir } from "node:fs/promises";
import { resolve } from "node:path";
import { codeOf, reasonOf } from "../host/errors.ts";
import { makeFolder, readTextFile, replaceFile } from "../host/files.ts";
import { leavesRepository } from "../host/links.ts";
import type { Report } from "../model/report.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "./formats.ts";
import { logFilesOf } from "./log-files.ts";
import { LARGEST_REPORT } from "./read.ts";

/**
 * Writes a report in every format that has a file, and whole logs, into a folder, which is made. A file that cannot be
 * written is not left from an earlier run either, and one warning says so: it changes nothing about the verdict. The
 * logs of an earlier report go.
 * @param folder absolute
 * @param logs by the paths of their files, from the folder
 * @returns absolute path of report.json; null if it could not be written
 */
export async function writeReports(
  report: Report,
  folder: string,
  warn: (message: string) => void,
  logs: ReadonlyMap<string, string> = new Map(),
): Promise<string | null> {
  const failures = new Map<string, string>();
  const refuse = (file: string) => (error: unknown) => {
    // Only what the system refuses: anything else is a fault of ours.
    if (codeOf(error) === "") throw error;
    failures.set(file, codeOf(error));
  };
  if (leavesRepository(folder)) failures.set("folder", OUTSIDE);
  else await makeFolder(folder).catch(refuse("folder"));
  const writeFile = async (file: string, text: string | Iterable<string>) => {
    const path = resolve(folder, file);
    await replaceFile(path, text).catch(async (error: unknown) => {
      refuse(file)(error);
      await rm(path, { force: true }).catch(() => undefined);
    });
  };
  if (failures.size === 0) await removeLogs(folder).catch(refuse("logs"));
  for (const name of failures.size > 0 ? [] : FORMAT_NAMES) {
    const { file, write, pieces }: Format = FORMATS[name];
    if (file !== null) await writeFile(file, await (pieces ?? write)(report));
  }
  if (failures.size === 0 && logs.size > 0) {
    if (await isLink(resolve(folder, "logs"))) failures.set("logs", "ELOOP");
    else await makeFolder(resolve(folder, "logs")).catch(refuse("logs"));
    for (const [file, text] of failures.size > 0 ? [] : logs) await writeFile(file, text);
  }
  const [code] = failures.values();
  if (code === undefined) return resolve(folder, FORMATS.json.file);
  const what = failures.has("folder") ? "The report" : [...failures.keys()].join(", ");
  warn(
    `${what} cannot be written to ${folder}: ${code === OUTSIDE ? OUTSIDE : reasonOf(code)}. Name a folder that can be written to, for example: output-dir: reports`,
  );
  return failures.has("folder") || failures.has(FORMATS.json.file)
    ? null
    : resolve(folder, FORMATS.json.file);
}

/** Why nothing is written where a pull request could have committed a link to anything. */
const OUTSIDE = "a symbolic link leads out of the repository";

/**
 * Removes the whole logs that the report in a folder names, and then the folder `logs` if it is empty. Nothing behind
 * a link of that name is ours.
 * @param folder absolute
 * @throws the system's error if something cannot be removed
 */
export async function removeLogs(folder: string): Promise<void> {
  const logs = resolve(folder, "logs");
  if (await isLink(logs)) return;
  const path = resolve(folder, FORMATS.json.file);
  const json = (await isLink(path)) ? null : await readTextFile(path, LARGEST_REPORT);
  const files = logFilesOf(json?.kind === "text" ? json.text : "");
  for (const file of files) await rm(resolve(folder, file), { force: true });
  if (files.length > 0) await rmdir(logs).catch(() => undefined);
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}
