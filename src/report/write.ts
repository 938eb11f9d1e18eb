import { lstat, rm, rmdir } from "node:fs/promises";
import { resolve } from "node:path";
import { codeOf, reasonOf } from "../host/errors.ts";
import { makeFolder, readTextFile, replaceFile } from "../host/files.ts";
import { leavesRepository } from "../host/links.ts";
import type { Report } from "../model/report.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "./formats.ts";
import { logFilesOf, withLogFiles } from "./log-files.ts";
import { LARGEST_REPORT } from "./read.ts";

/**
 * Writes a report in every format that has a file, and whole logs, into a folder, which is made. A file that cannot be
 * written is not left from an earlier run either, and one warning says so: it changes nothing about the verdict. The
 * report names no log that is not written. The logs of an earlier report go.
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
  const failures = new Map<string, Failure>();
  const refuse = (file: string) => (error: unknown) => {
    // Only what the system refuses: anything else is a fault of ours.
    if (codeOf(error) === "") throw error;
    failures.set(file, { why: reasonOf(codeOf(error)), advice: OTHER_FOLDER });
  };
  const writeFile = async (file: string, text: string | Iterable<string>) => {
    const path = resolve(folder, file);
    await replaceFile(path, text).catch(async (error: unknown) => {
      refuse(file)(error);
      await rm(path, { force: true }).catch(() => undefined);
    });
  };
  if (leavesRepository(folder)) failures.set("folder", OUTSIDE);
  else await makeFolder(folder).catch(refuse("folder"));
  if (failures.size === 0) await removeLogs(folder).catch(refuse("logs"));
  if (failures.size === 0 && logs.size > 0) {
    if (await isLink(resolve(folder, "logs"))) failures.set("logs", LINK);
    else await makeFolder(resolve(folder, "logs")).catch(refuse("logs"));
    for (const [file, text] of failures.size > 0 ? [] : logs) await writeFile(file, text);
  }
  const isLost = (log: string) => logs.has(log) && (failures.has("logs") || failures.has(log));
  const written = withLogFiles(report, (log) => (isLost(log) ? null : log));
  for (const name of failures.has("folder") ? [] : FORMAT_NAMES) {
    const { file, write, pieces }: Format = FORMATS[name];
    if (file !== null) await writeFile(file, await (pieces ?? write)(written));
  }
  const [failure] = failures.values();
  if (failure === undefined) return resolve(folder, FORMATS.json.file);
  const what = failures.has("folder") ? "The report" : [...failures.keys()].join(", ");
  warn(`${what} cannot be written to ${folder}: ${failure.why}. ${failure.advice}`);
  return failures.has("folder") || failures.has(FORMATS.json.file)
    ? null
    : resolve(folder, FORMATS.json.file);
}

/** Why something cannot be written, and what to do. */
interface Failure {
  readonly why: string;
  readonly advice: string;
}

const OTHER_FOLDER = "Name a folder that can be written to, for example: output-dir: reports";

/** Nothing is written where a pull request could have committed a link to anything. */
const OUTSIDE: Failure = { why: "a symbolic link leads out of the repository", advice: OTHER_FOLDER };
const LINK: Failure = {
  why: "logs is a link, and stagegate does not write through links",
  advice: "Remove the link, or name another folder, for example: output-dir: reports",
};

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
