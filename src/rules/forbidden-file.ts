import type { ForbiddenFile } from "../model/outcomes.ts";
import { fetches, fromIn, instructionOf, mayBeStage } from "../model/written.ts";
import { plural } from "../text/words.ts";
import { fewerEntries } from "../values/looser.ts";
import { patterns } from "../values/patterns.ts";
import { setting } from "../values/setting.ts";
import { placeOf } from "./origin-place.ts";
import { rule } from "./rule.ts";

export const forbiddenFileRule = rule({
  id: "forbidden-file",
  why: "Some files must never ship, whatever the Dockerfile copies.",
  level: "error",
  settings: {
    forbid: setting(
      "security",
      patterns,
      "*.map",
      "Files that no layer may contain, one pattern a line: *.map in every folder, /app/tests/** from the root.",
      fewerEntries,
    ),
  },
  check: ({ name, forbidden, place }, settings) =>
    (settings.forbid ?? []).flatMap((pattern) => {
      const files = forbidden.filter((file) => file.pattern === pattern);
      const [first] = files;
      if (first === undefined) return [];
      const more = files.length === 1 ? "" : ` and ${plural(files.length - 1, "more file")}`;
      return [
        {
          message: `${name} contains \`/${first.path}\`${more}, which \`forbid\` does not allow`,
          actual: files.length,
          limit: 0,
          place: placeOf(first.origin, place),
          advice: adviceFor(first),
        },
      ];
    }),
});

function adviceFor({ path, hidden, origin }: ForbiddenFile): string {
  if (origin.kind === "base")
    return "The file comes with the base image. Use another base image, or remove the pattern from `forbid`.";
  const advice = adviceAt(instructionOf(origin), path);
  return hidden ? `A later layer deletes the file, but it still ships. ${advice}` : advice;
}

/** @param text the instruction that adds the file; empty if it is unknown */
function adviceAt(text: string, path: string): string {
  if (/^RUN\b/i.test(text)) return "Delete it in this RUN.";
  if (!/^(?:COPY|ADD)\b/i.test(text))
    return "List it in .dockerignore, or delete it in the instruction that creates it.";
  const from = fromIn(text);
  if (from !== null)
    return mayBeStage(from)
      ? `Do not copy it in this line, or remove it in stage \`${from}\`.`
      : "Do not copy it in this line.";
  if (fetches(text)) return "Do this in another stage, and copy from it only what the image needs.";
  // If .dockerignore left out a file that the line names, the build would fail.
  return names(text, path) ? "Do not copy it in this line." : "List it in .dockerignore.";
}

/** Whether a COPY or ADD names a file as its source or as its destination. */
function names(text: string, path: string): boolean {
  const words = text.replace(/[[\]",]+/g, " ").split(/\s+/);
  return words.some((word) => word.split("/").at(-1) === path.split("/").at(-1));
}
