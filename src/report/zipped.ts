import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { messageOf, StagegateError } from "../host/errors.ts";
import { MOST_REPORTS, type ReportFile } from "./collect.ts";
import { FORMATS } from "./formats.ts";
import { LARGEST_REPORT, readReport } from "./read.ts";

/** A zip archive in memory. */
export interface ZipArchive {
  /** What a person calls it. */
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads the reports in zip archives that anybody may have made: every `report.json` in any folder of them. Nothing is
 * written to disk, so that no path in them leads anywhere.
 * @throws StagegateError if one is no archive, a file is no report, or they have more entries or larger reports than
 * can be merged, also if an archive says that they are smaller
 */
export async function zippedReports(archives: readonly ZipArchive[]): Promise<ReportFile[]> {
  const reports: ReportFile[] = [];
  let entries = 0;
  let size = 0;
  for (const { name, bytes } of archives) {
    try {
      const file = await open(bytes, { lazyEntries: true });
      entries += file.entryCount;
      if (entries > MOST_REPORTS)
        throw new StagegateError(`the archives hold more than ${MOST_REPORTS} files`);
      for (let entry = await nextEntry(file); entry !== null; entry = await nextEntry(file)) {
        if (entry.fileName.split("/").at(-1) !== FORMATS.json.file) continue;
        size += entry.uncompressedSize;
        if (size > LARGEST_REPORT * 1_000_000)
          throw new StagegateError(`the reports are larger than ${LARGEST_REPORT} MB together`);
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

const open = promisify<Buffer, { lazyEntries: boolean }, ZipFile>(fromBuffer);

/** The next entry in the archive's order; null after the last one. */
function nextEntry(file: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    file.removeAllListeners();
    file.once("entry", resolve);
    file.once("end", () => resolve(null));
    file.once("error", reject);
    file.readEntry();
  });
}

/**
 * What an entry holds. Only its packed bytes are had from yauzl, whose own stream never ends if an entry is not as
 * long as the archive says.
 * @throws if it is packed in an unusual way, or not as long as that
 */
async function readEntry(file: ZipFile, entry: Entry): Promise<string> {
  const { compressionMethod, uncompressedSize } = entry;
  const isDeflated = compressionMethod === 8;
  const packed = await packedBytes(file, entry, isDeflated);
  // A limit of 0 is none to zlib.
  const bytes = isDeflated ? inflateRawSync(packed, { maxOutputLength: uncompressedSize + 1 }) : packed;
  if (bytes.length !== uncompressedSize)
    throw new Error(`${entry.fileName} has not the ${uncompressedSize} bytes that the archive says`);
  return bytes.toString("utf8");
}

function packedBytes(file: ZipFile, entry: Entry, isDeflated: boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...DEFAULTS, ...(isDeflated ? { decompress: false } : {}) };
    file.openReadStream(entry, options, (error, stream) => {
      if (error) return reject(error);
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.once("error", reject);
      stream.once("end", () => resolve(Buffer.concat(pieces)));
    });
  });
}

/** Its type demands them all. */
const DEFAULTS = { decompress: null, decrypt: null, start: null, end: null };
