import * as v from "valibot";
import { StagegateError } from "../host/errors.ts";
import { type Report, reportSchema } from "../model/report.ts";
import { withLaterFields } from "./later-fields.ts";

const KNOWN_VERSION = reportSchema.entries.schemaVersion.literal;

/** Size of the largest report, in MB. A report of a hundred large images has some 50. */
export const LARGEST_REPORT = 256;

/** Deepest nesting of lists and objects. A real report has some 300 levels at most, for its deepest folders. */
const DEEPEST = 1000;

/** Characters of a wrong value in a message. */
const LONGEST = 80;

/**
 * Reads the text of a `report.json`, also of an earlier version of stagegate. Unknown fields stay as they are.
 * @param name of the file, for messages
 * @throws StagegateError if the text is not a report, or has a newer schema
 */
export function readReport(text: string, name: string): Report {
  const written = parse(text, name);
  if (isDeeper(written, DEEPEST)) throw noReport(name, `it is nested more than ${DEEPEST} levels deep`);
  const value = withLaterFields(written);
  const version = versionOf(value);
  if (version > KNOWN_VERSION) {
    throw new StagegateError(
      `${name} has schema version ${version}, but this stagegate reads only version ${KNOWN_VERSION}`,
      "Use the stagegate that wrote the report, or a newer one.",
    );
  }
  const [issue] = v.safeParse(reportSchema, value, { abortEarly: true }).issues ?? [];
  if (issue === undefined) return value as Report;
  const fault =
    issue.received === "undefined"
      ? "it is missing"
      : `it is ${excerpt(issue.received)}, not ${issue.expected}`;
  throw noReport(name, `${pathOf(issue)}: ${fault}`);
}

function parse(text: string, name: string): unknown {
  try {
    // Windows' own tools write a byte order mark.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw noReport(name, "it is not JSON");
  }
}

/** Whether lists and objects are nested more than `most` levels deep. The recursion is never deeper than that. */
function isDeeper(value: unknown, most: number): boolean {
  if (most < 0) return true;
  if (typeof value !== "object" || value === null) return false;
  for (const name in value) if (isDeeper((value as Record<string, unknown>)[name], most - 1)) return true;
  return false;
}

function versionOf(value: unknown): number {
  return v.is(v.object({ schemaVersion: v.number() }), value) ? value.schemaVersion : 0;
}

function noReport(name: string, why: string): StagegateError {
  return new StagegateError(
    `${name} is not a report of stagegate: ${why}`,
    "Name the report.json of an output folder.",
  );
}

/** `images[0].image.size`; "the document" if the fault is at its root. */
function pathOf({ path }: Pick<v.BaseIssue<unknown>, "path">): string {
  const keys = (path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return keys.join("").replace(/^\./, "") || "the document";
}

function excerpt(received: string): string {
  return received.length <= LONGEST ? received : `${received.slice(0, LONGEST - 1)}…`;
}
