import type { ForbiddenFile } from "../model/outcomes.ts";
import { fewerEntries } from "../values/looser.ts";
import { patterns } from "../values/patterns.ts";
import { setting } from "../values/setting.ts";
import { rule } from "./rule.ts";

export const forbiddenFileRule = rule({
  id: "forbidden-file",
  why: "What must never ship is best kept out by name.",
  level: "error",
  settings: {
    forbid: setting(
      patterns,
      "*.map",
      "Files that must not be in any layer, one pattern a line: *.map in every folder, /app/tests/** from the root.",
      fewerEntries,
    ),
  },
  check: ({ name, forbidden, place }, settings) =>
    (settings.forbid ?? []).flatMap((pattern) => {
      const files = forbidden.filter((file) => file.pattern === pattern);
      const [first] = files;
      if (first === undefined) return [];
      const more = files.length === 1 ? "" : ` and ${files.length - 1} more`;
      return [
        {
          message: `${name} holds /${first.path}${more}, which forbid: ${pattern} keeps out`,
          actual: files.length,
          limit: 0,
          place:
            first.origin.kind === "instruction"
              ? { file: first.origin.file, lines: first.origin.lines }
              : place,
          advice: adviceFor(first),
        },
      ];
    }),
});

function adviceFor({ hidden, origin }: ForbiddenFile): string {
  if (hidden)
    return "A later layer deletes it, but it ships all the same: delete it in the layer that makes it";
  return origin.kind === "base"
    ? "It comes with the base image: use another, or remove the pattern from forbid"
    : "List it in .dockerignore, or delete it in the layer that makes it";
}
