import * as v from "valibot";
import { originSchema } from "./origin.ts";
import { bytes, type DeepReadonly, describe, fileCount } from "./schema.ts";
import { madeBySchema } from "./trace.ts";

/** The measurement of an image, without a comparison. */

export const layerReportSchema = describe(
  "One layer.",
  v.object({
    diffId: describe("Digest of the uncompressed tar.", v.string()),
    size: describe(
      "In bytes; null for a foreign layer that is not in the image's source.",
      v.nullable(v.number()),
    ),
    transferSize: describe("In bytes.", v.nullable(v.number())),
    files: describe("Number of regular files.", v.number()),
    origin: originSchema,
  }),
);

export type LayerReport = DeepReadonly<v.InferOutput<typeof layerReportSchema>>;

export const userReportSchema = describe(
  "The user that a container of the image starts as.",
  v.object({
    configured: describe("The configuration's `User`.", v.string()),
    name: describe(
      "Name in the image's `/etc/passwd`, or the account of a Windows image; null if there is none.",
      v.nullable(v.string()),
    ),
    uid: describe(
      "Null if the configured user cannot be resolved; in most cases, such a container does not start. Always null for Windows, where accounts have no numbers.",
      v.nullable(v.number()),
    ),
    gid: v.nullable(v.number()),
    problem: describe("Why it cannot be resolved; null if it can.", v.nullable(v.string())),
  }),
);

export type UserReport = DeepReadonly<v.InferOutput<typeof userReportSchema>>;

export const baseImageReportSchema = describe(
  "The layers that come from the last external FROM of the target's chain.",
  v.object({
    name: describe(
      'As the Dockerfile names it, with known variables expanded; "scratch" for none; null if the name is unknown.',
      v.nullable(v.string()),
    ),
    from: describe(
      "The text after FROM, with variables not expanded; null if the Dockerfile is unknown.",
      v.nullable(v.string()),
    ),
    knownBy: describe(
      "The evidence: BuildKit's provenance, which is exact; the image's history; or the label of buildpacks.",
      v.picklist(["provenance", "history", "label"]),
    ),
    digest: v.nullable(v.string()),
    layers: describe("Number of its layers.", v.number()),
    size: bytes,
    standIn: describe(
      "If a stand-in replaced the real image, the image that the stand-in was made from; else null.",
      v.nullable(v.string()),
    ),
  }),
);

export type BaseImageReport = DeepReadonly<v.InferOutput<typeof baseImageReportSchema>>;

export const wasteReportSchema = describe(
  "Bytes of one origin that a later origin hides. If the origin is the base image: bytes that the later origin stores again with the same content (`touched`).",
  v.object({
    origin: originSchema,
    hiddenBy: originSchema,
    size: bytes,
    files: fileCount,
    how: describe(
      "The files are `deleted`, `replaced` by other content, or only `touched` (stored again with the same content).",
      v.picklist(["deleted", "replaced", "touched"]),
    ),
    path: describe(
      "The deepest folder that holds all of them, or the one file; a folder's ends in a slash.",
      v.string(),
    ),
  }),
);

export type WasteReport = DeepReadonly<v.InferOutput<typeof wasteReportSchema>>;

export const duplicateReportSchema = describe(
  "The same content under several paths.",
  v.object({
    size: describe("Size of one copy in bytes.", v.number()),
    paths: describe(
      "In the order of the layers, then by name; at least two, one for each copy.",
      v.array(v.string()),
    ),
  }),
);

export type DuplicateReport = DeepReadonly<v.InferOutput<typeof duplicateReportSchema>>;

export const leftoverKindSchema = v.picklist(["package-cache", "build-tool", "dev-dependency", "leftover"]);

export type LeftoverKind = v.InferOutput<typeof leftoverKindSchema>;

