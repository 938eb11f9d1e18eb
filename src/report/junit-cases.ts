import type { Finding, ImageReport } from "../model/report.ts";
import { placeWords } from "../text/words.ts";
import { baselineWords } from "./words.ts";

/** A test case of JUnit. None of it is escaped yet. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  /** In ms; null where it is not known. */
  readonly duration: number | null;
  /** Null where it passed. */
  readonly outcome: Outcome | null;
  /** What else there is to say, newline-separated; "" for nothing. */
  readonly output: string;
}

/** `error`: it could not be judged. */
export interface Outcome {
  readonly kind: "failure" | "error" | "skipped";
  readonly message: string;
  /** Newline-separated; "" for no more than the message. */
  readonly text: string;
}

/**
 * The cases of an image: every rule (`production`, `size`), then its test targets (`production.test`,
 * `unit`) and what was asked of its container (`production.smoke`, `GET /health`). A rule fails by its
 * errors; its other findings are output, and so are all findings of an image that is only reported. It is
 * skipped where it could not have failed: it is off, it has no limit, there is nothing to judge.
 */
export function casesOf(image: ImageReport): TestCase[] {
  const { name, tests, smoke } = image;
  return [
    ...image.rules.map(({ id, level }) => ruleCase(image, id, level === "off")),
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

function ruleCase(image: ImageReport, id: string, isOff: boolean): TestCase {
  const findings = image.findings.filter(({ rule }) => rule === id);
  const errors = image.reportOnly ? [] : findings.filter(({ level }) => level === "error");
  const others = findings.filter((finding) => !errors.includes(finding));
  const [first] = errors;
  const why = isOff ? "it is off" : (NEEDS[id] ?? needsImage)(image);
  return {
    classname: image.name,
    name: id,
    duration: null,
    outcome:
      first !== undefined
        ? {
            kind: id === "build" && image.verdict === "error" ? "error" : "failure",
            message: first.message,
            text: errors.map(findingText).join("\n\n"),
          }
        : why !== null
          ? { kind: "skipped", message: why, text: "" }
          : null,
    output: others.map((finding) => `${finding.level}: ${findingText(finding)}`).join("\n\n"),
  };
}

/** A part of what a rule judges: its problem fails it where the rule fails the image. */
function partCase(
  { name, reportOnly, findings }: ImageReport,
  rule: string,
  problem: string | null,
): Pick<TestCase, "classname" | "outcome" | "output"> {
  const fails = !reportOnly && findings.some((finding) => finding.rule === rule && finding.level === "error");
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

type Need = (image: ImageReport) => string | null;

const needsImage: Need = ({ image }) => (image === null ? "there is no image to judge" : null);

const needsNothing: Need = () => null;

/** Needs an image, and what a setting or another part of the report says of it. */
function needs(why: string, isThere: (image: ImageReport) => boolean): Need {
  return (image) => needsImage(image) ?? (isThere(image) ? null : why);
}

/** Why a rule could not have failed an image, by its id; a rule that is not here needs the image only. */
const NEEDS: Readonly<Record<string, Need>> = {
  build: needsNothing,
  "base-image": needsNothing,
  "dockerfile-check": needsNothing,
  loosened: needsNothing,
  test: ({ tests }) => (tests.length === 0 ? "there is no test target" : null),
  context: ({ context }) => (context === null ? "there is no build context" : null),
  smoke: needs("smoke is not set", ({ smoke }) => smoke !== null),
  size: needs("max-size is not set", ({ budgets }) => budgets["size"] !== undefined),
  "transfer-size": needs(
    "max-transfer-size is not set",
    ({ budgets }) => budgets["transferSize"] !== undefined,
  ),
  layers: needs("max-layers is not set", ({ budgets }) => budgets["layers"] !== undefined),
  wasted: needs("max-wasted is not set", ({ budgets }) => budgets["wasted"] !== undefined),
  growth: (image) =>
    image.budgets["growth"] === undefined
      ? "max-growth is not set"
      : image.change === null
        ? baselineWords(image)
        : needsImage(image),
  vulnerability: needs(
    "neither max-critical nor max-high is set",
    ({ budgets }) => budgets["critical"] !== undefined || budgets["high"] !== undefined,
  ),
  saving: needs("compare-with is not set", ({ variant }) => variant !== null),
};
