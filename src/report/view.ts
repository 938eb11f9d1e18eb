import type { ImageReport, LeftOutReport, OriginChange, Report, SmokeCheck } from "../model/report.ts";
import { isOfGuard } from "../rules/index.ts";
import { LEVELS } from "../rules/levels.ts";
import { RULES_PAGE, rulePage } from "../rules/page.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, plural } from "../text/words.ts";
import { type SharedFinding, sharedFindings } from "./alike.ts";
import {
  briefWords,
  driftWords,
  fileChangeWords,
  formatChange,
  isNegligible,
  originChangeWords,
} from "./change-words.ts";
import { hasNews } from "./news.ts";
import { engineWords, sourceLine } from "./origin-words.ts";
import { tracedPlaces, traceWords } from "./trace-words.ts";
import { type Cell, columnsFor, figuresOf } from "./view/figures.ts";
import { measuredView } from "./view/measured.ts";
import { buildView } from "./view/steps.ts";
import { tilesOf } from "./view/tiles.ts";
import {
  comparisonLines,
  contextWords,
  headline,
  leftOutWords,
  type Marks,
  ownerOf,
  PLAIN_MARKS,
  passWords,
  waiverWords,
} from "./words.ts";

export type ReportView = Readonly<ReturnType<typeof reportView>>;
export type ImageView = ReportView["images"][number];
export type FindingView = Readonly<ReturnType<typeof findingView>>;

/** How many changes of an image, and files of each change, the comment and the terminal show. */
export const CHANGES_SHOWN = 6;
export const FILES_SHOWN = 3;

/** From this number of images on, images that pass share one line or one fold. */
const FOLDED_FROM = 10;

/**
 * The contents of a report for people, in order, as plain text before escaping. The worst image comes first. The
 * formats for people escape the text, lay it out and cut it to length; they only decide which parts fit.
 */
export function reportView(report: Report, marks: Marks = PLAIN_MARKS) {
  const sources = sourceLine(report);
  const engine = report.engine === null ? null : engineWords(report.engine);
  const reports = report.images.toSorted((one, other) => rankOf(one) - rankOf(other));
  const ofImages = sharedFindings(reports, ({ log }) => log);
  const alone = new Set(ofImages.filter(({ isShared }) => !isShared).map(({ finding }) => finding));
  const tableOf = (some: readonly ImageReport[]) => {
    const columns = columnsFor(some);
    const imageOf = (image: ImageReport) =>
      imageView(image, {
        marks,
        cells: columns.map(({ cell }) => cell(image, marks)),
        findings: image.findings
          .filter((finding) => alone.has(finding))
          .map((finding) => findingView({ finding, of: ownerOf(finding, image), also: [] }, marks)),
      });
    return {
      /** Without the image's mark and name. */
      columns: columns.map(({ name, isNumber, need }) => ({ name, isNumber, need })),
      images: some.map(imageOf),
    };
  };
  const isFolded = ({ verdict }: ImageReport) => reports.length >= FOLDED_FROM && verdict === "pass";
  const sharedViews = byLevel(
    ofImages.filter(({ isShared }) => isShared).map((shared) => findingView(shared, marks)),
  );
  const shown = tableOf(reports.filter((image) => !isFolded(image)));
  const folded = tableOf(reports.filter(isFolded));
  const findings = report.findings.map((finding) => findingView({ finding, of: null, also: [] }, marks));
  const images = [...shown.images, ...folded.images];
  const imageFindings = byLevel([...sharedViews, ...images.flatMap(({ findings }) => findings)]);
  return {
    verdict: report.verdict,
    mark: marks.verdicts[report.verdict],
    headline: headline(report),
    hasNews: hasNews(report),
    /** Findings that concern no single image. */
    findings,
    /** Findings that several images share, each once; by level. */
    sharedFindings: sharedViews,
    /** Shared findings and findings of single images: errors, then warnings, then notices. */
    imageFindings,
    /** The table with a row for each image. */
    shown,
    /** The images that pass, if there are many images; else none. */
    folded: {
      ...folded,
      /** `✓ 14 images pass, 5 unchanged`. */
      words: `${marks.verdicts.pass} ${passWords(reports.filter(isFolded))}`,
    },
    images,
    /** The logs of findings in the same order, then the logs of baselines that do not build. */
    logs: [
      ...[...findings, ...imageFindings].flatMap(({ log, logFile, level, logTitle }) =>
        log === null ? [] : [{ title: logTitle, log, logFile, level }],
      ),
      ...images.flatMap(({ name, baselineLog, baselineLogFile }) =>
        baselineLog === null
          ? []
          : [
              {
                title: `baseline log of ${name}`,
                log: baselineLog,
                logFile: baselineLogFile,
                level: "notice" as const,
              },
            ],
      ),
    ],
    comparison: comparisonLines(reports),
    waiver: waiverWords(report),
    /** Null if no engine was needed. */
    engine,
    /** The sources of images that were not built; null if all were built. */
    sources,
    /** The page that explains the rules; null if no finding is of a rule of it. */
    rulesPage: [...findings, ...imageFindings].some(({ page }) => page !== null) ? RULES_PAGE : null,
    measuredWith: [
      engine === null ? "No engine was needed." : `Measured with ${engine}.`,
      ...(sources === null ? [] : [`${sources}.`]),
    ].join(" "),
  };
}

