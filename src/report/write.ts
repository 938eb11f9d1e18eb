import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { html } from "./html.ts";
import { markdown } from "./markdown.ts";
import type { Report } from "./report.ts";

/**
 * Writes `report.json`, `report.md` and `report.html` into a folder, which is made.
 * @returns absolute path of report.json
 */
export async function writeReports(report: Report, folder: string): Promise<string> {
  const path = resolve(folder, "report.json");
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(resolve(folder, "report.md"), markdown(report));
  await writeFile(resolve(folder, "report.html"), html(report));
  return path;
}
