import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { resolve } from "node:path";
import { codeOf } from "../host/errors.ts";
import { LOG_FILE } from "../model/log-file.ts";
import type { Report } from "../model/report.ts";

/**
 * The paths of the whole logs that a report names, from its folder.
 * @param json what `report.json` holds; anything else names none, and none of the paths leads out of the folder `logs`
 */
export function logFilesOf(json: string): string[] {
  const named = [...json.matchAll(/"logFile": ?"([^"]*)"/g)].map(([, path = ""]) => path);
  return [...new Set(named)].filter((path) => LOG_FILE.test(path));
}

/** A whole log, with its size in bytes; or why there is none. */
export type WholeLog =
  | { readonly kind: "text"; readonly text: string; readonly size: number }
  | { readonly kind: "none" | "too large" };

/**
 * Reads a whole log that lies beside a report. Whoever made the report may have made the folder as well: only a
 * regular file in the folder `logs` counts, and no link is followed.
 * @param folder absolute; the report's
 * @param path as the report names it
 * @param largest in bytes
 */
export async function readLogFile(folder: string, path: string, largest: number): Promise<WholeLog> {
  if (!LOG_FILE.test(path)) return { kind: "none" };
  let file: FileHandle | undefined;
  try {
    if (!(await lstat(resolve(folder, "logs"))).isDirectory()) return { kind: "none" };
    // Opening a pipe would wait for its writer.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    file = await open(resolve(folder, path), flags);
    const found = await file.stat();
    if (!found.isFile()) return { kind: "none" };
    if (found.size > largest) return { kind: "too large" };
    return { kind: "text", text: await file.readFile("utf8"), size: found.size };
  } catch (error) {
    // Only what the system refuses: anything else is a fault of ours.
    if (codeOf(error) === "") throw error;
    return { kind: "none" };
  } finally {
    await file?.close();
  }
}

/** Something of a report that may name a whole log. */
interface Logged {
  readonly logFile: string | null;
}

/**
 * The same report with other links to whole logs.
 * @param pathOf null for a log that is not there
 */
export function withLogFiles(report: Report, pathOf: (path: string) => string | null): Report {
  const renamed = <T extends Logged>(part: T): T =>
    part.logFile === null ? part : { ...part, logFile: pathOf(part.logFile) };
  return {
    ...report,
    findings: report.findings.map(renamed),
    images: report.images.map((image) => ({
      ...image,
      findings: image.findings.map(renamed),
      baseline: renamed(image.baseline),
    })),
  };
}
