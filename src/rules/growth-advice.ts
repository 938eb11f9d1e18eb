import type { ChangeReport, FileChange, OriginChange } from "../model/report.ts";
import { fetches, fromIn, instructionOf, isFromContext, isWritten, mayBeStage } from "../model/written.ts";
import { formatSize } from "../text/size.ts";
import { plural } from "../text/words.ts";

/** The origin that grew most, with its drift only if drift counts; undefined if none grew. */
export function mostGrown(
  { origins }: Pick<ChangeReport, "origins">,
  countsDrift: boolean,
): OriginChange | undefined {
  const counted = ({ size, drift }: OriginChange) => (countsDrift ? size : size - drift);
  const [most] = origins.toSorted((one, other) => counted(other) - counted(one));
  return most !== undefined && counted(most) > 0 ? most : undefined;
}

/**
 * The origin that grew most, and its growth in bytes; null without a baseline.
 * @param isOwn whether only the image's own layers count
 */
export function grownMost(
  change: ChangeReport | null,
  isOwn: boolean,
): { readonly change: OriginChange | undefined; readonly bytes: number } | null {
  if (change === null) return null;
  const origins = change.origins.filter(({ after }) => !isOwn || after?.kind !== "base");
  const most = mostGrown({ origins }, true);
  return { change: most, bytes: most?.size ?? 0 };
}

/**
 * What to do about an origin that grew, with its largest files, in full sentences.
 * @param setting the limit that can be raised instead
 */
export function adviceForGrowth(change: OriginChange | undefined, setting: string): string {
  const raise = `or raise \`${setting}\`.`;
  const origin = change?.after ?? null;
  if (change === undefined || origin === null) return `Remove what the image does not need, ${raise}`;
  const isDrift = change.drift * 2 > change.size;
  if (origin.kind === "base")
    return isDrift
      ? `The base image grew by ${formatSize(change.size)} behind the same FROM. Pin its digest, ${raise}`
      : `The base image grew by ${formatSize(change.size)}. Choose a smaller one in the FROM, ${raise}`;
  const text = instructionOf(origin);
  const files = largestFiles(change);
  if (isFromContext(origin) && !fetches(text)) return `${adviceForContext(files, text)}, ${raise}`;
  const largest = files.length === 0 ? "" : `Largest growth: ${listed(files.map(sizedWords))}. `;
  if (isDrift) return `${largest}Pin the versions that this line installs, ${raise}`;
  return `${largest}Remove what the image does not need ${whereIn(origin, text)}${raise}`;
}

const MOST_FILES = 2;

/** The files that grew most, each with at least a tenth of the growth. */
function largestFiles({ files, size }: OriginChange): FileChange[] {
  return files
    .filter((file) => file.size * 10 >= size && file.size > 0)
    .toSorted((one, other) => other.size - one.size)
    .slice(0, MOST_FILES);
}

/** What to do about files of the build context. If .dockerignore left out a file that the line names, the build would fail. */
function adviceForContext(files: readonly FileChange[], text: string): string {
  if (files.length === 0) return "Leave files out by .dockerignore";
  const words = listed(files.map(sizedWords));
  if (files.some(({ kind }) => kind !== "added"))
    return `Make ${words} smaller, leave out by .dockerignore what the image does not need`;
  const sources = sourcesIn(text).map(nameIn);
  return files.some(({ path }) => sources.includes(nameIn(path)))
    ? `Leave ${words} out of this line`
    : `Leave ${words} out by .dockerignore`;
}

function whereIn(origin: NonNullable<OriginChange["after"]>, text: string): string {
  const from = fromIn(text);
  if (from !== null) return mayBeStage(from) ? `in stage \`${from}\`, ` : `from \`${from}\`, `;
  return isWritten(origin, /^RUN\b/i) ? "in this RUN, " : "in this line, ";
}

/** The sources of a COPY or ADD, without its flags and its destination. */
function sourcesIn(text: string): string[] {
  const words = text.split(/[\s"',[\]]+/).filter((word) => word !== "" && !word.startsWith("--"));
  return words.slice(1, -1);
}

/** The last part of a path. */
function nameIn(path: string): string {
  return path.replace(/\/$/, "").split("/").at(-1) ?? path;
}

/** `/app/intro.mp4` (30.0 MB), `/app/node_modules/` (31.0 MB in 2,140 files) */
function sizedWords({ path, size, files }: FileChange): string {
  const many = path.endsWith("/") ? ` in ${plural(files, "file")}` : "";
  return `\`${path}\` (${formatSize(size)}${many})`;
}

function listed(words: readonly string[]): string {
  return words.join(" and ");
}
