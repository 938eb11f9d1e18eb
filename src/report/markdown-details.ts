import { plural } from "../text/words.ts";
import { markdownCellCode, markdownText } from "./escape.ts";
import { fold, joinBlocks, tableOfRows } from "./markdown-parts.ts";
import type { Room } from "./markdown-room.ts";
import type { MeasuredView } from "./view/measured.ts";
import type { ImageView, ReportView } from "./view.ts";
import { firstItems, METRIC_WORDS } from "./words.ts";

/** Layers, files, waste, and how stagegate measured them: the fold at the end of the comment. */
export function details({ images, measuredWith }: ReportView, room: Room): string {
  if (images.length === 0) return "";
  const measured = images.flatMap((image) =>
    image.measured === null ? [] : [[image, image.measured] as const],
  );
  const shown = measured
    .slice(0, room.details)
    .map(([image, own]) => imageDetails(image, own, room.details, room.text));
  const left = measured.length - shown.length;
  return fold(
    "Layers, files, and how it was measured",
    joinBlocks([
      ...shown,
      left === 0 ? "" : `${plural(left, "image")} left out`,
      `${markdownText(measuredWith, room.text)} ${METRIC_WORDS}`,
    ]),
  );
}

/** Number of paths of a duplicate file. */
const PATHS_SHOWN = 3;

function imageDetails(
  { name, context, notableChange }: ImageView,
  image: MeasuredView,
  rows: number,
  longest: number,
): string {
  const text = (words: string) => markdownText(words, longest);
  const code = (words: string) => markdownCellCode(words, longest);
  const { platform, baseImage, layers, wasted, waste, duplicates } = image;
  const facts = [platform, baseImage, context].filter((fact) => fact !== null);
  const files = notableChange?.rows.flatMap((row) =>
    row.files.map((file) => ({
      ...file,
      place: row.tracedPlaces === "" ? row.place : `${row.place} ← ${row.tracedPlaces}`,
    })),
  );
  return joinBlocks([
    `**${text(name)}** ${facts.map(text).join("; ")}`,
    tableOfRows(
      layers.filter(({ isBase }) => !isBase),
      rows,
      {
        "#": ({ position }) => `${position}`,
        Size: ({ size }) => size,
        Files: ({ files }) => `${files}`,
        "Made by": ({ madeBy }) => code(madeBy),
      },
    ),
    // The table of changes in the comment shows only the largest files.
    tableOfRows(files ?? [], rows, {
      "Changed files": ({ words }) => code(words),
      By: ({ place }) => code(place),
    }),
    waste.length === 0 ? "" : `Later layers hide ${wasted} of your layers.`,
    tableOfRows(waste, rows, {
      Hidden: ({ size }) => size,
      What: ({ path, how }) => `${code(path)} ${how}`,
      "Made by": ({ madeBy }) => code(madeBy),
      "Hidden by": ({ hiddenBy }) => code(hiddenBy),
    }),
    tableOfRows(duplicates, rows, {
      Copies: ({ size, paths }) => `${paths.length} × ${size}`,
      "Duplicate files": ({ paths }) => firstItems(paths.map(code), PATHS_SHOWN).join("<br>"),
    }),
  ]);
}
