import type { Finding, Level, Report } from "../model/report.ts";
import { type SharedFinding, sharedFindings } from "../report/alike.ts";
import { firstItems } from "../report/words.ts";
import { isOfGuard, RULES } from "../rules/index.ts";
import { placeWords } from "../text/words.ts";

/** A message at a line of a file, as `core.error`, `core.warning` and `core.notice` take it. */
export interface Annotation {
  readonly level: Level;
  /** At most 4,096 characters. */
  readonly message: string;
  /** At most 255 characters. */
  readonly title: string;
  /** The place; all three are left out without one. */
  readonly file?: string;
  /** First and last line, from 1. */
  readonly startLine?: number;
  readonly endLine?: number;
}

/** GitHub silently drops further annotations. */
const MOST_PER_LEVEL = 10;
const LONGEST_MESSAGE = 4096;
const LONGEST_TITLE = 255;

/**
 * One annotation for each finding: errors, then warnings, then notices, each the worst first: findings about the
 * configuration, then by the order of the rules, then by the distance from the limit. Findings that several images share
 * at the same place are one annotation that names the images. If a level has more than ten, this also joins findings at
 * different places. If it still has more than ten, the tenth says how many are left out.
 */
export function annotations(report: Report): Annotation[] {
  const atEachPlace = ordered(report, ({ place }) => place);
  const once = ordered(report, () => null);
  return (["error", "warning", "notice"] as const).flatMap((level) => {
    const isOfLevel = ({ finding }: Annotated) => finding.level === level;
    const all = atEachPlace.filter(isOfLevel);
    return shortened(level, (all.length > MOST_PER_LEVEL ? once.filter(isOfLevel) : all).map(annotation));
  });
}

/** A finding, with its image. */
type Annotated = Pick<SharedFinding, "of" | "finding" | "also">;

/** All findings, the worst first. */
function ordered({ findings, images }: Report, part: (finding: Finding) => unknown): Annotated[] {
  const ofRun = findings.map((finding) => ({ of: "stagegate", finding, also: [] }));
  // A loosened gate must not be hidden behind other findings.
  return [...ofRun, ...sharedFindings(images, part)].toSorted(
    ({ finding: one }, { finding: other }) =>
      Number(isOfGuard(other)) - Number(isOfGuard(one)) ||
      rank(one) - rank(other) ||
      excess(other) - excess(one),
  );
}

/** The place of a finding's rule in the order of all rules. */
function rank({ rule }: Finding): number {
  return RULES.findIndex(({ id }) => id === rule);
}

/** The value divided by its limit, or the limit divided by a value that is too small; 1 without a limit. */
function excess({ actual, limit }: Finding): number {
  return actual === null || limit === null ? 1 : Math.max(actual / limit, limit / actual);
}

/** Number of images that an annotation names beside the first one. */
const NAMES_SHOWN = 20;

function annotation({ of, finding, also }: Annotated): Annotation {
  const { level, rule, message, advice, place } = finding;
  const names = also.map((other) =>
    [other.name, other.size, other.place && placeWords(other.place)]
      .filter((word) => word !== null)
      .join(" "),
  );
  const same = also.length === 0 ? null : `The same for ${firstItems(names, NAMES_SHOWN).join(", ")}`;
  return {
    level,
    title: titleOf(also.length === 0 ? of : `${of} and ${also.length} more`, rule),
    message: messageOf(message, [advice, same].filter((line) => line !== null).join("\n")),
    ...(place === null ? {} : { file: place.file, startLine: place.lines[0], endLine: place.lines[1] }),
  };
}

function shortened(level: Level, all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= MOST_PER_LEVEL) return all;
  const shown = all.slice(0, MOST_PER_LEVEL - 1);
  const rest = { level, title: "stagegate", message: `${all.length - shown.length} more in the report` };
  return [...shown, rest];
}

/** The rule stays, however long the image's name is. */
function titleOf(image: string, rule: string): string {
  const end = `: ${rule}`;
  return `${cut(image, LONGEST_TITLE - end.length)}${end}`;
}

/** A long message leaves half of the room to the advice. */
function messageOf(message: string, advice: string): string {
  if (advice === "") return cut(message, LONGEST_MESSAGE);
  const rest = cut(advice, LONGEST_MESSAGE / 2);
  return `${cut(message, LONGEST_MESSAGE - rest.length - 1)}\n${rest}`;
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
