import { isScanned } from "../build/jobs.ts";
import type { ScanReport } from "../model/report.ts";
import { check } from "./check.ts";
import { scanImage } from "./scan/scan.ts";

/** What a scanner knows against the image. */
export const scanCheck = check<ScanReport>("scan", "built", async ({ job, image }, { exec }) => {
  if (image === null || !isScanned(job)) return null;
  const diffIds = image.layers.map(({ diffId }) => diffId);
  return scanImage({ source: job.source, platform: job.image.settings.platform, diffIds }, exec);
});
