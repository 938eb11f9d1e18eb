import { lstat, readdir } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { readTextFile } from "../host/files.ts";
import type { Report } from "../model/report.ts";
import { pathFinder } from "../patterns/path-finder.ts";
import { FORMATS } from "./formats.ts";
import { LARGEST_REPORT, readReport } from "./read.ts";

/** A report, and the path of its file as messages show it. */
export interface ReportFile {
  readonly name: string;
  readonly report: Report;
}

/** A report on this machine. */
export interface LocalReportFile extends ReportFile {
  /** Absolute path of the folder that its whole logs are in. */
  readonly folder: string;
}

/** Largest number of reports that are merged. */
export const MOST_REPORTS = 1000;

/** Largest number of files that are searched for reports. */
const MOST_FILES = 100_000;

/** How deep folders are searched. */
const DEEPEST = 20;

/**
 * Reads the reports that sources name: each file once, in the order of the sources, and in the order of the paths if a
 * source names several. A search follows no links.
 * @param sources files; folders, with every `report.json` in them at any depth; patterns as in a shell, also with `**`
 * @param cwd absolute; relative sources start from it
 * @param output absolute folder for the joined report; a search skips it, because it may hold the result of an earlier
 *   merge; null if there is none
 * @throws StagegateError if a source names no report, a file is not a report or cannot be read, there are too many, or
 *   all together are larger than one report may be
 */
export async function collectReports(
  sources: readonly string[],
  cwd: string,
  output: string | null,
): Promise<LocalReportFile[]> {
  const paths = new Set<string>();
  for (const source of sources) for (const path of await pathsOf(source, cwd, output)) paths.add(path);
  if (paths.size > MOST_REPORTS)
    throw new StagegateError(`there are ${paths.size} reports; at most ${MOST_REPORTS} can be merged`);
  const reports: LocalReportFile[] = [];
  let left = LARGEST_REPORT;
  // One after another, so that only one of them is in memory as text.
  for (const path of paths) {
    const name = relative(cwd, path).startsWith("..") ? path : relative(cwd, path);
    const file = await readTextFile(path, LARGEST_REPORT);
    if (file.kind === "unreadable") throw new StagegateError(`${name} ${file.why}`, HINT);
    left -= file.text.length / 1_000_000;
    if (left < 0)
      throw new StagegateError(
        `together, the reports are larger than ${LARGEST_REPORT} MB`,
        "Merge fewer reports.",
      );
    reports.push({ name, report: readReport(file.text, name), folder: dirname(path) });
  }
  return reports;
}

const HINT = "Name report.json files, folders that hold them, or a pattern such as `reports/*/report.json`.";

/** Absolute paths, sorted. @throws StagegateError if there is none */
async function pathsOf(source: string, cwd: string, output: string | null): Promise<string[]> {
  const path = resolve(cwd, source);
  const stats = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") throw cannotRead(source, error);
    return null;
  });
  if (stats !== null && !stats.isDirectory()) return [path];
  const magic = source.search(/[*?[{]/);
  if (stats === null && magic < 0)
    throw new StagegateError(`${source} cannot be read: ${reasonOf("ENOENT")}`, HINT);
  // The folder above the first wildcard.
  const root = stats === null ? source.slice(0, source.lastIndexOf("/", magic) + 1) : source;
  const pattern = stats === null ? source.slice(root.length) : "";
  const report = FORMATS.json.file;
  const find = pathFinder(
    (pattern === "" ? [`**/${report}`] : [pattern, `${pattern}/**/${report}`]).map((form) => [form, form]),
  );
  const folder = resolve(cwd, root);
  const paths = (await filesBelow(folder, source)).filter(
    (file) =>
      find(relative(folder, file).replaceAll(sep, "/")) !== null &&
      (dirname(file) === folder || dirname(file) !== output),
  );
  if (paths.length === 0) throw new StagegateError(`${source} holds no report`, HINT);
  return paths.sort();
}

/** The regular files in a folder, at any depth. */
async function filesBelow(folder: string, source: string): Promise<string[]> {
  const files: string[] = [];
  let level = [folder];
  for (let depth = 0; level.length > 0 && depth <= DEEPEST; depth += 1) {
    const below: string[] = [];
    for (const path of level) {
      const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
        if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return [];
        throw cannotRead(source, error);
      });
      for (const entry of entries) {
        if (entry.isDirectory()) below.push(join(path, entry.name));
        else if (entry.isFile()) files.push(join(path, entry.name));
      }
      if (files.length + below.length > MOST_FILES)
        throw new StagegateError(`${source} holds more than ${MOST_FILES} files`, HINT);
    }
    level = below;
  }
  return files;
}

function cannotRead(source: string, error: unknown): StagegateError {
  return new StagegateError(`${source} cannot be read: ${reasonOf(codeOf(error))}`, HINT);
}
