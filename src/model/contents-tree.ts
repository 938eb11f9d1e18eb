import * as v from "valibot";
import { originSchema } from "./origin.ts";
import { type DeepReadonly, describe, fileCount } from "./schema.ts";
import { traceSchema } from "./trace.ts";

const fields = v.object({
  name: describe("With several parts if a folder holds only one entry: `usr/lib/python3`.", v.string()),
  size: describe("In bytes, with everything below it.", v.number()),
  files: fileCount,
  change: describe(
    "Difference to the baseline in bytes, with files that are gone; null if it is unknown.",
    v.nullable(v.number()),
  ),
});

export type ContentsNode = DeepReadonly<v.InferOutput<typeof fields>> & {
  readonly children: readonly ContentsNode[];
};

export const contentsNodeSchema: v.GenericSchema<ContentsNode> = describe(
  "A folder, or a file, which has no children. Small ones are left out, so children may sum to less.",
  v.object({
    ...fields.entries,
    children: describe("Most bytes first.", v.array(v.lazy(() => contentsNodeSchema))),
  }),
);

export const originContentsSchema = describe(
  "The files of one origin as a tree of folders.",
  v.object({
    origin: originSchema,
    root: describe('The root of the tree. Its name is "".', contentsNodeSchema),
    trace: v.optional(traceSchema),
  }),
);

export type OriginContents = DeepReadonly<v.InferOutput<typeof originContentsSchema>>;
