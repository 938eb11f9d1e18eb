import { isNoise } from "../model/noise.ts";
import type { MeasuredImage, OriginContents } from "../model/report.ts";
import { type Share, shares } from "../model/shares.ts";
import { historyWords, traceOriginWords } from "../model/written.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, shorten } from "../text/words.ts";

/**
 * The origin of most bytes of an image: `Most of it: 32.5 MB Dockerfile:14 ← Dockerfile:4 RUN pip install`, or the
 * largest parts if none has more than half. If the largest part is the base image, which is hard to change, the next
 * part follows it.
 * @param contents the image's contents, with the traces of its `COPY --from` lines
 * @param isOwn whether only the image's own layers count
 * @returns null if all origins are unknown
 */
export function largestParts(
  image: MeasuredImage,
  contents: readonly OriginContents[],
  isOwn: boolean,
): string | null {
  const counted = shares(image)
    .filter(({ origin }) => !isOwn || origin.kind !== "base")
    .sort((one, other) => other.size - one.size);
  const whole = counted.reduce((sum, { size }) => sum + size, 0);
  const [most, ...others] = counted.filter(({ size }) => !isNoise(size, whole));
  if (most === undefined || [most, ...others].every(({ origin }) => origin.kind === "unknown")) return null;
  const words = ({ size, origin }: Share) => `${formatSize(size)} ${makerWords({ origin }, image, contents)}`;
  const isMost = most.size * 2 > whole;
  const next = isMost && most.origin.kind !== "base" ? [] : others.slice(0, 1);
  return `${isMost ? "Most of it" : "Largest parts"}: ${[most, ...next].map(words).join("; ")}`;
}

function makerWords(
  { origin }: Pick<Share, "origin">,
  { baseImage }: MeasuredImage,
  contents: readonly OriginContents[],
): string {
  switch (origin.kind) {
    case "base":
      return `base image ${baseImage?.name ?? "of unknown name"}`;
    case "unknown":
      return "of unknown origin";
    case "history":
      return historyWords({ ...origin, instruction: shorten(origin.instruction) });
    case "instruction": {
      const place = placeWords(origin);
      const { trace = [] } =
        contents.find((part) => part.origin.kind === "instruction" && placeWords(part.origin) === place) ??
        {};
      const whole = trace.reduce((sum, { size }) => sum + size, 0);
      const made = trace.find(({ size }) => size * 2 > whole)?.origin;
      const isSelf = made?.kind === "instruction" && placeWords(made) === place;
      return made === undefined || isSelf
        ? `${place} ${shorten(origin.instruction)}`
        : `${place} ← ${traceOriginWords(made)}`;
    }
  }
}
