import * as v from "valibot";
import { instructionSchema, linesSchema } from "./origin.ts";
import { type DeepReadonly, describe } from "./schema.ts";

/** Where the bytes of a `COPY --from` were made. */

export const traceOriginSchema = describe(
  "What made bytes that a `COPY --from` took.",
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
      "The lines that differ, first and last, from 1; null if they are in several places.",
      v.nullable(linesSchema),
    ),
  }),
);

export type ChangedInput = DeepReadonly<v.InferOutput<typeof changedInputSchema>>;

export const tracePartSchema = describe(
  "The part of a `COPY --from` that one origin made.",
  v.object({
    origin: describe(
      "The instruction or image that made it; the COPY itself for what cannot be traced.",
      traceOriginSchema,
    ),
    through: describe(
      "The `COPY --from` instructions in other stages that passed it on, the last one first.",
      v.array(instructionSchema),
    ),
    size: describe("In bytes; a difference in a change.", v.number()),
    files: describe("Number of files; of those that differ in a change.", v.number()),
    inputs: v.optional(
      describe(
        "The files of the build context that the instruction works with and that changed; left out if none is known.",
        v.array(changedInputSchema),
      ),
    ),
  }),
);

export type TracePart = DeepReadonly<v.InferOutput<typeof tracePartSchema>>;

export const traceSchema = describe(
  "Where the bytes of a `COPY --from` were made, most bytes first: the sizes sum to that of the COPY. Left out if it was not traced.",
  v.array(tracePartSchema),
);

export const madeBySchema = describe(
  "The instruction of another stage that made the files, if `origin` copies them from there and they were traced; else left out.",
  instructionSchema,
);
