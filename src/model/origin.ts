import * as v from "valibot";
import { type DeepReadonly, describe } from "./schema.ts";

export const linesSchema = v.tuple([v.number(), v.number()]);

export const filePlaceSchema = describe(
  "Lines of a file, from 1.",
  v.object({ file: v.string(), lines: linesSchema }),
);

export type FilePlace = DeepReadonly<v.InferOutput<typeof filePlaceSchema>>;

/** Tools without a name of their own here are `other`. */
const HISTORY_WRITERS = ["dockerfile", "buildpacks", "ko", "jib", "bazel", "nix", "apko", "other"] as const;

export const instructionSchema = v.object({
  kind: v.literal("instruction"),
  stage: v.nullable(v.string()),
  file: describe("Path of the Dockerfile, from the working directory.", v.string()),
  lines: describe("First and last line, from 1.", linesSchema),
  instruction: describe(
    "As it is written in the Dockerfile, on one line. A FROM followed by `(ONBUILD of the base image)` stands for a layer that an ONBUILD instruction of the base image made.",
    v.string(),
  ),
  elsewhere: v.optional(
    describe(
      "True if the working folder does not have this file with the text that the image was built from, so that nothing is annotated there; else left out.",
      v.literal(true),
    ),
  ),
});

export const originSchema = describe(
  "The origin of a layer.",
  v.variant("kind", [
    v.object({ kind: v.literal("base") }),
    instructionSchema,
    v.object({
      kind: v.literal("history"),
      by: describe(
        "The tool that wrote the entry of the image's history: a builder of Dockerfiles, another tool, or `other`.",
        v.picklist(HISTORY_WRITERS),
      ),
      instruction: describe(
        "The instruction or the tool's own words, on one line, without the values of build arguments.",
        v.string(),
      ),
    }),
    v.object({ kind: v.literal("unknown") }),
  ]),
);

export type Origin = DeepReadonly<v.InferOutput<typeof originSchema>>;

/** An instruction of a Dockerfile whose lines are known. */
export type InstructionOrigin = Extract<Origin, { kind: "instruction" }>;

/** The origin of a layer from the image's history, if its Dockerfile is unknown or does not exist. */
export type HistoryOrigin = Extract<Origin, { kind: "history" }>;
