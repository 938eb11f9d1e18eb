import * as v from "valibot";
import { LOG_FILE } from "./log-file.ts";
import { originSchema } from "./origin.ts";
import { bytes, type DeepReadonly, describe } from "./schema.ts";
import { traceSchema } from "./trace.ts";

/** The comparison of an image with its baseline. */

export const baselineImageSchema = describe(
  "The baseline image.",
  v.object({
    renamedFrom: describe(
      "Its name in the baseline, if that differs from the present one; else null.",
      v.nullable(v.string()),
    ),
    target: describe("Stage that was built; null for an unnamed one.", v.nullable(v.string())),
    platform: v.string(),
    size: bytes,
    transferSize: v.nullable(v.number()),
    layers: v.number(),
    baseImage: describe("Name of its base image; null if it is unknown.", v.nullable(v.string())),
  }),
);

export type BaselineImage = DeepReadonly<v.InferOutput<typeof baselineImageSchema>>;

export const baselineReportSchema = describe(
  "The baseline of an image, and where it comes from.",
  v.object({
    state: describe(
      "`stored`: an earlier run measured it. `rebuilt`: an earlier run measured it, and this run built it again to tell drift from growth. `built`: this run built and measured it. `given`: an image that the settings name. `none`: there is none, for the reason in `why`. `refused`: there is one, but it is not comparable. `unreadable`: the image that the settings name cannot be read, or has no image for the platform, so growth is not judged.",
      v.picklist(["stored", "rebuilt", "built", "given", "none", "refused", "unreadable"]),
    ),
    commit: describe(
      "The commit that it belongs to; null if it belongs to none, or the commit is unknown.",
      v.nullable(v.string()),
    ),
    name: describe(
      "Name of its branch, or of the image that the settings name; null if there is none.",
      v.nullable(v.string()),
    ),
    source: describe(
      "The source of the image that the settings name. Left out if they name none, or it was not found.",
      v.exactOptional(v.picklist(["engine", "podman", "registry", "archive", "oci-directory"])),
    ),
    behind: describe("Number of commits between it and the base commit.", v.number()),
    why: describe(
      "Why there is no baseline, why it is refused, or why the base commit was not built to judge growth; else null.",
      v.nullable(v.string()),
    ),
    log: describe(
      "The last lines of the error if the base does not build, or `prepare` fails; else null.",
      v.nullable(v.string()),
    ),
    logFile: describe(
      "Path of the file with the whole log of the base's step that failed, from the folder of the report; null if there is none.",
      v.nullable(v.pipe(v.string(), v.regex(LOG_FILE))),
    ),
    image: describe("Its measurement; null if there is none.", v.nullable(baselineImageSchema)),
  }),
);

export type BaselineReport = DeepReadonly<v.InferOutput<typeof baselineReportSchema>>;

export const fileChangeSchema = describe(
  "The change of a file, or of a folder with many files.",
  v.object({
    path: describe("A folder's ends in a slash.", v.string()),
    kind: describe(
      "A folder is `added` if it held no file before, and `removed` if it holds none now.",
      v.picklist(["added", "removed", "changed"]),
    ),
    size: describe("Difference in bytes; 0 if a folder lost as many bytes as it gained.", v.number()),
    files: describe("Number of files that differ in size: 1 for a file.", v.number()),
  }),
);

export type FileChange = DeepReadonly<v.InferOutput<typeof fileChangeSchema>>;

export const originChangeSchema = describe(
  "The change of one origin.",
  v.object({
    before: describe("Null if the origin is new.", v.nullable(originSchema)),
    after: describe("Null if the origin is gone.", v.nullable(originSchema)),
    size: v.number(),
    drift: describe(
      "The part of `size` that the change did not cause; see `drift` of the image.",
      v.number(),
    ),
    files: describe(
      "The largest ten changes, of files or of whole folders; empty if the files are unknown.",
      v.array(fileChangeSchema),
    ),
    trace: v.optional(traceSchema),
  }),
);

export type OriginChange = DeepReadonly<v.InferOutput<typeof originChangeSchema>>;

export const changeReportSchema = describe(
  "The change of an image against its baseline. Bytes are differences: positive if the image has more.",
  v.object({
    size: v.number(),
    transferSize: describe("Null if either is unknown.", v.nullable(v.number())),
    layers: v.number(),
    drift: describe(
      "The part of `size` that the change did not cause: growth of a base image whose FROM did not change, and of lines whose text and inputs did not change. The sum of `drift` of all `origins`.",
      v.number(),
    ),
    history: describe(
      "The part of `size` in `.git` folders that both images have: a repository's history, which differs from clone to clone.",
      v.number(),
    ),
    growth: describe("The rest: your layers and a changed FROM, without their drift.", v.number()),
    growthPercent: describe(
      "`growth` in percent of the baseline's size; null if that is 0.",
      v.nullable(v.number()),
    ),
    negligible: describe(
      "Whether rebuilding alone may make such a small change: it is written `≈ 0`.",
      v.boolean(),
    ),
    origins: describe(
      "The origins that changed, largest change first. Their sizes sum to `size`.",
      v.array(originChangeSchema),
    ),
  }),
);

export type ChangeReport = DeepReadonly<v.InferOutput<typeof changeReportSchema>>;
