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
  check: {
    ...MERGE_OPTIONS.check,
    help: "Write a check run with the text of the comment, named after comment-key. It needs checks: write.",
  },
  "comment-key": MERGE_OPTIONS["comment-key"],
  "github-token": {
    ...MERGE_OPTIONS["github-token"],
    help: "Token that the comment and the check run are written with; it needs actions: read, pull-requests: write, and for check also checks: write.",
  },
} as const satisfies OptionsTable;
