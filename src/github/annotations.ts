import type { Finding, ImageReport, Level, Report } from "../model/report.ts";
import { isOfGuard } from "../rules/index.ts";

/** A message at a line of a file, as `core.error`, `core.warning` and `core.notice` take it. */
export interface Annotation {
  readonly level: Level;
  /** At most 4,096 characters. */
  readonly message: string;
  /** At most 255 characters. */
  readonly title: string;
  /** The place; all three are left out for what has none. */
  readonly file?: string;
  /** First and last line, from 1. */
  readonly startLine?: number;
  readonly endLine?: number;
}

/** GitHub drops further ones silently. */
const MOST_PER_LEVEL = 10;
const LONGEST_MESSAGE = 4096;
const LONGEST_TITLE = 255;

/**
 * One annotation for each finding: errors, then warnings, then notices, each in the report's order, what
 * guards the configuration first. What is found alike on several platforms of an image is one annotation that names
 * them. Of more than ten of a level the tenth says how many are left out.
 */
export function annotations(report: Report): Annotation[] {
  const all = [
    ...report.findings.map((finding) => ({ of: "stagegate", finding })),
    ...findingsOfImages(report.images),
  ];
  // Whoever loosens the gate must not be able to hide it behind other findings.
  const [guards, others] = [true, false].map((is) => all.filter(({ finding }) => isOfGuard(finding) === is));
  const ordered = [...(guards ?? []), ...(others ?? [])].map(({ of, finding }) => annotation(of, finding));
  return (["error", "warning", "notice"] as const).flatMap((level) =>
    shortened(
      level,
      ordered.filter((one) => one.level === level),
    ),
  );
}

/** A finding with the name of what it is of. */
interface FindingOf {
  readonly of: string;
  readonly finding: Finding;
}

/** The findings of all images; alike ones of several platforms as one of their image. */
function findingsOfImages(images: readonly ImageReport[]): FindingOf[] {
  const alike = new Map<string, (FindingOf & Pick<ImageReport, "platform" | "imageName">)[]>();
  for (const { name, imageName, platform, findings } of images) {
    for (const finding of findings) {
      const ofImage = inNameOf(finding, name, imageName);
      // Nothing but a platform parts the rows of an image.
      const key =
        name === imageName ? JSON.stringify([name, alike.size]) : JSON.stringify([imageName, ofImage]);
      alike.set(key, [...(alike.get(key) ?? []), { of: name, finding, platform, imageName }]);
    }
  }
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const { of, imageName } = first;
    const finding = inNameOf(first.finding, of, imageName);
    const where = [first, ...others].map(({ platform }) => platform).join(", ");
    return [{ of: imageName, finding: { ...finding, message: `${finding.message} (${where})` } }];
  });
}

/** The finding with the name of an image in place of that of its row. */
function inNameOf(finding: Finding, row: string, image: string): Finding {
  return { ...finding, message: finding.message.replaceAll(row, image), log: null };
}

/** @param of the image, or the program where it is of no single image */
function annotation(of: string, { level, rule, message, advice, place }: Finding): Annotation {
  return {
    level,
    title: titleOf(of, rule),
    message: messageOf(message, advice),
    ...(place === null ? {} : { file: place.file, startLine: place.lines[0], endLine: place.lines[1] }),
  };
}

function shortened(level: Level, found: readonly Annotation[]): readonly Annotation[] {
  if (found.length <= MOST_PER_LEVEL) return found;
  const shown = found.slice(0, MOST_PER_LEVEL - 1);
  const rest = { level, title: "stagegate", message: `${found.length - shown.length} more in the report` };
  return [...shown, rest];
}

/** The rule stays, however long the image's name is. */
function titleOf(image: string, rule: string): string {
  const end = `: ${rule}`;
  return `${cut(image, LONGEST_TITLE - end.length)}${end}`;
}

/** A long message leaves half of the room to the advice. */
function messageOf(message: string, advice: string | null): string {
  if (advice === null) return cut(message, LONGEST_MESSAGE);
  const rest = cut(advice, LONGEST_MESSAGE / 2);
  return `${cut(message, LONGEST_MESSAGE - rest.length - 1)}\n${rest}`;
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
