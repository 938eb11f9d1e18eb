import * as v from "valibot";
import { StagegateError } from "../host/errors.ts";
import { type Report, reportSchema } from "../model/report.ts";
import { withLaterFields } from "./later-fields.ts";

const KNOWN_VERSION = reportSchema.entries.schemaVersion.literal;

/** Most that is read of a report, in MB; one of a hundred large images has some 50. */
export const LARGEST_REPORT = 256;

/** Lists and objects in each other; a report's own have some 300 where its files lie deepest. */
const DEEPEST = 1000;

/** Characters of a wrong value that are shown. */
const LONGEST = 80;

/**
 * Reads what `report.json` holds, also that of an earlier stagegate. Fields that this version does not know stay as they are.
 * @param name what a person calls the file
 * @throws StagegateError where it is no report, or one of a newer schema
 */
export function readReport(text: string, name: string): Report {
  const written = parse(text, name);
  if (isDeeper(written, DEEPEST)) throw noReport(name, `it is nested more than ${DEEPEST} levels deep`);
  const value = withLaterFields(written);
  const version = versionOf(value);
  if (version > KNOWN_VERSION) {
    throw new StagegateError(
      `${name} is a report of schema version ${version}, and this stagegate reads version ${KNOWN_VERSION}`,
      "Read it by the stagegate that wrote it, or a newer one",
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

/** Whether lists and objects lie in each other more than so many times. Its own calls are never more than that. */
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
    `${name} is no report of stagegate: ${why}`,
    "Give the report.json of an output folder",
  );
}

/** `images[0].image.size`; "the whole" of what is no object. */
function pathOf({ path }: Pick<v.BaseIssue<unknown>, "path">): string {
  const keys = (path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return keys.join("").replace(/^\./, "") || "the whole";
}

function excerpt(received: string): string {
  return received.length <= LONGEST ? received : `${received.slice(0, LONGEST - 1)}…`;
}
