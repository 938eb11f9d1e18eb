import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { codeOf, reasonOf } from "../host/errors.ts";
import { makeFolder, writeWholeFile } from "../host/files.ts";
import type { Report } from "../model/report.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "./formats.ts";

/**
 * Writes a report in every format that has a file into a folder, which is made. A file that cannot be written is
 * not left from an earlier run either, and one warning says so: it changes nothing about the verdict.
 * @param folder absolute
 * @returns absolute path of report.json; null if it could not be written
 */
export async function writeReports(
  report: Report,
  folder: string,
  warn: (message: string) => void,
): Promise<string | null> {
  const failures = new Map<string, string>();
  const refuse = (file: string) => (error: unknown) => {
    // Only what the system refuses: anything else is a fault of ours.
    if (codeOf(error) === "") throw error;
    failures.set(file, codeOf(error));
  };
  await makeFolder(folder).catch(refuse("folder"));
  for (const name of failures.size > 0 ? [] : FORMAT_NAMES) {
    const { file, write, pieces }: Format = FORMATS[name];
    if (file === null) continue;
    const path = resolve(folder, file);
    await writeWholeFile(path, await (pieces ?? write)(report)).catch(async (error: unknown) => {
      refuse(file)(error);
      await rm(path, { force: true }).catch(() => undefined);
    });
  }
  const [code] = failures.values();
  if (code === undefined) return resolve(folder, FORMATS.json.file);
  const what = failures.has("folder") ? "The report" : [...failures.keys()].join(", ");
  warn(
    `${what} cannot be written to ${folder}: ${reasonOf(code)}. Name a folder that can be written to, for example: output-dir: reports`,
  );
  return failures.has("folder") || failures.has(FORMATS.json.file)
    ? null
    : resolve(folder, FORMATS.json.file);
}
