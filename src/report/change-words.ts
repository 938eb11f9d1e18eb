import { driftedLines } from "../model/line-drift.ts";
import { isNoise } from "../model/noise.ts";
import type {
  ChangeReport,
  FileChange,
  HistoryOrigin,
  ImageReport,
  InstructionOrigin,
  OriginChange,
} from "../model/report.ts";
import { historyWords } from "../model/written.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, plural, shorten } from "../text/words.ts";

/** Whether rebuilding alone may make such a change, and it exceeds no limit. */
export function isNegligible({ change, findings }: Pick<ImageReport, "change" | "findings">): boolean {
  const isOver = findings.some(({ rule, actual }) => rule === "growth" && actual !== null);
  return change?.negligible === true && !isOver;
}

/**
 * The growth, and the drift beside it: `+38.1 MB (+30.6 %)`, `+21.6 MB (+7.2 %), +8.0 MB drift`, `0`; `≈ 0` for a
 * change that rebuilding alone may make; "–" without a baseline.
 */
export function changeWords({ change, baseline, findings }: ImageReport): string {
  if (change === null || baseline.image === null) return "–";
  const { growth, growthPercent, drift } = change;
  const { size } = baseline.image;
  const ofDrift = isNoise(drift, size) ? "" : `, ${formatChange(drift)} drift`;
  if (growth === 0) return `0${ofDrift}`;
  if (isNegligible({ change: { ...change, negligible: isNoise(growth, size) }, findings }))
    return `≈ 0${ofDrift}`;
  const percent =
    growthPercent === null ? "" : ` (${withSign(growthPercent, (value) => value.toFixed(1))} %)`;
  return `${formatChange(growth)}${percent}${ofDrift}`;
}

/** `worker 98.0 MB`, `worker 98.0 MB (+1.2 MB)` if its size changed. */
export function briefWords(report: ImageReport): string {
  const { name, image, change } = report;
  if (image === null) return name;
  const grown =
    change === null || change.growth === 0 || isNegligible(report) ? "" : ` (${formatChange(change.growth)})`;
  return `${name} ${formatSize(image.size)}${grown}`;
}

/** `+36.2 MB`, `-1.9 MB`, `0 B`. */
export function formatChange(bytes: number): string {
  return withSign(bytes, formatSize);
}

/** The value with a plus sign if it is more than 0. */
export function withSign(value: number, write: (value: number) => string): string {
  return value > 0 ? `+${write(value)}` : write(value);
}

/** The line that made a change: `Dockerfile:14 RUN …`, with its earlier text if that differs. */
export function originChangeWords(
  { before, after, size, drift }: OriginChange,
  { image, baseline }: ImageReport,
): string {
  const origin = after ?? before;
  if (origin === null) return "unknown";
  if (origin.kind === "unknown") return "unknown";
  if (origin.kind === "base") {
    const now = image?.baseImage?.name ?? null;
    const old = baseline.image?.baseImage ?? null;
    if (now === old) return `base image ${now ?? "of unknown name"}`;
    return `base image ${now ?? "unknown"}, before ${old ?? "unknown"}`;
  }
  const share =
    drift === size
      ? "drift: unchanged line"
      : `${formatChange(size - drift)} by this change, ${formatChange(drift)} drift`;
  const named =
    origin.kind === "history"
      ? historyWords({ ...origin, instruction: shorten(origin.instruction) })
      : `${placeWords(origin)} ${shorten(origin.instruction)}`;
  const words = `${named}${drift === 0 ? "" : ` (${share})`}`;
  if (after === null) return `${words} (removed)`;
  return (before?.kind === "instruction" || before?.kind === "history") && !isSameText(before, origin)
    ? `${words} (before: ${shorten(before.instruction)})`
    : words;
}

/** Whether two instructions have the same text. A history leaves out the flags, so they do not count there. */
function isSameText(
  one: InstructionOrigin | HistoryOrigin,
  other: InstructionOrigin | HistoryOrigin,
): boolean {
  const [text, otherText] =
    one.kind === other.kind
      ? [one.instruction, other.instruction]
      : [one, other].map(({ instruction }) => instruction.replace(/^(\w+)(?:\s+--\S+)+/, "$1"));
  return text === otherText;
}

/** `/app/node_modules/ +31.0 MB in 2,140 files`, `/app/demo.mp4 +1.8 MB`, `/app/old.bin -2.0 MB, removed`. */
export function fileChangeWords({ path, size, files, kind }: FileChange): string {
  const many = path.endsWith("/") ? ` in ${plural(files, "file")}` : "";
  return `${path} ${formatChange(size)}${many}${kind === "removed" ? ", removed" : ""}`;
}

/** The parts of a change that are not growth: drift and the repository's history; null if there are none. */
export function driftWords(change: ChangeReport, { image, driftCounts }: ImageReport): string | null {
  const { size, drift, history, growth } = change;
  const lines = driftedLines(change);
  const ofLines = lines.reduce((sum, line) => sum + line.drift, 0);
  const ofBase = drift - ofLines;
  const isPart = (bytes: number) => bytes === 0 || Math.sign(bytes) === Math.sign(size);
  const areParts = [ofBase, ofLines, history, growth].every(isPart);
  const is = areParts ? "of it is" : "is";
  const isDrift = driftCounts === true ? `${is} drift` : `${is} drift, which does not count`;
  const parts = [
    ...(ofBase === 0
      ? []
      : [
          `${formatChange(ofBase)} ${isDrift}: ${image?.baseImage?.name ?? "the base image"} changed although its FROM did not`,
        ]),
    ...(lines.length === 0 ? [] : [`${formatChange(ofLines)} ${isDrift}: ${driftedWords(lines)}`]),
    ...(history === 0
      ? []
      : [`${formatChange(history)} ${is} the repository's history in .git, which does not count`]),
  ];
  if (parts.length === 0) return null;
  // If the parts are more than the whole, the reader needs the growth to understand the sum.
  return [...(areParts ? [] : [`${formatChange(growth)} comes from this change`]), ...parts].join("; ");
}

/** `Dockerfile:3 and 4 other lines grew although their text and inputs did not change`. */
function driftedWords(lines: readonly OriginChange[]): string {
  const [first = "", ...others] = lines.map(driftedPlace);
  const [second] = others;
  const verb = lines.every(({ drift }) => drift > 0)
    ? "grew"
    : lines.every(({ drift }) => drift < 0)
      ? "shrank"
      : "changed in size";
  if (second === undefined) return `${first} ${verb} although its text and inputs did not change`;
  const rest = others.length === 1 ? second : `${others.length} other lines`;
  return `${first} and ${rest} ${verb} although their text and inputs did not change`;
}

/** `Dockerfile:15`; `Dockerfile:5 (copied by Dockerfile:15)` if a line of another stage made most of the drift. */
function driftedPlace({ before, after, size, drift, trace = [] }: OriginChange): string {
  const origin = after ?? before;
  if (origin?.kind !== "instruction") return "a layer";
  const place = placeWords(origin);
  // If only a part of the change is drift, the trace does not show which.
  const parts = isNoise(size - drift, size) ? trace : [];
  const most = parts.find((part) => Math.abs(part.size) * 2 > Math.abs(size))?.origin;
  if (most?.kind !== "instruction" || placeWords(most) === place) return place;
  return `${placeWords(most)} (copied by ${place})`;
}
