import { lstat, rm, rmdir } from "node:fs/promises";
import { resolve } from "node:path";
import { codeOf, reasonOf } from "../host/errors.ts";
import { makeFolder, readTextFile, replaceFile } from "../host/files.ts";
import { leavesRepository } from "../host/links.ts";
import type { Report } from "../model/report.ts";
import { type WriteSetting, writeKey } from "../values/problem.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "./formats.ts";
import { logFilesOf, withLogFiles } from "./log-files.ts";
import { LARGEST_REPORT } from "./read.ts";

/**
 * Creates a folder, and writes a report in every format that has a file, and whole logs, into it. If a file cannot be
 * written, it removes the old file of an earlier run and warns once, without an effect on the verdict. The report names
 * only logs that are written. The logs of an earlier report are removed.
 * @param folder absolute
 * @param logs by the paths of their files, from the folder
 * @param writeSetting writes the name of another folder as an example
 * @returns absolute path of report.json; null if it could not be written
 */
export async function writeReports(
  report: Report,
  folder: string,
  warn: (message: string) => void,
  logs: ReadonlyMap<string, string> = new Map(),
  writeSetting: WriteSetting = writeKey,
): Promise<string | null> {
  const example = `for example \`${writeSetting("output-dir", "reports")}\`.`;
  const otherFolder = `Name a writable folder, ${example}`;
  const failures = new Map<string, Failure>();
  const refuse = (file: string) => (error: unknown) => {
    // An error of the system becomes a warning. Any other error is a bug.
    if (codeOf(error) === "") throw error;
    failures.set(file, { why: reasonOf(codeOf(error)), advice: otherFolder });
  };
  const writeFile = async (file: string, text: string | Iterable<string>) => {
    const path = resolve(folder, file);
    await replaceFile(path, text).catch(async (error: unknown) => {
      refuse(file)(error);
      await rm(path, { force: true }).catch(() => undefined);
    });
  };
  // A pull request may commit a link to any folder, so stagegate writes nothing there.
  if (leavesRepository(folder))
    failures.set("folder", { why: "a symbolic link leads out of the repository", advice: otherFolder });
  else await makeFolder(folder).catch(refuse("folder"));
  if (failures.size === 0) await removeLogs(folder).catch(refuse("logs"));
  if (failures.size === 0 && logs.size > 0) {
    if (await isLink(resolve(folder, "logs")))
      failures.set("logs", {
        why: "logs is a link, and stagegate does not write through links",
        advice: `Remove the link, or name another folder, ${example}`,
      });
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

/**
 * Removes the whole logs that the report in a folder names, and then the folder `logs` if it is empty. It removes
 * nothing if `logs` is a link.
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
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}
