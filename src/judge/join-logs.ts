import { openStepLogs, type StepLogs } from "../build/step-logs.ts";
import type { Report } from "../model/report.ts";
import type { LocalReportFile, ReportFile } from "../report/collect.ts";
import { readLogFile, type WholeLog, withLogFiles } from "../report/log-files.ts";
import { plural } from "../text/words.ts";

/** Most logs that are taken. */
const MOST_LOGS = 1000;
/** Most of one whole log and of all together, in MB; BuildKit itself keeps some 2 MB of a step. */
const LARGEST_LOG = 16;
const LARGEST_LOGS = 64;

/** Reports whose links to whole logs lead to files of one folder. */
export interface JoinedLogs {
  readonly parts: readonly ReportFile[];
  /** What to write there. */
  readonly files: StepLogs["files"];
}

/**
 * Takes the whole logs that lie beside reports, each under a name that no other has. A log that is not there, cannot
 * be read, is a link or no regular file has no link in its report any more. Too large and too many ones are left out,
 * with one warning.
 */
export async function joinLogs(
  parts: readonly LocalReportFile[],
  warn: (message: string) => void,
): Promise<JoinedLogs> {
  const { keep, files } = openStepLogs();
  const linked: ReportFile[] = [];
  let left = LARGEST_LOGS * 1_000_000;
  let asked = 0;
  let dropped = 0;
  for (const { name, report, folder } of parts) {
    const names = new Map<string, string>();
    for (const path of logFilesIn(report)) {
      asked += 1;
      const log =
        asked > MOST_LOGS
          ? TOO_MUCH
          : await readLogFile(folder, path, Math.min(left, LARGEST_LOG * 1_000_000));
      if (log.kind === "too large") dropped += 1;
      if (log.kind !== "text") continue;
      left -= log.size;
      names.set(path, keep(path.replace(/^logs\/|\.log$/g, ""), log.text));
    }
    linked.push({ name, report: withLogFiles(report, (path) => names.get(path) ?? null) });
  }
  if (dropped > 0)
    warn(
      `${plural(dropped, "whole log")} ${dropped === 1 ? "is" : "are"} not in the merged report: it has at most ${plural(MOST_LOGS, "log")}, of ${LARGEST_LOG} MB each and ${LARGEST_LOGS} MB together.`,
    );
  return { parts: linked, files };
}

const TOO_MUCH: WholeLog = { kind: "too large" };

/** The same reports without links to whole logs, for a place that the logs do not reach. */
export function withoutLogs(parts: readonly ReportFile[]): ReportFile[] {
  return parts.map(({ name, report }) => ({ name, report: withLogFiles(report, () => null) }));
}

/** The paths of all whole logs that a report names, each once. */
function logFilesIn(report: Report): Set<string> {
  const paths = new Set<string>();
  withLogFiles(report, (path) => {
    paths.add(path);
    return path;
  });
  return paths;
}
