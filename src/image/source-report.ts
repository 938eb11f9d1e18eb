import { relative } from "node:path";
import type { SourceReport } from "../model/report.ts";
import { type ImageSource, sourceName } from "./source.ts";

/**
 * The place of an image, for the report.
 * @param digest see `ImageReader.digestOf`
 * @param cwd absolute; paths are shown relative to it
 */
export function sourceReport(source: ImageSource, digest: string | null, cwd: string): SourceReport {
  const { kind } = source;
  const isFile = kind === "archive" || kind === "oci-directory";
  return { kind, name: isFile ? relative(cwd, source.path) || "." : sourceName(source), digest };
}
