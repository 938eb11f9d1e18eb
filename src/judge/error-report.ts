import { describeError, StagegateError } from "../host/errors.ts";
import type { Finding, Report } from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import { plural } from "../text/words.ts";
import { ConfigError, placed } from "../values/problem.ts";

/**
 * The report of a run that ended with an error: no images, the verdict `error`, and a finding for each problem.
 * @param error not a `StoppedError`
 */
export function errorReport(error: unknown): Report {
  return {
    schemaVersion: 1,
    verdict: "error",
    findings: error instanceof ConfigError ? configurationFindings(error) : [runFinding(textsOf(error))],
    engine: null,
    images: [],
    removedImages: [],
    waiver: null,
  };
}

function configurationFindings({ problems, left }: ConfigError): Finding[] {
  const findings = problems.map(({ place, message, hint }): Finding => {
    const { at } = place;
    return at === null
      ? runFinding({ message: placed(place.name, message), advice: hint })
      : { ...runFinding({ message, advice: hint }), place: { file: at.file, lines: [at.line, at.line] } };
  });
  return left === 0
    ? findings
    : [...findings, runFinding({ message: `and ${plural(left, "more problem")} in the configuration` })];
}

interface Texts {
  readonly message: string;
  readonly advice?: string | null;
  readonly log?: string | null;
}

/** A message is one line. Further lines of an error of stagegate become the log. */
function textsOf(error: unknown): Texts {
  const [message = "", ...rest] = messageLines(error);
  const more = rest.join("\n");
  if (!(error instanceof StagegateError)) return { message, advice: more };
  return { message, advice: error.hint, log: more === "" ? null : more };
}

function messageLines(error: unknown): string[] {
  return (error instanceof StagegateError ? error.message : describeError(error)).trim().split("\n");
}

function runFinding({ message, advice = null, log = null }: Texts): Finding {
  return {
    rule: RUN_RULE,
    level: "error",
    waived: false,
    message,
    actual: null,
    limit: null,
    place: null,
    advice,
    log,
    logFile: null,
  };
}
