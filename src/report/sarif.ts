import { createHash } from "node:crypto";
import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import { VERSION } from "../host/version.ts";
import type { FilePlace, Finding, Report } from "../model/report.ts";
import { RULES } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";
import { plural } from "../text/words.ts";
import { sarifText, sarifUri } from "./escape.ts";

/**
 * GitHub shows no more results of a run, and refuses a file of more than 25,000
 * (https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support).
 */
export const MOST_RESULTS = 5000;

const SARIF_LEVELS = { error: "error", warning: "warning", notice: "note" } as const;

/**
 * The report as SARIF 2.1.0: one run, with a result for each finding, errors first. GitHub shows no result
 * without a location, so what has no place is shown at the FROM of its image, or of the first image. Paths start from the working
 * directory, which `%SRCROOT%` stands for; a region is whole lines, from 1, and so has no columns.
 */
export function sarif({ images, verdict, waiver, findings }: Report): string {
  const whole = { name: null, place: images.find(({ place }) => place !== null)?.place ?? null };
  const all: readonly { readonly subject: Subject; readonly finding: Finding }[] = [
    ...findings.map((finding) => ({ subject: whole, finding })),
    ...images.flatMap((image) => image.findings.map((finding) => ({ subject: image, finding }))),
  ];
  const byLevel = (["error", "warning", "notice"] as const).flatMap((level) =>
    all.filter(({ finding }) => finding.level === level),
  );
  const fingerprint = fingerprints();
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "stagegate", semanticVersion: VERSION, rules: RULES.map(descriptor) } },
        invocations: [
          {
            executionSuccessful: verdict !== "error",
            toolExecutionNotifications: notifications(byLevel.length - MOST_RESULTS),
          },
        ],
        results: byLevel.slice(0, MOST_RESULTS).map(({ subject, finding }) => ({
          ...result(subject, finding),
          partialFingerprints: { "stagegate/v1": fingerprint(subject, finding) },
          // An empty list says that it counts; no list, that nobody knows.
          suppressions: finding.waived ? [{ kind: "external", justification: sarifText(waiver ?? "") }] : [],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What a finding is about: an image, or without a name the run. */
interface Subject {
  readonly name: string | null;
  /** Where a finding without a place is shown. */
  readonly place: FilePlace | null;
}

function descriptor({ id, why, level, settings }: Rule): ReportingDescriptor {
  const names = Object.keys(settings);
  const goesBy = names.length === 0 ? "" : ` Settings: ${names.join(", ")}.`;
  return {
    id,
    shortDescription: { text: why },
    fullDescription: { text: why },
    help: { text: `${why}${goesBy}` },
    defaultConfiguration: level === "off" ? { enabled: false } : { level: SARIF_LEVELS[level] },
  };
}

function result({ name, place }: Subject, finding: Finding): Result {
  const { rule, level, message, advice, actual, limit } = finding;
  const index = RULES.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ...(index === -1 ? {} : { ruleIndex: index }),
    level: SARIF_LEVELS[level],
    message: { text: advice === null ? sarifText(message) : `${sarifText(message)}\n${sarifText(advice)}` },
    locations: [location(name, finding.place ?? place)],
    properties: { image: name, actual, limit },
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

/**
 * Fingerprints that stay when lines move, a FROM is renewed, or the numbers of a message change: a hash of
 * the rule, the image and the message without its numbers and their units, and how many before it have the
 * same. They have a key of their own, since GitHub's `primaryLocationLineHash` is made by the upload, which
 * warns about every other value there (https://github.com/github/codeql-action, src/fingerprints.ts).
 */
function fingerprints(): (subject: Subject, finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ name }, { rule, message }) => {
    const steady = message.replace(/\d[\d.,]*( ?[kMGT]?B\b)?/g, "#");
    const hash = createHash("sha256")
      .update(JSON.stringify([rule, name, steady]))
      .digest("hex")
      .slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}

function notifications(dropped: number) {
  if (dropped <= 0) return [];
  return [
    { level: "warning" as const, message: { text: `${plural(dropped, "finding")} more in report.json` } },
  ];
}
