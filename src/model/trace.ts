import * as v from "valibot";
import { instructionSchema, linesSchema } from "./origin.ts";
import { type DeepReadonly, describe } from "./schema.ts";

/** The trace of a `COPY --from`: the origins of its bytes. */

export const traceOriginSchema = describe(
  "The origin of bytes that a `COPY --from` copied.",
  v.variant("kind", [
    instructionSchema,
    v.object({
      kind: v.literal("image"),
      name: describe("Name of the image.", v.string()),
      stage: describe(
        "The stage that the image is the base image of; null if the COPY names the image itself, or if the stage has no name.",
        v.nullable(v.string()),
      ),
    }),
  ]),
);

export type TraceOrigin = DeepReadonly<v.InferOutput<typeof traceOriginSchema>>;

export const changedInputSchema = describe(
  "A file of the build context that differs from the baseline.",
  v.object({
    file: describe("Path from the working directory.", v.string()),
    lines: describe(
      "First and last line that differ, from 1; null if lines in several places differ.",
      v.nullable(linesSchema),
    ),
  }),
);

export type ChangedInput = DeepReadonly<v.InferOutput<typeof changedInputSchema>>;

export const tracePartSchema = describe(
  "The part of a `COPY --from` that one origin made.",
  v.object({
    origin: describe(
      "The instruction or image that made it; the COPY itself for bytes that cannot be traced.",
      traceOriginSchema,
    ),
    through: describe(
      "The `COPY --from` instructions in other stages through which it came, the last one first.",
      v.array(instructionSchema),
    ),
    size: describe("In bytes; a difference in a change.", v.number()),
    files: describe("Number of files; in a change, of files that differ.", v.number()),
    inputs: v.optional(
      describe(
        "The changed files of the build context that the instruction uses; left out if none is known.",
        v.array(changedInputSchema),
      ),
    ),
  }),
);

export type TracePart = DeepReadonly<v.InferOutput<typeof tracePartSchema>>;

export const traceSchema = describe(
  "The origins of the bytes of a `COPY --from`, most bytes first: the sizes sum to the size of the COPY. Left out if it was not traced.",
  v.array(tracePartSchema),
);

export const madeBySchema = describe(
  "The instruction of another stage that made the files, if `origin` copies them from there and they were traced; else left out.",
  instructionSchema,
);
