import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { resolve } from "node:path";
import { codeOf } from "../host/errors.ts";
import { LOG_FILE } from "../model/log-file.ts";
import type { Report } from "../model/report.ts";

/**
 * The paths of the whole logs that a report names, from its folder. None of them leads out of the folder `logs`.
 * @param json the text of `report.json`; any other text names no logs
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
 * Reads a whole log beside a report. The folder is not trusted, as little as the report: only a regular file in the
 * folder `logs` counts, and no link is followed.
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
    const stats = await file.stat();
    if (!stats.isFile()) return { kind: "none" };
    if (stats.size > largest) return { kind: "too large" };
    return { kind: "text", text: await file.readFile("utf8"), size: stats.size };
  } catch (error) {
    // An error of the system means that there is no log. Any other error is a bug.
    if (codeOf(error) === "") throw error;
    return { kind: "none" };
  } finally {
    await file?.close();
  }
}

/** A part of a report that may name a whole log. */
interface Logged {
  readonly logFile: string | null;
}

/**
 * The same report with other paths of whole logs.
 * @param pathOf gives null for a log that does not exist
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
