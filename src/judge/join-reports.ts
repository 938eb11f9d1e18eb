import { StagegateError } from "../host/errors.ts";
import { MERGE_RULE } from "../model/merge-rule.ts";
import type { EngineReport, Finding, ImageReport, Report, Verdict } from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import type { ReportFile } from "../report/collect.ts";
import { firstItems } from "../report/words.ts";
import { plural } from "../text/words.ts";
import { runVerdict } from "./verdict.ts";

/**
 * Joins the reports of several jobs into the report that a single run of all their images would give. Images are in the
 * order of the reports. A finding on the run's settings appears once. If rows of one image come from several jobs,
 * their names show their platforms. Paths of whole logs stay as they are.
 * @param parts at least one
 * @param expected number of reports; null if it is unknown. If reports are missing, the verdict is `fail` if an image
 *   fails, else `error`
 * @throws StagegateError if two reports have the same image for the same platform, or are of different commits; the
 *   error names all of them with their files
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

/** The findings of a part's run. An error that ended the run gets the name of the part's file. */
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

/** All rows, with the names that they would have if one run had all platforms of an image. */
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
    ["two reports have the same image for the same platform:", ...conflicts].join("\n  "),
    "Give each image a name of its own under `images` in .stagegate.yml, and merge each report once.",
  );
}

/** The commit of all reports; null if no report names one. */
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

/** Number of files that a message names. */
const MOST_NAMES = 10;

function missingReports(parts: readonly ReportFile[], expected: number): Finding | null {
  const actual = parts.length;
  if (actual === expected) return null;
  const isMissing = actual < expected;
  const names = firstItems(
    parts.map(({ name }) => name),
    MOST_NAMES,
  ).join(", ");
  return {
    rule: MERGE_RULE,
    level: isMissing ? "error" : "warning",
    waived: false,
    message: isMissing
      ? `${expected - actual} of ${plural(expected, "report")} ${expected - actual === 1 ? "is" : "are"} missing`
      : `${plural(actual, "report")} were merged, but only ${expected} ${expected === 1 ? "was" : "were"} expected`,
    actual,
    limit: expected,
    place: null,
    advice: isMissing
      ? `Find the job without a report: it ended with an error, was skipped, or did not upload its report. The reports that exist: ${names}.`
      : "Set `expect` to the number of jobs, or look for reports of an earlier run.",
    log: null,
    logFile: null,
  };
}

/**
 * A missing report cannot pass, because its images were not judged. It may be missing from a part that is itself a
 * merged report.
 */
function joinedVerdict(images: readonly ImageReport[], findings: readonly Finding[]): Verdict {
  const verdict = runVerdict(
    images,
    findings.filter(({ rule }) => rule !== MERGE_RULE),
  );
  const isIncomplete = findings.some(({ rule, level }) => rule === MERGE_RULE && level === "error");
  return verdict === "pass" && isIncomplete ? "error" : verdict;
}

/**
 * The worst verdict: a joined report is never better than its parts, even if a part gives no reason for its verdict.
 */
function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("fail")) return "fail";
  return verdicts.includes("error") ? "error" : "pass";
}

/** The engines of all jobs as one. */
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

/** The values without repetitions. */
function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
