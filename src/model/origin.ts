import * as v from "valibot";
import { type DeepReadonly, describe } from "./schema.ts";

export const linesSchema = v.tuple([v.number(), v.number()]);

export const filePlaceSchema = describe(
  "Lines of a file, from 1.",
  v.object({ file: v.string(), lines: linesSchema }),
);

export type FilePlace = DeepReadonly<v.InferOutput<typeof filePlaceSchema>>;

export const instructionSchema = v.object({
  kind: v.literal("instruction"),
  stage: v.nullable(v.string()),
  file: describe("Path of the Dockerfile, from the working directory.", v.string()),
  lines: describe("First and last line, from 1.", linesSchema),
  instruction: describe(
    "As it stands in the Dockerfile, on one line. ONBUILD of a base image made a layer whose FROM has `(ONBUILD of the base image)` behind it.",
    v.string(),
  ),
});

/** An instruction of a Dockerfile, as an origin. */
export type InstructionOrigin = DeepReadonly<v.InferOutput<typeof instructionSchema>>;

export const originSchema = describe(
  "What made a layer.",
  v.variant("kind", [
    v.object({ kind: v.literal("base") }),
    instructionSchema,
    v.object({ kind: v.literal("unknown") }),
  ]),
);

export type Origin = DeepReadonly<v.InferOutput<typeof originSchema>>;
