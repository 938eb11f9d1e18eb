import { name } from "../values/kinds.ts";
import type { OptionsTable } from "../values/setting.ts";
import { MERGE_OPTIONS } from "./merge-options.ts";

/** The inputs of the action that comments for another run: `comment/action.yml` comes from them. */
export const COMMENT_OPTIONS = {
  artifact: {
    kind: name,
    example: "stagegate-*",
    help: "Name of the artifacts of the followed run that hold report.json; * stands for any text.",
    default: "stagegate",
  },
  expect: {
    ...MERGE_OPTIONS.expect,
    help: "How many reports there should be. If some are missing, the comment says so.",
  },
  comment: MERGE_OPTIONS.comment,
  "comment-key": MERGE_OPTIONS["comment-key"],
  "github-token": {
    ...MERGE_OPTIONS["github-token"],
    help: "Token the comment is written with; it needs actions: read and pull-requests: write.",
  },
} as const satisfies OptionsTable;
