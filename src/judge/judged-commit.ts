import { StagegateError } from "../host/errors.ts";
import type { Report } from "../model/report.ts";

/**
 * Refuses a report whose commit is not the head of the pull request: an earlier run may have left it. A report without
 * a commit fits any head.
 * @param name of the report, at the beginning of a sentence
 * @param head SHA; null if it is unknown
 * @throws StagegateError
 */
export function refuseOtherCommit(name: string, { commit }: Report, head: string | null): void {
  if (commit === undefined || head === null || commit === head) return;
  const [judged, present] = [commit.slice(0, 7), head.slice(0, 7)];
  throw new StagegateError(
    `${name} is of commit ${judged}, but the head of the pull request is ${present}`,
    `Run the gate again for ${present}, then write its comment.`,
  );
}
