import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import { VERSION } from "../host/version.ts";
import type { FilePlace, Report } from "../model/report.ts";
import { RULES } from "../rules/index.ts";
import { RULES_PAGE } from "../rules/page.ts";
import type { Rule } from "../rules/rule.ts";
import { plural } from "../text/words.ts";
import { sarifText, sarifUri } from "./escape.ts";
import { type PlacedFinding, placedFindings } from "./placed-findings.ts";

/**
 * GitHub shows at most this number of results of a run, and refuses a file with more than 25,000
 * (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support).
 */
export const MOST_RESULTS = 5000;

const SARIF_LEVELS = { error: "error", warning: "warning", notice: "note" } as const;

/**
 * The report as SARIF 2.1.0: one run, with a result for each finding, errors first. GitHub shows no result without a
 * location, so a finding without a place is shown at the FROM of its image, or of the first image. Paths start from the
 * working directory, `%SRCROOT%`. A region has whole lines, from 1, and no columns.
 */
export function sarif(report: Report): string {
  const { verdict, waiver } = report;
  const placed = placedFindings(report);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "stagegate", semanticVersion: VERSION, rules: RULES.map(descriptor) } },
        invocations: [
          {
            executionSuccessful: verdict !== "error",
            toolExecutionNotifications: notifications(placed.length - MOST_RESULTS),
          },
        ],
        results: placed.slice(0, MOST_RESULTS).map((own) => ({
          ...result(own),
          // Not under GitHub's key `primaryLocationLineHash`: GitHub's upload computes that itself, and warns about
          // any other value (https://github.com/github/codeql-action, src/fingerprints.ts).
          partialFingerprints: { "stagegate/v1": own.fingerprint },
          // An empty list means that the result counts. Without a list, that would be unknown.
          suppressions: own.finding.waived
            ? [{ kind: "external", justification: sarifText(waiver ?? "") }]
            : [],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ id, why, level, settings }: Rule): ReportingDescriptor {
  const names = Object.keys(settings);
  const page = `${RULES_PAGE}#${id}`;
  const goesBy = names.length === 0 ? "" : ` Settings: ${names.join(", ")}.`;
  return {
    id,
    shortDescription: { text: why },
    fullDescription: { text: why },
    // GitHub shows the Markdown and no `helpUri`; editors show the link.
    help: { text: `${why}${goesBy}`, markdown: `${why}${goesBy} [More about \`${id}\`](${page})` },
    helpUri: page,
    defaultConfiguration: level === "off" ? { enabled: false } : { level: SARIF_LEVELS[level] },
  };
}

function result({ image, place, finding }: PlacedFinding): Result {
  const { rule, level, message, advice, actual, limit } = finding;
  const index = RULES.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ...(index === -1 ? {} : { ruleIndex: index }),
    level: SARIF_LEVELS[level],
    message: { text: advice === null ? sarifText(message) : `${sarifText(message)}\n${sarifText(advice)}` },
    locations: [location(image, place)],
    properties: { image, actual, limit },
  };
}

function location(image: string | null, place: FilePlace | null): Location {
  const logicalLocations = [
    image === null ? { name: "stagegate", kind: "run" } : { name: image, kind: "image" },
  ];
  if (place === null) return { logicalLocations };
  const [startLine, endLine] = place.lines;
  return {
    physicalLocation: {
      artifactLocation: { uri: sarifUri(place.file), uriBaseId: "%SRCROOT%" },
      region: { startLine, endLine },
    },
    logicalLocations,
  };
}

function notifications(dropped: number) {
  if (dropped <= 0) return [];
  return [
    { level: "warning" as const, message: { text: `${plural(dropped, "more finding")} in report.json` } },
  ];
}
