import { StagegateError } from "../host/errors.ts";
import { MERGE_RULE } from "../model/merge-rule.ts";
import type { EngineReport, Finding, ImageReport, Report, Verdict } from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import type { ReportFile } from "../report/collect.ts";
import { firstItems } from "../report/words.ts";
import { plural } from "../text/words.ts";
import { runVerdict } from "./verdict.ts";

/**
 * Joins the reports of several jobs into the one that a single run of all their images would give: images in the
 * order of the reports, a finding on the run's settings once. Rows of one image that came from several jobs are
 * named by their platforms. Links to whole logs stay as they are.
 * @param parts at least one
 * @param expected how many reports there should be; null if nobody said. If some are missing, the verdict is `fail`
 * if an image fails, else `error`
 * @throws StagegateError if two reports have the same image for the same platform, or are of different commits; names
 * all of them with their files
 */
export function joinReports(parts: readonly ReportFile[], expected: number | null): Report {
  const commit = commitOf(parts);
  const rows = rowsOf(parts);
  refuseConflicts(rows);
  const reports = parts.map(({ report }) => report);
  const images = rows.map(({ image }) => image);
  const ofRun = unique(parts.flatMap(runFindings));
  const missing = expected === null ? null : missingReports(parts, expected);
  const findings = missing === null ? ofRun : [missing, ...ofRun];
  return {
    schemaVersion: 1,
    verdict: worst([joinedVerdict(images, findings), ...reports.map(({ verdict }) => verdict)]),
    ...(commit === null ? {} : { commit }),
    findings,
    engine: joinEngines(reports.flatMap(({ engine }) => engine ?? [])),
    images,
    removedImages: unique(reports.flatMap(({ removedImages }) => removedImages)),
    waiver: reports.find(({ waiver }) => waiver !== null)?.waiver ?? null,
  };
}

/** What a part says of its run; an error that ended it is told with the file. */
function runFindings({ name, report }: ReportFile): Finding[] {
  return report.findings.map((finding) =>
    finding.rule === RUN_RULE ? { ...finding, message: `${name}: ${finding.message}` } : finding,
  );
}

/** A row of the joined report, with the file that it is from. */
interface Row {
  readonly file: string;
  readonly image: ImageReport;
}

/** All rows, with the names that they have if one run has all platforms of an image. */
function rowsOf(parts: readonly ReportFile[]): Row[] {
  const rows = parts.flatMap(({ name: file, report }) => report.images.map((image) => ({ file, image })));
  const counts = new Map<string, number>();
  for (const { image } of rows) counts.set(image.imageName, (counts.get(image.imageName) ?? 0) + 1);
  return rows.map(({ file, image }) => {
    const { name, imageName, platform } = image;
    const isAlone = name !== imageName || platform === null || counts.get(imageName) === 1;
    return { file, image: isAlone ? image : { ...image, name: `${imageName} · ${platform}` } };
  });
}

function refuseConflicts(rows: readonly Row[]): void {
  const files = new Map<string, string>();
  const conflicts: string[] = [];
  for (const { file, image } of rows) {
    const other = files.get(image.name);
    if (other === undefined) files.set(image.name, file);
    else conflicts.push(`${image.name}: ${other} and ${file}`);
  }
  if (conflicts.length === 0) return;
  throw new StagegateError(
    ["the same image for the same platform is in two reports:", ...conflicts].join("\n  "),
    "Give each image a name of its own under `images` in .stagegate.yml, and merge each report once.",
  );
}

/** The commit that all reports are of, as far as they say; null if none does. */
function commitOf(parts: readonly ReportFile[]): string | null {
  const files = new Map<string, string[]>();
  for (const { name, report } of parts)
    if (report.commit !== undefined) files.set(report.commit, [...(files.get(report.commit) ?? []), name]);
  const [commit = null, ...others] = files.keys();
  if (others.length === 0) return commit;
  const lines = [...files].map(
    ([sha, names]) => `${sha.slice(0, 7)}: ${firstItems(names, MOST_NAMES).join(", ")}`,
  );
  throw new StagegateError(
    ["the reports are of different commits:", ...lines].join("\n  "),
    "Merge the reports of one commit. Remove the reports of earlier runs before the jobs write theirs.",
  );
}

/** Files that are named at once. */
const MOST_NAMES = 10;

function missingReports(parts: readonly ReportFile[], expected: number): Finding | null {
  const found = parts.length;
  if (found === expected) return null;
  const isMissing = found < expected;
  const names = firstItems(
    parts.map(({ name }) => name),
    MOST_NAMES,
  ).join(", ");
  return {
    rule: MERGE_RULE,
    level: isMissing ? "error" : "warning",
    waived: false,
    message: isMissing
      ? `${expected - found} of ${plural(expected, "report")} ${expected - found === 1 ? "is" : "are"} missing`
      : `${plural(found, "report")} were merged, but only ${expected} ${expected === 1 ? "was" : "were"} expected`,
    actual: found,
    limit: expected,
    place: null,
    advice: isMissing
      ? `See which job wrote no report: it ended with an error, was skipped, or did not upload its report. There ${found === 1 ? "is" : "are"}: ${names}`
      : "Set expect to the number of jobs, or look for reports of an earlier run",
    log: null,
    logFile: null,
  };
}

/** What is missing was not judged, so that it cannot pass; it may have been missing from a report that was merged itself. */
function joinedVerdict(images: readonly ImageReport[], findings: readonly Finding[]): Verdict {
  const verdict = runVerdict(
    images,
    findings.filter(({ rule }) => rule !== MERGE_RULE),
  );
  const isIncomplete = findings.some(({ rule, level }) => rule === MERGE_RULE && level === "error");
  return verdict === "pass" && isIncomplete ? "error" : verdict;
}

/** A part may say no reason for its verdict. The joined report is never better than any of its parts. */
function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("error") ? "error" : "pass";
}

/** What built the images: of each part all that the jobs had. */
function joinEngines(engines: readonly EngineReport[]): EngineReport | null {
  const [first] = engines;
  if (first === undefined) return null;
  const all = (part: (engine: EngineReport) => string | null) =>
    unique(engines.flatMap((engine) => part(engine) ?? [])).join(", ");
  return {
    version: all(({ version }) => version) || null,
    store: engines.every(({ store }) => store === first.store) ? first.store : null,
    buildx: all(({ buildx }) => buildx),
    builder: all(({ builder }) => builder),
  };
}

/** Without what is there already. */
function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
