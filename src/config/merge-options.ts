import { lines, positiveCount } from "../values/kinds.ts";
import type { OptionsTable } from "../values/setting.ts";
import { RUN_SETTINGS } from "./settings.ts";

/** The inputs of the action that merges reports: `merge/action.yml` comes from them. */
export const MERGE_OPTIONS = {
  reports: {
    kind: lines,
    example: "reports",
    help: "What to merge, one a line: report.json files, folders that hold them at any depth, or patterns such as reports/*/report.json.",
    default: null,
  },
  expect: {
    kind: positiveCount,
    example: "5",
    help: "How many reports there should be. If some are missing, the gate does not pass.",
    default: null,
  },
  comment: RUN_SETTINGS.comment,
  check: RUN_SETTINGS.check,
  "comment-key": RUN_SETTINGS["comment-key"],
  "github-token": RUN_SETTINGS["github-token"],
  "output-dir": RUN_SETTINGS["output-dir"],
} as const satisfies OptionsTable;
