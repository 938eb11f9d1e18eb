import * as v from "valibot";
import type {
  BaseImageReport,
  EngineReport,
  FilePlace,
  LeftoverKind,
  MeasuredImage,
  Origin,
  SecretReport,
  WasteReport,
} from "../report.ts";

/**
 * Shapes of what another run wrote, perhaps of another version. Each is of its type: a field that the type
 * gets and the shape lacks does not compile.
 */

/** One of the words that a type knows; each of them has to be named. */
export const word = <T extends string>(words: Readonly<Record<T, true>>) =>
  v.picklist(Object.keys(words) as T[]);

/** First and last line. */
export const linesShape = v.tuple([v.number(), v.number()]);

/** Lines of a file. */
export const placeShape = v.object({
  file: v.string(),
  lines: linesShape,
}) satisfies v.GenericSchema<FilePlace>;

export const originShape = v.variant("kind", [
  v.object({ kind: v.literal("base") }),
  v.object({ kind: v.literal("unknown") }),
  v.object({
    kind: v.literal("instruction"),
    stage: v.nullable(v.string()),
    file: v.string(),
    lines: linesShape,
    instruction: v.string(),
  }),
]) satisfies v.GenericSchema<Origin>;

/** What was measured of an image. */
export const imageShape = v.object({
  platform: v.string(),
  size: v.number(),
  transferSize: v.nullable(v.number()),
  layers: v.array(
    v.object({
      diffId: v.string(),
      size: v.number(),
      transferSize: v.nullable(v.number()),
      files: v.number(),
      origin: originShape,
    }),
  ),
  user: v.object({
    configured: v.string(),
    name: v.nullable(v.string()),
    uid: v.nullable(v.number()),
    gid: v.nullable(v.number()),
    problem: v.nullable(v.string()),
  }),
  baseImage: v.nullable(
    v.object({
      name: v.string(),
      from: v.nullable(v.string()),
      knownBy: word<BaseImageReport["knownBy"]>({ provenance: true, history: true }),
      digest: v.nullable(v.string()),
      layers: v.number(),
      size: v.number(),
      standIn: v.nullable(v.string()),
    }),
  ),
  wasted: v.number(),
  waste: v.array(
    v.object({
      origin: originShape,
      hiddenBy: originShape,
      size: v.number(),
      files: v.number(),
      how: word<WasteReport["how"]>({ deleted: true, replaced: true, touched: true }),
      path: v.string(),
    }),
  ),
  duplicates: v.array(v.object({ size: v.number(), paths: v.array(v.string()) })),
  leftovers: v.array(
    v.object({
      kind: word<LeftoverKind>({
        "package-cache": true,
        "build-tool": true,
        "dev-dependency": true,
        leftover: true,
      }),
      what: v.string(),
      origin: originShape,
      path: v.string(),
      size: v.number(),
      files: v.number(),
      advice: v.string(),
    }),
  ),
  secrets: v.array(
    v.object({
      what: v.string(),
      kind: word<SecretReport["kind"]>({ file: true, variable: true, history: true }),
      name: v.string(),
      origin: originShape,
      hidden: v.boolean(),
    }),
  ),
  healthcheck: v.boolean(),
}) satisfies v.GenericSchema<MeasuredImage>;

/** What built it. */
export const engineShape = v.object({
  version: v.nullable(v.string()),
  store: v.nullable(word<NonNullable<EngineReport["store"]>>({ classic: true, containerd: true })),
  buildx: v.string(),
  builder: v.string(),
}) satisfies v.GenericSchema<EngineReport>;
