import { isNoise } from "../model/noise.ts";
import { ownLayers } from "../model/own-size.ts";
import type { FilePlace, MeasuredImage, OriginChange, OriginContents } from "../model/report.ts";
import { type Share, shares } from "../model/shares.ts";
import { historyWords, traceOriginWords } from "../model/written.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, shorten } from "../text/words.ts";
import { adviceForGrowth } from "./growth-advice.ts";
import type { LimitedValue } from "./limit.ts";
import { placeOfChange, placeOfMost } from "./origin-place.ts";

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

/**
 * The place and the advice for an image over a limit of size. If one origin grew so much that the image would pass
 * without this growth, these are about it; else about the largest parts.
 * @param image with the sizes that count
 * @param grown the origin that grew most, and the growth that counts; null without a baseline
 * @param from the target's FROM
 */
export function explainSize(
  { image, contents, isOwn, actual }: SizedImage,
  grown: { readonly change: OriginChange | undefined; readonly bytes: number } | null,
  from: FilePlace | null,
): LimitedValue["explain"] {
  return ({ limit, setting }) => {
    if (grown?.change !== undefined && grown.bytes > 0 && actual - grown.bytes <= limit)
      return { place: placeOfChange(grown.change, from), advice: adviceForGrowth(grown.change, setting) };
    const layers = isOwn ? ownLayers(image) : image.layers;
    const [most] = shares({ layers }).toSorted((one, other) => other.size - one.size);
    const parts = largestParts(image, contents, isOwn);
    const isBase = most?.origin.kind === "base" && most.size * 2 > actual;
    const change = isBase ? "Choose a smaller base image" : "Remove what the image does not need";
    return {
      place: placeOfMost(layers, from),
      advice: `${parts === null ? "" : `${parts}. `}${change}, or raise \`${setting}\`.`,
    };
  };
}

interface SizedImage {
  readonly image: MeasuredImage;
  readonly contents: readonly OriginContents[];
  /** Whether only the image's own layers count. */
  readonly isOwn: boolean;
  /** The value that exceeds the limit. */
  readonly actual: number;
}
