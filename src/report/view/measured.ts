import { knownSize } from "../../model/known-size.ts";
import { unknownOwnLayers } from "../../model/own-size.ts";
import type { ChangeReport, MeasuredImage, Origin } from "../../model/report.ts";
import { shares } from "../../model/shares.ts";
import { mayBeOfBase } from "../../model/unknown-base.ts";
import { formatSize } from "../../text/size.ts";
import { plural } from "../../text/words.ts";
import { formatChange } from "../change-words.ts";
import { baseImageWords, originWords, sourceWords } from "../origin-words.ts";
import { userWords } from "../words.ts";

export type MeasuredView = Readonly<ReturnType<typeof measuredView>>;

/**
 * The view of one measured image, as plain text.
 * @param change null without a baseline
 */
export function measuredView(image: MeasuredImage, change: ChangeReport | null = null) {
  const makerOf = ({ origin, madeBy }: { readonly origin: Origin; readonly madeBy?: Origin | undefined }) =>
    `${originWords(origin, image)}${madeBy === undefined ? "" : ` ← ${originWords(madeBy, image)}`}`;
  return {
    size: partWords(image.size, knownSize(image) !== null),
    compressedSize: bytesWords(image.transferSize),
    user: userWords(image.user),
    platform: image.platform,
    /** Null for an image that was built. */
    source: image.source === undefined ? null : sourceWords(image.source),
    baseImage: baseImageWords(image),
    /** Base image first. */
    layers: layerRows(image, change),
    /** Most bytes first. */
    shares: shares(image)
      .sort((a, b) => b.size - a.size)
      .map((share) => ({
        size: formatSize(share.size),
        part: image.size === 0 ? 0 : share.size / image.size,
        files: share.files,
        madeBy: makerOf(share),
      })),
    wasted: partWords(image.wasted, unknownOwnLayers(image) === 0),
    waste: image.waste.map((waste) => ({
      size: formatSize(waste.size),
      path: waste.path,
      files: plural(waste.files, "file"),
      how: waste.how,
      madeBy: makerOf(waste),
      hiddenBy: originWords(waste.hiddenBy, image),
    })),
    duplicates: image.duplicates.map(({ size, paths }) => ({
      size: formatSize(size),
      surplus: formatSize(size * (paths.length - 1)),
      paths,
    })),
    leftovers: image.leftovers.map((leftover) => ({
      size: formatSize(leftover.size),
      what: leftover.what,
      path: leftover.path,
      files: plural(leftover.files, "file"),
      madeBy: makerOf(leftover),
      advice: mayBeOfBase(image, leftover.origin)
        ? `They may belong to the base image. If they are yours: ${leftover.advice}`
        : leftover.advice,
    })),
    secrets: image.secrets.map((secret) => ({
      name: secret.kind === "file" ? `/${secret.name}` : secret.name,
      what: secret.hidden ? `${secret.what}, hidden by a later layer` : secret.what,
      madeBy: makerOf(secret),
    })),
  };
}

function layerRows(image: MeasuredImage, change: ChangeReport | null) {
  const largest = image.layers.reduce((most, { size }) => Math.max(most, size ?? 0), 1);
  const origins = image.layers.map(({ origin }) => originWords(origin, image));
  return image.layers.map(({ diffId, size, transferSize, files, origin }, index) => {
    const madeBy = originWords(origin, image);
    const first = origins.indexOf(madeBy);
    return {
      position: index + 1,
      size: bytesWords(size),
      /** In percent of the largest layer. */
      percent: Math.round(((size ?? 0) / largest) * 100),
      compressedSize: bytesWords(transferSize),
      files,
      diffId: diffId.slice(0, 19),
      isBase: origin.kind === "base",
      madeBy,
      /** The change of an origin covers all its layers, and stands at the first one. */
      change: first === index ? changeOf(madeBy, change, image) : `as ${first + 1}`,
    };
  });
}

function changeOf(madeBy: string, change: ChangeReport | null, image: MeasuredImage): string {
  const origin = change?.origins.find(({ after }) => after !== null && originWords(after, image) === madeBy);
  return origin === undefined ? "0" : formatChange(origin.size);
}

/** `12.0 MB`; `unknown, at least 12.0 MB` if a part is missing. */
function partWords(bytes: number, isWhole: boolean): string {
  return isWhole ? formatSize(bytes) : `unknown, at least ${formatSize(bytes)}`;
}

function bytesWords(bytes: number | null): string {
  return bytes === null ? "unknown" : formatSize(bytes);
}
