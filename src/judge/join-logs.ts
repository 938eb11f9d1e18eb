import { openStepLogs, type StepLogs } from "../build/step-logs.ts";
import type { Report } from "../model/report.ts";
import type { LocalReportFile, ReportFile } from "../report/collect.ts";
import { readLogFile, type WholeLog, withLogFiles } from "../report/log-files.ts";
import { plural } from "../text/words.ts";

/** Largest number of logs. */
const MOST_LOGS = 1000;
/** Largest size of one log and of all logs together, in MB. BuildKit itself keeps some 2 MB of a step. */
const LARGEST_LOG = 16;
const LARGEST_LOGS = 64;

/** Reports whose whole logs lie in one folder. */
export interface JoinedLogs {
  readonly parts: readonly ReportFile[];
  /** The logs to write. */
  readonly files: StepLogs["files"];
}

/**
 * Reads the whole logs beside reports, and gives each a unique name. If a log does not exist, cannot be read, is a link
 * or is not a regular file, its report no longer names it. If there are too many logs, or logs are too large, it leaves
 * some out and warns once.
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

/** The same reports without paths of whole logs, for a place where the logs are not available. */
export function withoutLogs(parts: readonly ReportFile[]): ReportFile[] {
  return parts.map(({ name, report }) => ({ name, report: withLogFiles(report, () => null) }));
}

/** The paths of all whole logs that a report names. */
function logFilesIn(report: Report): Set<string> {
  const paths = new Set<string>();
  withLogFiles(report, (path) => {
    paths.add(path);
    return path;
  });
  return paths;
}
