import { oneLine } from "../dockerfile/parse.ts";
import { knownSize } from "../model/known-size.ts";
import type { ImageReport, Report } from "../model/report.ts";

/** The result of a gate without budgets for an image. */
export interface MeasuredImage {
  /** Whether it was built, for all platforms. */
  readonly isBuilt: boolean;
  /** In bytes, of the largest platform; null if it was not built or its size is not known. */
  readonly size: number | null;
  /** Failing rules that a setting can tolerate, each once. */
  readonly tolerated: readonly Tolerated[];
  /** The credentials that fail it, each once; empty if there are too many to list. */
  readonly secrets: readonly FoundSecret[];
  /** Failures that no setting should tolerate: build and tests. */
  readonly failures: readonly string[];
}

/** A rule that fails today, and why. */
export interface Tolerated {
  readonly rule: string;
  /** Whether the image runs as root, which `allow-root` tolerates. */
  readonly isRoot: boolean;
  readonly message: string;
  readonly advice: string | null;
}

/** A credential of an image. */
export interface FoundSecret {
  /** A pattern that matches its file, or the name of its variable. */
  readonly pattern: string;
  /** `a private key (RSA)` */
  readonly what: string;
}

/** Rules whose failure means that the image does not work. */
const NEVER_TOLERATED: readonly string[] = ["build", "test"];

/** The rules that `rules` tolerates in a configuration: neither `allow-root` nor `allow-secrets` does. */
export function toleratedByRules({ tolerated, secrets }: MeasuredImage): readonly Tolerated[] {
  return tolerated.filter(({ rule, isRoot }) => !isRoot && !(rule === "secret" && secrets.length > 0));
}

/** The results of a report by the name of the image. */
export function measuredImages({ images, findings }: Report): ReadonlyMap<string, MeasuredImage> {
  const names = [...new Set(images.map(({ imageName }) => imageName))];
  const ofRun = findings.filter(({ level }) => level === "error").map(({ message }) => message);
  return new Map(
    names.map((name) => {
      const rows = images.filter(({ imageName }) => imageName === name);
      const measured = measure(rows);
      return [name, { ...measured, failures: [...measured.failures, ...ofRun] }];
    }),
  );
}

function measure(rows: readonly ImageReport[]): MeasuredImage {
  const sizes = rows.map(({ image }) => (image === null ? null : knownSize(image)));
  const failed = rows.flatMap((row) =>
    row.findings.filter(({ level }) => level === "error").map((finding) => ({ ...finding, row })),
  );
  const isFatal = ({ rule }: { readonly rule: string }) => NEVER_TOLERATED.includes(rule);
  const tolerated = failed
    .filter((one, at) => !isFatal(one) && failed.findIndex(({ rule }) => rule === one.rule) === at)
    .map(({ rule, message, advice, row }) => ({
      rule,
      isRoot: rule === "user" && row.image?.user.uid === 0,
      message: oneLine([message]),
      advice: advice === null ? null : oneLine([advice]),
    }));
  return {
    isBuilt: rows.every(({ image }) => image !== null),
    size: sizes.every((size) => size !== null) ? Math.max(...sizes.map(Number)) : null,
    tolerated,
    secrets: failed.some(({ rule }) => rule === "secret") ? secretsOf(rows) : [],
    failures: [...new Set(failed.filter(isFatal).map(({ message }) => oneLine([message])))],
  };
}

/** Most credentials to tolerate one by one: a list of patterns has a limit. */
const MOST_SECRETS = 100;

/** Without those of the base image, which fail no image; empty if there are too many. */
function secretsOf(rows: readonly ImageReport[]): FoundSecret[] {
  const secrets = rows.flatMap(({ image }) => image?.secrets ?? []);
  const patterns = new Map(
    secrets.flatMap(({ kind, name, what, origin }) =>
      origin.kind === "base" ? [] : [[`${kind === "file" ? "/" : ""}${literal(name)}`, what]],
    ),
  );
  if (patterns.size > MOST_SECRETS) return [];
  return [...patterns].map(([pattern, what]) => ({ pattern, what }));
}

/** A pattern for one name. Patterns cannot escape a character, but `?` matches any. */
function literal(name: string): string {
  return name.replace(/[*?[\]{}\s]/g, "?");
}
