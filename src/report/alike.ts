import type { FilePlace, Finding, ImageReport } from "../model/report.ts";
import { ownerOf } from "./words.ts";

/** One finding of one image, or one that several images share. */
export interface SharedFinding {
  /** The finding of the first image. */
  readonly finding: Finding;
  /** The first image, or the one whose platforms share it. */
  readonly of: string;
  /** Whether several images or platforms have it. */
  readonly isShared: boolean;
  /** The other images, in their order; empty if there are none, or they are platforms that the message names. */
  readonly also: readonly AlsoOf[];
}

/** Another image that has a finding. */
export interface AlsoOf {
  readonly name: string;
  /** Null if the finding has no place, or the place is the same for all images. */
  readonly place: FilePlace | null;
  /** The size in the message; null if it has none, or the size is the same for all images. */
  readonly size: string | null;
}

/**
 * The findings of all images in the order of the images that have them first, each with all its images. Two images
 * share a finding if their findings differ only in the name of the image, in the place, and, unless it fails the image,
 * in the only size in the message. If platforms of one image share a finding, its message names them. An image never
 * shares a finding with itself.
 * @param part a further part that two findings must have in common, beside rule, level, message and advice
 */
export function sharedFindings(
  images: readonly ImageReport[],
  part: (finding: Finding) => unknown,
): SharedFinding[] {
  const groups = new Map<string, FindingOf[]>();
  for (const image of images) {
    const counts = new Map<string, number>();
    for (const finding of image.findings) {
      const { size, ...pattern } = patternOf(finding, image);
      const { rule, level, waived } = finding;
      const key = JSON.stringify([rule, level, waived, pattern, part(finding)]);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      const group = `${count} ${key}`;
      const own = { image, finding, size };
      const members = groups.get(group);
      if (members === undefined) groups.set(group, [own]);
      else members.push(own);
    }
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [ofPlatforms(first, others) ?? shared(first, others)],
  );
}

interface FindingOf {
  readonly image: ImageReport;
  readonly finding: Finding;
  /** The only size in its message; null if it has none or several, or fails the image. */
  readonly size: string | null;
}

function shared(first: FindingOf, others: readonly FindingOf[]): SharedFinding {
  const isOnePlace = others.every(({ finding }) => isSame(finding.place, first.finding.place));
  const isOneSize = others.every(({ size }) => size === first.size);
  const also = others.map(({ image, finding, size }) => ({
    name: image.name,
    place: isOnePlace ? null : finding.place,
    size: isOneSize ? null : size,
  }));
  return {
    finding: first.finding,
    of: ownerOf(first.finding, first.image),
    isShared: others.length > 0,
    also,
  };
}

/** The finding as a finding of the whole image; null unless only platforms of this image share it, all alike. */
function ofPlatforms(first: FindingOf, others: readonly FindingOf[]): SharedFinding | null {
  const { name, imageName, platform } = first.image;
  const isAlike = ({ image, finding, size }: FindingOf) =>
    image.imageName === imageName && isSame(finding.place, first.finding.place) && size === first.size;
  if (name === imageName || others.length === 0 || !others.every(isAlike)) return null;
  const inNameOfImage = (text: string) => renamed(text, name, imageName);
  const { message, advice } = first.finding;
  const platforms = [platform, ...others.map(({ image }) => image.platform)].join(", ");
  const finding = {
    ...first.finding,
    message: `${inNameOfImage(message)} (${platforms})`,
    advice: advice === null ? null : inNameOfImage(advice),
  };
  return { finding, of: imageName, isShared: true, also: [] };
}

function isSame(one: FilePlace | null, other: FilePlace | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The text with another name in place of this one, except in paths and in longer names. */
function renamed(text: string, name: string, other: string): string {
  const parts = name === "" ? [text] : text.split(name);
  return parts.reduce((before, after, at) => {
    const isWhole = !/[\w./-]/.test(parts[at - 1]?.at(-1) ?? "") && !/^(?:[\w/-]|\.\w)/.test(after);
    return `${before}${isWhole ? other : name}${after}`;
  });
}

/** A size, as messages have it, or settings in advice. */
const SIZE = /(?<![\w.])\d[\d,.]* ?(?:B|kB|MB|GB)\b/g;
// Characters that no message has.
const [NAME, AMOUNT] = ["\u0000", "\u0001"];

/** The texts of a finding without the parts that may differ from image to image. */
function patternOf({ level, message, advice }: Finding, { name, imageName }: ImageReport) {
  // The name of a row contains the name of its image.
  const nameless = (text: string) => renamed(renamed(text, name, NAME), imageName, NAME);
  const [size, ...others] = message.match(SIZE) ?? [];
  const isOnly = level !== "error" && size !== undefined && others.length === 0;
  const without = (text: string) => (isOnly ? nameless(text).replace(SIZE, AMOUNT) : nameless(text));
  return {
    message: without(message),
    advice: advice === null ? null : without(advice),
    size: isOnly ? size : null,
  };
}
