import * as v from "valibot";
import { LOG_FILE } from "./log-file.ts";
import { originSchema } from "./origin.ts";
import { bytes, type DeepReadonly, describe } from "./schema.ts";
import { traceSchema } from "./trace.ts";

/** An image compared with its baseline. */

export const baselineImageSchema = describe(
  "The image that is the baseline.",
  v.object({
    renamedFrom: describe(
      "What the image was called there, where that differs from its name now; else null.",
      v.nullable(v.string()),
    ),
    target: describe("Stage that was built; null for an unnamed one.", v.nullable(v.string())),
    platform: v.string(),
    size: bytes,
    transferSize: v.nullable(v.number()),
    layers: v.number(),
    baseImage: describe("Name of its base image; null where that is not known.", v.nullable(v.string())),
  }),
);

export type BaselineImage = DeepReadonly<v.InferOutput<typeof baselineImageSchema>>;

export const baselineReportSchema = describe(
  "What an image is compared with, and where that comes from.",
  v.object({
    state: describe(
      "`stored`: measured by an earlier run; `rebuilt`: the same, and built again by this run, to tell drift from growth; `built`: built and measured by this one; `given`: an image that the settings name. There is none for the reason in `why`; `refused`: there is one, but not comparable; `unreadable`: the image that the settings name cannot be read, or has no image for the platform, so growth is not judged.",
      v.picklist(["stored", "rebuilt", "built", "given", "none", "refused", "unreadable"]),
    ),
    commit: describe(
      "The commit it was measured of; null where it is not of a commit, or none is known.",
      v.nullable(v.string()),
    ),
    name: describe(
      "Name of the branch or of the image that it belongs to; null where there is none.",
      v.nullable(v.string()),
    ),
    source: describe(
      "Where the image was found that the settings name. Left out if they name none, or it is nowhere.",
      v.exactOptional(v.picklist(["engine", "podman", "registry", "archive", "oci-directory"])),
    ),
    behind: describe(
      "How many commits lie between it and the commit that should be compared with.",
      v.number(),
    ),
    why: describe(
      "Why there is none, why it is refused, or why the commit that should be compared with was not built to judge growth; else null.",
      v.nullable(v.string()),
    ),
    log: describe(
      "The last lines of the error where the base does not build, or `prepare` fails; else null.",
      v.nullable(v.string()),
    ),
    logFile: describe(
      "Path of the file with the whole log of the step by which the base does not build, from the folder of the report; null without one.",
      v.nullable(v.pipe(v.string(), v.regex(LOG_FILE))),
    ),
    image: describe("What was measured of it; null where nothing was.", v.nullable(baselineImageSchema)),
  }),
);

export type BaselineReport = DeepReadonly<v.InferOutput<typeof baselineReportSchema>>;

export const fileChangeSchema = describe(
  "A file, or a folder of many, against itself.",
  v.object({
    path: describe("A folder's ends in a slash.", v.string()),
    kind: describe(
      "A folder is `added` where it held no file before, and `removed` where it holds none now.",
      v.picklist(["added", "removed", "changed"]),
    ),
    size: describe("Difference in bytes; 0 where a folder lost as much as it got.", v.number()),
    files: describe("Number of files that differ in size: 1 for a file.", v.number()),
  }),
);

export type FileChange = DeepReadonly<v.InferOutput<typeof fileChangeSchema>>;

export const originChangeSchema = describe(
  "One origin against itself.",
  v.object({
    before: describe("Null where the baseline has none like it.", v.nullable(originSchema)),
    after: describe("Null where it is no more.", v.nullable(originSchema)),
    size: v.number(),
    drift: describe(
      "The part of `size` that the change did not cause; see `drift` of the image.",
      v.number(),
    ),
    files: describe(
      "The largest ten, folded by folder where that says more; empty where the files are not known.",
      v.array(fileChangeSchema),
    ),
    trace: v.optional(traceSchema),
  }),
);

export type OriginChange = DeepReadonly<v.InferOutput<typeof originChangeSchema>>;

export const changeReportSchema = describe(
  "An image against its baseline. Bytes are differences: positive where the image has more.",
  v.object({
    size: v.number(),
    transferSize: describe("Null where either is not known.", v.nullable(v.number())),
    layers: v.number(),
    drift: describe(
      "The part of `size` that the change did not cause: of a base image whose FROM did not change, and of lines whose text and inputs did not. The sum of `drift` of all `origins`.",
      v.number(),
    ),
    history: describe(
      "The part of `size` that lies in `.git` folders which both have: a repository's history, which differs from clone to clone.",
      v.number(),
    ),
    growth: describe("The rest: your layers and a changed FROM, without their drift.", v.number()),
    growthPercent: describe(
      "`growth` in percent of the baseline's size; null where that is 0.",
      v.nullable(v.number()),
    ),
    negligible: describe(
      "Whether it is so small that rebuilding alone may make it: written `≈ 0`.",
      v.boolean(),
    ),
    origins: describe(
      "What made it, largest first; what did not change is left out. Their sizes sum to `size`.",
      v.array(originChangeSchema),
    ),
  }),
);

export type ChangeReport = DeepReadonly<v.InferOutput<typeof changeReportSchema>>;
