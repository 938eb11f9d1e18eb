import type { Finding, ImageReport, RuleReport } from "../model/report.ts";
import { placeWords } from "../text/words.ts";

/** A test case of JUnit. None of it is escaped yet. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  /** In ms; null where it is not known. */
  readonly duration: number | null;
  /** Null where it passed. */
  readonly outcome: CaseOutcome | null;
  /** What else there is to say, newline-separated; "" for nothing. */
  readonly output: string;
}

/** `error`: it could not be judged. */
export interface CaseOutcome {
  readonly kind: "failure" | "error" | "skipped";
  readonly message: string;
  /** Newline-separated; "" for no more than the message. */
  readonly text: string;
}

/**
 * The cases of an image: every rule (`production`, `size`), then its test targets (`production.test`,
 * `unit`) and what was asked of its container (`production.smoke`, `GET /health`). A rule fails by its
 * errors; its other findings are output. It is skipped if it could not have failed.
 */
export function casesOf(image: ImageReport): TestCase[] {
  const { name, tests, smoke } = image;
  return [
    ...image.rules.map((rule) => ruleCase(image, rule)),
    ...tests.map(({ target, status, cached, duration }) => ({
      ...partCase(
        image,
        "test",
        status === "failed" ? `the tests of ${name} failed in stage ${target}` : null,
      ),
      name: target,
      duration: cached ? 0 : duration,
    })),
    ...(smoke?.checks ?? []).map(({ what, problem }) => ({
      ...partCase(image, "smoke", problem),
      name: what,
      duration: null,
    })),
  ];
}

/** The cases of what concerns no single image: each rule that found something (`stagegate`, `loosened`). */
export function runCases(findings: readonly Finding[]): TestCase[] {
  return [...new Set(findings.map(({ rule }) => rule))].map((id) =>
    findingsCase(
      "stagegate",
      id,
      findings.filter(({ rule }) => rule === id),
      "failure",
      null,
    ),
  );
}

function ruleCase(image: ImageReport, { id, skipped, problem }: RuleReport): TestCase {
  return findingsCase(
    image.name,
    id,
    image.findings.filter(({ rule }) => rule === id),
    problem !== null || (id === "build" && image.verdict === "error") ? "error" : "failure",
    skipped,
  );
}

/** @param failure what an error among them is @param skipped why there could be none */
function findingsCase(
  classname: string,
  name: string,
  findings: readonly Finding[],
  failure: "failure" | "error",
  skipped: string | null,
): TestCase {
  const errors = findings.filter(({ level }) => level === "error");
  const others = findings.filter((finding) => !errors.includes(finding));
  const [first] = errors;
  return {
    classname,
    name,
    duration: null,
    outcome:
      first !== undefined
        ? {
            kind: failure,
            message: first.message,
            text: errors.map(findingText).join("\n\n"),
          }
        : skipped !== null
          ? { kind: "skipped", message: skipped, text: "" }
          : null,
    output: others.map((finding) => `${finding.level}: ${findingText(finding)}`).join("\n\n"),
  };
}

/** A part of what a rule judges: its problem fails it where the rule fails the image. */
function partCase(
  { name, findings }: ImageReport,
  rule: string,
  problem: string | null,
): Pick<TestCase, "classname" | "outcome" | "output"> {
  const fails = findings.some((finding) => finding.rule === rule && finding.level === "error");
  return {
    classname: `${name}.${rule}`,
    outcome: problem !== null && fails ? { kind: "failure", message: problem, text: "" } : null,
    output: problem !== null && !fails ? problem : "",
  };
}

function findingText({ message, place, advice, log }: Finding): string {
  return [place === null ? message : `${placeWords(place)}: ${message}`, advice, log]
    .filter((part) => part !== null)
    .join("\n");
}