/**
 * From worst to best: the image was not built, its tests or its container failed, it fails for another reason, it could
 * not be judged, it passes with a warning, it passes.
 */
function rankOf({ verdict, findings }: ImageReport): number {
  const fails = (rule: string) =>
    findings.some((finding) => finding.rule === rule && finding.level === "error");
  if (verdict === "fail") return fails("build") ? 0 : fails("test") || fails("smoke") ? 1 : 2;
  if (verdict === "error") return 3;
  return findings.some(({ level }) => level === "warning") ? 4 : 5;
}

function byLevel(findings: readonly FindingView[]): FindingView[] {
  return LEVELS.toReversed().flatMap((own) => findings.filter(({ level }) => level === own));
}

interface ImageParts {
  readonly marks: Marks;
  /** One for each column of its table. */
  readonly cells: readonly Cell[];
  /** Findings that it shares with no other image. */
  readonly findings: readonly FindingView[];
}

function imageView(report: ImageReport, { marks, cells, findings }: ImageParts) {
  const { name, imageName, platform, target, image, reportOnly, variant, smoke, scan, steps, baseline } =
    report;
  const change = changeView(report);
  return {
    name,
    verdict: report.verdict,
    /** "" for a `report-only` image that passes. */
    mark: reportOnly && report.verdict === "pass" ? "" : marks.verdicts[report.verdict],
    isReportOnly: reportOnly,
    isUnchanged: report.unchanged,
    notes: [
      reportOnly ? "report only" : null,
      report.unchanged ? "unchanged" : null,
      target === null || target === imageName ? null : `stage ${target}`,
      name === imageName ? platform : null,
    ].filter((note) => note !== null),
    cells,
    /** `svc-01 98.0 MB (+1.2 MB)`. */
    brief: briefWords(report),
    figures: figuresOf(report, marks),
    findings,
    baselineLog: baseline.log,
    /** Path of the whole log, from the output folder; null without one. */
    baselineLogFile: baseline.logFile,
    change,
    /** Null for a change that rebuilding alone may make and that exceeds no limit. */
    notableChange: isNegligible(report) ? null : change,
    context: contextWords(report),
    leftOut: leftOutWords(report),
    measured: image === null ? null : measuredView(image, report.change),
    /** Computed on demand: it is the largest part, and only the page shows it. */
    get contents() {
      return image === null ? null : tilesOf(report, image);
    },
    variant: variant === null ? null : { name: variant.name, leftOut: variant.leftOut.map(sizeRow) },
    smoke:
      smoke === null
        ? null
        : { checks: smoke.checks.map((check) => checkRow(check, marks)), processes: smoke.processes },
    vulnerabilities: scan?.worst.map((worst) => ({ ...worst, fixedIn: worst.fixedIn ?? "–" })) ?? [],
    build: steps.length === 0 ? null : buildView(steps),
  };
}

/** @param of the name of its image; null for a finding of the run */
function findingView(
  { finding, of, also }: Pick<SharedFinding, "finding" | "also"> & { readonly of: string | null },
  marks: Marks,
) {
  const { level, rule, waived, message, place, advice, log, logFile } = finding;
  return {
    level,
    mark: marks.levels[level],
    message,
    place: place === null ? null : placeWords(place),
    rule,
    /** Where the rule is explained; null for an unknown rule. */
    page: rulePage(rule),
    isOfGuard: isOfGuard(finding),
    label: waived ? `${rule}, waived` : rule,
    advice,
    log,
    /** Path from the folder of the report; null if there is none. */
    logFile,
    logTitle:
      of === null
        ? `${rule} log`
        : `${rule} log of ${of}${also.length === 0 ? "" : ` and ${also.length} more`}`,
    /** The image, or the first image that shares it; null for a finding of the run. */
    of,
    /** The other images that share it. Only findings that fail an image show the places of all images. */
    also: also.map((other) => ({
      ...other,
      place: other.place === null || level !== "error" ? null : placeWords(other.place),
    })),
  };
}

/** The origins of a change, largest first; null without a baseline. */
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
    /** One line for each part; empty if only `madeBy` is known. */
    trace: traceWords(change),
    /** The lines of other stages that made the change; "" if none is known. */
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

function checkRow({ what, problem }: SmokeCheck, { verdicts }: Marks) {
  return { mark: problem === null ? verdicts.pass : verdicts.fail, what, problem: problem ?? "" };
}

function sizeRow({ what, size }: LeftOutReport) {
  return { what, size: formatSize(size) };
}
