/** How much of a report fits into Markdown. */
export interface Room {
  /** Characters of a line of a log. */
  readonly logLine: number;
  /** Lines of a log, from its end. */
  readonly logLines: number;
  /** Rows of each table of details, and images that have such tables. */
  readonly details: number;
  /** Dockerfile lines with changed sizes for each image, and images with such lines. */
  readonly changes: number;
  /** Findings of each level. */
  readonly findings: Readonly<Record<"error" | "warning" | "notice", number>>;
  /** Rows of the table of all images. */
  readonly images: number;
  /** Other images that share a finding, for each finding. */
  readonly names: number;
  /** Logs of findings that fail an image. */
  readonly logs: number;
  /** Lines about baselines and about variants. */
  readonly lines: number;
  /** Characters of a name, a message or a command. */
  readonly text: number;
}

/**
 * Rooms from the largest to the smallest, each cut further than the one before: first long logs, then details, notices,
 * warnings, and at last all texts. All of them keep every image of the table, every finding that fails an image, and
 * the last lines of its log.
 * @param longest characters of the whole text
 * @param text characters of a single text in the largest room
 */
export function rooms(longest: number, text: number): readonly [whole: Room, cuts: readonly Room[]] {
  const whole: Room = {
    logLine: longest,
    logLines: longest,
    details: 4096,
    changes: longest,
    findings: { error: longest, warning: longest, notice: longest },
    images: longest,
    names: 100,
    logs: longest,
    lines: longest,
    text,
  };
  const cuts: Room[] = [];
  let last = whole;
  for (const cut of CUTS) {
    last = { ...last, ...cut, findings: { ...last.findings, ...cut.findings } };
    cuts.push(last);
  }
  return [whole, cuts];
}

interface Cut extends Partial<Omit<Room, "findings">> {
  readonly findings?: Partial<Room["findings"]>;
}

/** The values that are smaller in each room than in the one before. */
const CUTS: readonly Cut[] = [
  { logLine: 2000, logLines: 100 },
  { logLine: 500, logLines: 40 },
  { logLine: 200, logLines: 20 },
  ...[1024, 256, 64, 16, 4, 1, 0].map((details) => ({ details })),
  { names: 20 },
  ...[100, 20, 5, 0].map((notice) => ({ findings: { notice } })),
  ...[100, 20, 5, 0].map((warning) => ({ findings: { warning } })),
  ...[5, 1, 0].map((changes) => ({ changes })),
  { lines: 5 },
  { text: 200 },
  { text: 120, logLines: 10, lines: 1, names: 5 },
  { text: 60, logLine: 120, logLines: 3 },
  { text: 40, logLines: 1, names: 1 },
];
