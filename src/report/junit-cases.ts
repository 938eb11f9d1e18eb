import type { Finding, ImageReport, RuleReport } from "../model/report.ts";
import { placeWords, plural } from "../text/words.ts";

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
            text: findingsText(errors, findingText),
          }
        : skipped !== null
          ? { kind: "skipped", message: skipped, text: "" }
          : null,
    output: findingsText(others, (finding) => `${finding.level}: ${findingText(finding)}`),
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
    .map(cut)
    .join("\n");
}

/** Characters of a message or a log, and of a case: those who read JUnit hold all of it in memory. */
const LONGEST = 20_000;
const LONGEST_CASE = 100_000;

/** A text without its middle, if it is long: a message begins with what is wrong, a log ends with it. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const half = LONGEST / 2;
  return `${text.slice(0, half)}\n… ${text.length - LONGEST} characters left out\n${text.slice(-half)}`;
}

/** The findings of a case, an empty line between them. */
function findingsText(findings: readonly Finding[], write: (finding: Finding) => string): string {
  const shown: string[] = [];
  let length = 0;
  for (const finding of findings) {
    if (length > LONGEST_CASE) break;
    const text = write(finding);
    length += text.length;
    shown.push(text);
  }
  const left = findings.length - shown.length;
  return [...shown, ...(left > 0 ? [`${plural(left, "finding")} more in report.json`] : [])].join("\n\n");
}
