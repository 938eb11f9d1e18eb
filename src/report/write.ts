import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Report } from "../model/report.ts";
import { FORMAT_NAMES, FORMATS } from "./formats.ts";

/**
 * Writes a report in every format that has a file into a folder, which is made.
 * @returns absolute path of report.json
 */
export async function writeReports(report: Report, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of FORMAT_NAMES) {
    const { file, write } = FORMATS[name];
    if (file !== null) await writeFile(resolve(folder, file), await write(report));
  }
  return resolve(folder, FORMATS.json.file);
}
