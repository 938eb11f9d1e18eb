import * as v from "valibot";
import { type DeepReadonly, describe } from "./schema.ts";

export const linesSchema = v.tuple([v.number(), v.number()]);

export const filePlaceSchema = describe(
  "Lines of a file, from 1.",
  v.object({ file: v.string(), lines: linesSchema }),
);

export type FilePlace = DeepReadonly<v.InferOutput<typeof filePlaceSchema>>;

/** Of the tools that are not told by name, each is `other`. */
const HISTORY_WRITERS = ["dockerfile", "buildpacks", "ko", "jib", "bazel", "nix", "apko", "other"] as const;

export const instructionSchema = v.object({
  kind: v.literal("instruction"),
  stage: v.nullable(v.string()),
  file: describe("Path of the Dockerfile, from the working directory.", v.string()),
  lines: describe("First and last line, from 1.", linesSchema),
  instruction: describe(
    "As it stands in the Dockerfile, on one line. ONBUILD of a base image made a layer whose FROM has `(ONBUILD of the base image)` behind it.",
    v.string(),
  ),
  elsewhere: v.optional(
    describe(
      "True where the working folder has no such file with the text that the image was built from, so that nothing is annotated there; else left out.",
      v.literal(true),
    ),
  ),
});

export const originSchema = describe(
  "What made a layer.",
  v.variant("kind", [
    v.object({ kind: v.literal("base") }),
    instructionSchema,
    v.object({
      kind: v.literal("history"),
      by: describe(
        "What wrote the entry of the image's history: a builder of Dockerfiles, another tool, or `other`.",
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

/** What an image's history says of a layer, whose Dockerfile is not known or does not exist. */
export type HistoryOrigin = Extract<Origin, { kind: "history" }>;
