import * as v from "valibot";
import { originSchema } from "./origin.ts";
import { type DeepReadonly, describe, fileCount } from "./schema.ts";
import { traceSchema } from "./trace.ts";

const fields = v.object({
  name: describe("Of several parts where a folder holds only one thing: `usr/lib/python3`.", v.string()),
  size: describe("In bytes, all that is below it included.", v.number()),
  files: fileCount,
  change: describe(
    "Difference to the baseline in bytes, with what is there no more; null where that is not known.",
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
    root: describe('Its root, which is called "".', contentsNodeSchema),
    trace: v.optional(traceSchema),
  }),
);

export type OriginContents = DeepReadonly<v.InferOutput<typeof originContentsSchema>>;
