import { text } from "node:stream/consumers";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { messageOf, StagegateError } from "../host/errors.ts";
import { MOST_REPORTS, type ReportFile } from "./collect.ts";
import { FORMATS } from "./formats.ts";
import { LARGEST_REPORT, readReport } from "./read.ts";

/** A zip archive in memory. */
export interface ZipArchive {
  /** As messages show it. */
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads the reports in untrusted zip archives: every `report.json` in any folder. It writes nothing to disk, so paths
 * in the archives have no effect.
 * @throws StagegateError if a file is not an archive or not a report, or if the archives have more entries or larger
 *   reports than can be merged, even if an archive understates their size
 */
export async function zippedReports(archives: readonly ZipArchive[]): Promise<ReportFile[]> {
  const reports: ReportFile[] = [];
  let entries = 0;
  let size = 0;
  for (const { name, bytes } of archives) {
    try {
      const file = await fromBufferPromise(bytes);
      entries += file.entryCount;
      if (entries > MOST_REPORTS)
        throw new StagegateError(`together, the archives hold more than ${MOST_REPORTS} files`);
      for await (const entry of file.eachEntry()) {
        if (entry.fileName.split("/").at(-1) !== FORMATS.json.file) continue;
        size += entry.uncompressedSize;
        if (size > LARGEST_REPORT * 1_000_000)
          throw new StagegateError(`together, the reports are larger than ${LARGEST_REPORT} MB`);
        const path = `${name}/${entry.fileName}`;
        reports.push({ name: path, report: readReport(await readEntry(file, entry), path) });
      }
    } catch (error) {
      if (error instanceof StagegateError) throw error;
      throw new StagegateError(`${name} cannot be read as a zip archive: ${messageOf(error)}`, null, {
        cause: error,
      });
    }
  }
  return reports;
}

/** The text of an entry. @throws if its compression is unknown, or its length differs from what the archive says */
async function readEntry(file: ZipFile, entry: Entry): Promise<string> {
  try {
    return await text(await file.openReadStreamPromise(entry));
  } catch (error) {
    throw new Error(`${entry.fileName}: ${messageOf(error)}`, { cause: error });
  }
}
