import * as v from "valibot";
import type { BaselineReport, ChangeReport, FileChange } from "../report.ts";
import { originShape, word } from "./measured.ts";

/** What an image is compared with. */
export const baselineShape = v.object({
  state: word<BaselineReport["state"]>({
    stored: true,
    built: true,
    given: true,
    none: true,
    refused: true,
  }),
  commit: v.nullable(v.string()),
  name: v.nullable(v.string()),
  behind: v.number(),
  why: v.nullable(v.string()),
  log: v.nullable(v.string()),
  image: v.nullable(
    v.object({
      renamedFrom: v.nullable(v.string()),
      target: v.nullable(v.string()),
      platform: v.string(),
      size: v.number(),
      transferSize: v.nullable(v.number()),
      layers: v.number(),
      baseImage: v.nullable(v.string()),
    }),
  ),
}) satisfies v.GenericSchema<BaselineReport>;

/** An image against its baseline. */
export const changeShape = v.object({
  size: v.number(),
  transferSize: v.nullable(v.number()),
  layers: v.number(),
  drift: v.number(),
  growth: v.number(),
  growthPercent: v.nullable(v.number()),
  negligible: v.boolean(),
  origins: v.array(
    v.object({
      before: v.nullable(originShape),
      after: v.nullable(originShape),
      size: v.number(),
      files: v.array(
        v.object({
          path: v.string(),
          kind: word<FileChange["kind"]>({ added: true, removed: true, changed: true }),
          size: v.number(),
          files: v.number(),
        }),
      ),
    }),
  ),
}) satisfies v.GenericSchema<ChangeReport>;
