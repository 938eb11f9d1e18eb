import type {
  Finding,
  ImageReport,
  LeftOutReport,
  OriginChange,
  Report,
  SmokeCheck,
} from "../model/report.ts";
import { isOfGuard } from "../rules/index.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, plural } from "../text/words.ts";
import { hasNews } from "./news.ts";
import { tracedPlaces, traceWords } from "./trace-words.ts";
import { type Column, columnsFor, figuresOf } from "./view/figures.ts";
import { measuredView } from "./view/measured.ts";
import { buildView } from "./view/steps.ts";
import { tilesOf } from "./view/tiles.ts";
import {
  comparisonLines,
  contextWords,
  driftWords,
  engineWords,
  fileChangeWords,
  formatChange,
  headline,
  isNegligible,
  LEVEL_MARKS,
  leftOutWords,
  originChangeWords,
  ownerOf,
  sourceLine,
  VERDICT_MARKS,
  waiverWords,
} from "./words.ts";

export type ReportView = Readonly<ReturnType<typeof reportView>>;
export type ImageView = ReportView["images"][number];
export type FindingView = ReportView["findings"][number];

/** How many changes of an image, and files of each, the comment and the terminal have room for. */
export const CHANGES_SHOWN = 6;
export const FILES_SHOWN = 3;

/**
 * What a report shows to people, in order, as plain text that is not escaped yet. The formats for people
 * escape it, lay it out and cut it to length; which parts a format has room for is all that they decide.
 */
export function reportView(report: Report) {
  const columns = columnsFor(report.images);
  const sources = sourceLine(report);
  const engine = report.engine === null ? null : engineWords(report.engine);
  return {
    verdict: report.verdict,
    mark: VERDICT_MARKS[report.verdict],
    headline: headline(report),
    hasNews: hasNews(report),
    /** What concerns no single image. */
    findings: report.findings.map((finding) => findingView(finding, null)),
    /** Of the table that has a row for each image, without its mark and name. */
    columns: columns.map(({ name, isNumber }) => ({ name, isNumber })),
    images: report.images.map((image) => imageView(image, columns)),
    comparison: comparisonLines(report),
    waiver: waiverWords(report),
    /** Null if no engine was needed. */
    engine,
    /** Where the images were read from that were not built; null if all were built. */
    sources,
    measuredWith: [
      engine === null ? "No engine was needed." : `Measured with ${engine}.`,
      ...(sources === null ? [] : [`${sources}.`]),
    ].join(" "),
  };
}

function imageView(report: ImageReport, columns: readonly Column[]) {
  const { name, imageName, platform, target, image, reportOnly, variant, smoke, scan, steps, baseline } =
    report;
  const findings = report.findings.map((finding) => findingView(finding, ownerOf(finding, report)));
  const change = changeView(report);
  return {
    name,
    verdict: report.verdict,
    /** "" for an image that is only reported and passes. */
    mark: reportOnly && report.verdict === "pass" ? "" : VERDICT_MARKS[report.verdict],
    isReportOnly: reportOnly,
    notes: [
      reportOnly ? "report only" : null,
      target === null || target === imageName ? null : `stage ${target}`,
      name === imageName ? platform : null,
    ].filter((note) => note !== null),
    /** One for each column of the report. */
    cells: columns.map(({ words }) => words(report)),
    figures: figuresOf(report),
    findings,
    baselineLog: baseline.log,
    logs: [...findings, { rule: "baseline", log: baseline.log }].flatMap(({ rule, log }) =>
      log === null ? [] : [{ title: `${rule} log of ${name}`, log }],
    ),
    change,
    /** Null for a change that rebuilding alone may make, and that no limit is exceeded by. */
    notableChange: isNegligible(report) ? null : change,
    context: contextWords(report),
    leftOut: leftOutWords(report),
    measured: image === null ? null : measuredView(image, report.change),
    contents: image === null ? null : tilesOf(report, image),
    variant: variant === null ? null : { name: variant.name, leftOut: variant.leftOut.map(sizeRow) },
    smoke: smoke === null ? null : { checks: smoke.checks.map(checkRow), processes: smoke.processes },
    vulnerabilities: scan?.worst.map((worst) => ({ ...worst, fixedIn: worst.fixedIn ?? "–" })) ?? [],
    build: steps.length === 0 ? null : buildView(steps),
  };
}

/** @param of the image that it is of; null if it concerns no single one */
function findingView(finding: Finding, of: string | null) {
  const { level, rule, waived, message, place, advice, log } = finding;
  return {
    level,
    mark: LEVEL_MARKS[level],
    message,
    of,
    place: place === null ? null : placeWords(place),
    rule,
    isOfGuard: isOfGuard(finding),
    label: waived ? `${rule}, waived` : rule,
    advice,
    log,
  };
}

/** What made a change, largest first; null without a baseline. */
function changeView(report: ImageReport) {
  const { change, baseline } = report;
  if (change === null) return null;
  return {
    summary: `${formatChange(change.size)} against ${baseline.name ?? "its baseline"}`,
    drift: driftWords(change, report),
    rows: change.origins.map((origin) => originRow(origin, report)),
  };
}

function originRow(change: OriginChange, report: ImageReport) {
  const { before, after, size, files } = change;
  const origin = after ?? before;
  return {
    size: formatChange(size),
    madeBy: originChangeWords(change, report),
    /** One line for each part; empty where nothing more is known than `madeBy`. */
    trace: traceWords(change),
    /** The lines of other stages that made it; "" if none is known. */
    tracedPlaces: tracedPlaces(change),
    isNew: before === null,
    place:
      origin === null || origin.kind === "unknown"
        ? "unknown"
        : origin.kind === "base"
          ? "base image"
          : origin.kind === "history"
            ? "history"
            : placeWords(origin),
    files: files.map((file) => ({
      words: fileChangeWords(file),
      path: file.path,
      size: formatChange(file.size),
      kind: file.files > 1 ? `${file.kind}, ${plural(file.files, "file")}` : file.kind,
    })),
  };
}

function checkRow({ what, problem }: SmokeCheck) {
  return { mark: problem === null ? "✓" : "✗", what, problem: problem ?? "" };
}

function sizeRow({ what, size }: LeftOutReport) {
  return { what, size: formatSize(size) };
}
