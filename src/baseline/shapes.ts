import type { LayerEntry } from "../image/image.ts";
import type {
  BaseImageReport,
  DuplicateReport,
  EngineReport,
  LayerReport,
  LeftoverKind,
  LeftoverReport,
  MeasuredImage,
  Origin,
  UserReport,
  WasteReport,
} from "../report/report.ts";
import { kinds, lines, list, number, object, orNull, type Shape, text, word } from "./shape.ts";

const origin: Shape<Origin> = kinds<Origin>({
  base: object({ kind: word({ base: true }) }),
  unknown: object({ kind: word({ unknown: true }) }),
  instruction: object({
    kind: word({ instruction: true }),
    stage: orNull(text),
    file: text,
    lines,
    instruction: text,
  }),
});

/** What was measured of an image. */
export const imageShape: Shape<MeasuredImage> = object<MeasuredImage>({
  platform: text,
  size: number,
  transferSize: orNull(number),
  layers: list(
    object<LayerReport>({ diffId: text, size: number, transferSize: orNull(number), files: number, origin }),
  ),
  user: object<UserReport>({
    configured: text,
    name: orNull(text),
    uid: orNull(number),
    gid: orNull(number),
    problem: orNull(text),
  }),
  baseImage: orNull(
    object<BaseImageReport>({
      name: text,
      from: orNull(text),
      knownBy: word<BaseImageReport["knownBy"]>({ provenance: true, history: true }),
      digest: orNull(text),
      layers: number,
      size: number,
      standIn: orNull(text),
    }),
  ),
  wasted: number,
  waste: list(
    object<WasteReport>({
      origin,
      hiddenBy: origin,
      size: number,
      files: number,
      how: word<WasteReport["how"]>({ deleted: true, replaced: true, touched: true }),
      path: text,
    }),
  ),
  duplicates: list(object<DuplicateReport>({ size: number, paths: list(text) })),
  leftovers: list(
    object<LeftoverReport>({
      kind: word<LeftoverKind>({
        "package-cache": true,
        "build-tool": true,
        "dev-dependency": true,
        leftover: true,
      }),
      what: text,
      origin,
      path: text,
      size: number,
      files: number,
      advice: text,
    }),
  ),
});

/** What built it. */
export const engineShape: Shape<EngineReport> = object<EngineReport>({
  version: orNull(text),
  store: orNull(word<NonNullable<EngineReport["store"]>>({ classic: true, containerd: true })),
  buildx: text,
  builder: text,
});

/** What a layer says of its paths. */
export const entriesShape: Shape<readonly LayerEntry[]> = list(
  kinds<LayerEntry>({
    file: object({ kind: word({ file: true }), path: text, size: number, mode: number, crc: number }),
    "hard link": object({ kind: word({ "hard link": true }), path: text, target: text }),
    directory: object({ kind: word({ directory: true }), path: text }),
    symlink: object({ kind: word({ symlink: true }), path: text, target: text }),
    other: object({ kind: word({ other: true }), path: text }),
    removed: object({ kind: word({ removed: true }), path: text }),
    emptied: object({ kind: word({ emptied: true }), path: text }),
  }),
);
