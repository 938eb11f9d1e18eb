import { describeError, StagegateError } from "../host/errors.ts";
import type { Finding, Report } from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import { ConfigError, placed } from "../values/problem.ts";

/**
 * The report of a run that an error ended: no images, the verdict `error`, and a finding for each thing that is wrong.
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
    : [...findings, runFinding({ message: `and ${left} more in the configuration` })];
}

interface Texts {
  readonly message: string;
  readonly advice?: string | null;
  readonly log?: string | null;
}

/** A message is one line; what more an error of ours says is shown as a log is. */
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
