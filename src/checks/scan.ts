import { isScanned } from "../build/jobs.ts";
import type { ImageSettings } from "../config/settings.ts";
import { StagegateError } from "../host/errors.ts";
import { isWindows } from "../model/platform.ts";
import type { ScanReport } from "../model/report.ts";
import { check } from "./check.ts";
import { scanImage } from "./scan/scan.ts";

/**
 * The result of a scanner. If no scanner can judge the image, the check fails if a budget needs its result; otherwise
 * it reports that the vulnerabilities are unknown.
 */
export const scanCheck = check<ScanReport>("scan", "built", async ({ job, image }, { exec }) => {
  if (image === null || !isScanned(job)) return null;
  const { settings } = job.image;
  const diffIds = image.layers.map(({ diffId }) => diffId);
  const scanned = { source: job.source, platform: settings.platform, diffIds };
  const report = await scanImage({ ...scanned, isOfWindows: isWindows(image.platform) }, exec);
  const budgets = budgetsIn(settings);
  if (report.problem === null || budgets.length === 0) return report;
  const instead = `or remove ${budgets.join(" and ")}.`;
  throw new StagegateError(
    report.problem,
    report.scanner === null
      ? `Install trivy (https://trivy.dev) or grype (https://github.com/anchore/grype), ${instead}`
      : `Run ${report.scanner} by hand to see its error, ${instead}`,
  );
});

function budgetsIn({ maxCritical, maxHigh }: ImageSettings): string[] {
  return [...(maxCritical === null ? [] : ["max-critical"]), ...(maxHigh === null ? [] : ["max-high"])];
}
