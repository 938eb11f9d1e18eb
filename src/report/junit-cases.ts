import type { Finding, ImageReport, RuleReport } from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import { placeWords, plural } from "../text/words.ts";

/** A test case of JUnit, before escaping. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  /** In ms; null if it is unknown. */
  readonly duration: number | null;
  /** Null if it passed. */
  readonly outcome: CaseOutcome | null;
  /** Further output, newline-separated; "" for none. */
  readonly output: string;
}

/** `error`: it could not be judged. */
export interface CaseOutcome {
  readonly kind: "failure" | "error" | "skipped";
  readonly message: string;
  /** Newline-separated; "" if there is only the message. */
  readonly text: string;
}

/**
 * The cases of an image: one for each rule (`production`, `size`). The rules `test` and `smoke` have a case for each
 * part in place of their own: each test target (`production.test`, `unit`), and each check of the container
 * (`production.smoke`, `GET /health`). Errors fail a case, and other findings are its output. A case is skipped if it
 * could not have failed.
 */
export function casesOf(image: ImageReport): TestCase[] {
  return image.rules.flatMap((rule) => {
    const findings = image.findings.filter((finding) => finding.rule === rule.id);
    const parts = partsOf(image, rule.id);
    // A rule has one finding for each part that failed, in the order of the parts.
    const failed = parts.filter(({ problem }) => problem !== null);
    const others = findings.slice(failed.length);
    return [
      ...(parts.length === 0 || others.length > 0 ? [ruleCase(image, rule, others)] : []),
      ...parts.map((part) => partCase(image, rule, part, findings[failed.indexOf(part)] ?? null)),
    ];
  });
}

/** A test target or a check of a container. */
interface Part {
  readonly name: string;
  /** In ms; null if it is unknown. */
  readonly duration: number | null;
  /** Why it failed; null if it passed. */
  readonly problem: string | null;
  readonly isRun: boolean;
}

function partsOf({ name, tests, testsNotRun, smoke }: ImageReport, rule: string): Part[] {
  switch (rule) {
    case "test":
      return [
        ...tests.map(({ target, status, cached, duration }) => ({
          name: target,
          duration: cached ? 0 : duration,
          problem: status === "failed" ? `the tests of ${name} failed in stage ${target}` : null,
          isRun: true,
        })),
        ...testsNotRun.map((target) => ({ name: target, duration: null, problem: null, isRun: false })),
      ];
    case "smoke":
      return (smoke?.checks ?? []).map(({ what, problem }) => ({
        name: what,
        duration: null,
        problem,
        isRun: true,
      }));
    default:
      return [];
  }
}

/** The cases of findings that concern no single image: one for each rule with a finding (`stagegate`, `loosened`). */
export function runCases(findings: readonly Finding[]): TestCase[] {
  return [...new Set(findings.map(({ rule }) => rule))].map((id) =>
    findingsCase(
      "stagegate",
      id,
      findings.filter(({ rule }) => rule === id),
      id === RUN_RULE ? "error" : "failure",
      null,
    ),
  );
}

function ruleCase(
  image: ImageReport,
  { id, skipped, problem }: RuleReport,
  findings: readonly Finding[],
): TestCase {
  const failure = problem !== null || (id === "build" && image.verdict === "error") ? "error" : "failure";
  return findingsCase(image.name, id, findings, failure, skipped);
}

/** @param finding of the rule about this part; null if it has none */
function partCase(
  { name: image }: ImageReport,
  { id, skipped }: RuleReport,
  { name, duration, problem, isRun }: Part,
  finding: Finding | null,
): TestCase {
  const own = findingsCase(
    `${image}.${id}`,
    name,
    finding === null ? [] : [finding],
    "failure",
    isRun ? null : (skipped ?? "not run"),
  );
  return { ...own, duration, output: finding === null ? (problem ?? "") : own.output };
}

/** @param failure the outcome of a case with an error @param skipped why no error was possible; else null */
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

function findingText({ message, place, advice, log }: Finding): string {
  return [place === null ? message : `${placeWords(place)}: ${message}`, advice, log]
    .filter((part) => part !== null)
    .map(cut)
    .join("\n");
}

/** Characters of a message or a log, and of a case: programs that read JUnit hold all of it in memory. */
const LONGEST = 20_000;
const LONGEST_CASE = 100_000;

/** A long text without its middle: the fault stands at the beginning of a message, and at the end of a log. */
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
  return [...shown, ...(left > 0 ? [`${plural(left, "more finding")} in report.json`] : [])].join("\n\n");
}
