import { relative } from "node:path";
import type { SourceReport } from "../model/report.ts";
import { type ImageSource, sourceName } from "./source.ts";

/**
 * What is reported of the place that an image was read from.
 * @param digest as `ImageReader.digestOf` gives it
 * @param cwd absolute; paths are shown as they are seen from it
 */
export function sourceReport(source: ImageSource, digest: string | null, cwd: string): SourceReport {
  const { kind } = source;
  const isFile = kind === "archive" || kind === "oci-directory";
  return { kind, name: isFile ? relative(cwd, source.path) || "." : sourceName(source), digest };
}