export const leftoverReportSchema = describe(
  "Removable files: an origin left them in the image, and nothing in the image needs them.",
  v.object({
    kind: leftoverKindSchema,
    what: describe("What it is, in a few words: `apt's package lists`.", v.string()),
    origin: originSchema,
    madeBy: v.optional(madeBySchema),
    path: describe("The folder that holds all of them, or the one file.", v.string()),
    size: bytes,
    files: fileCount,
    advice: describe("The change to make, in one or two sentences.", v.string()),
  }),
);

export type LeftoverReport = DeepReadonly<v.InferOutput<typeof leftoverReportSchema>>;

export const secretReportSchema = describe(
  "A credential that ships with an image. stagegate does not store its content.",
  v.object({
    what: describe("What it is, in a few words: `a private key (RSA)`.", v.string()),
    kind: describe(
      "Where it is: a file of a layer, a variable of the configuration, or a line of the history.",
      v.picklist(["file", "variable", "history"]),
    ),
    name: describe("The file's path, or the name of the variable or build argument.", v.string()),
    origin: describe("The origin that added it.", originSchema),
    madeBy: v.optional(madeBySchema),
    hidden: describe("Whether a later layer hides the file; it still ships.", v.boolean()),
  }),
);

export type SecretReport = DeepReadonly<v.InferOutput<typeof secretReportSchema>>;

export const sourceReportSchema = describe(
  "The source of an image that was not built.",
  v.object({
    kind: v.picklist(["engine", "podman", "registry", "archive", "oci-directory"]),
    name: describe(
      "Its name in the engine, Podman's storage or the registry; else the path from the working directory.",
      v.string(),
    ),
    digest: describe(
      "The engine's or Podman's id of the image, or the digest of the manifest or index that the name leads to in its registry; null for an archive or a directory.",
      v.nullable(v.string()),
    ),
  }),
);

export type SourceReport = DeepReadonly<v.InferOutput<typeof sourceReportSchema>>;

export const measuredImageSchema = describe(
  "An image that was measured. `stagegate inspect --json` prints one.",
  v.object({
    platform: describe("`os/architecture[/variant]`.", v.string()),
    source: v.exactOptional(describe("Left out for an image that was built.", sourceReportSchema)),
    size: describe(
      "Unpacked size in bytes: the sum of the regular files of all layers' tars, without layers of unknown size.",
      v.number(),
    ),
    unknownLayers: v.optional(
      describe(
        "Number of layers of unknown size: foreign layers of a Windows image that are not in its source. Left out if there are none.",
        v.number(),
      ),
    ),
    transferSize: describe(
      "Compressed size in bytes: the sum of the layer blobs; null if the source holds uncompressed layers.",
      v.nullable(v.number()),
    ),
    layers: describe("Base image first.", v.array(layerReportSchema)),
    user: userReportSchema,
    baseImage: describe(
      "Null if it is unknown which layers belong to the base image.",
      v.nullable(baseImageReportSchema),
    ),
    wasted: describe(
      "Bytes of your layers that a later layer deletes or replaces; the surviving copy is not waste. If the base image is unknown, all layers count as yours.",
      v.number(),
    ),
    waste: describe(
      "The wasted bytes by the origins that made and hid them, most bytes first, at most 1,000 rows. Rows with the base image as their origin are not in `wasted`: they are needless copies of its files in your layers.",
      v.array(wasteReportSchema),
    ),
    duplicates: describe(
      "Files that your layers hold more than once, most bytes first; at most ten.",
      v.array(duplicateReportSchema),
    ),
    leftovers: describe("Removable files, most bytes first.", v.array(leftoverReportSchema)),
    secrets: describe(
      "Credentials that ship with it, in the order of its layers; credentials of its configuration come last.",
      v.array(secretReportSchema),
    ),
    healthcheck: describe("Whether its configuration has a health check.", v.boolean()),
  }),
);

export type MeasuredImage = DeepReadonly<v.InferOutput<typeof measuredImageSchema>>;
