import { plural } from "../text/words.ts";
import { markdownCode, markdownText } from "./escape.ts";
import { cut, fold, joinBlocks, tableOfRows } from "./markdown-parts.ts";
import type { MeasuredView } from "./view/measured.ts";
import type { ImageView, ReportView } from "./view.ts";

/** Layers, files, waste, and how it was measured: the folded end of the comment. */
export function details({ images, measuredWith }: ReportView, rows: number): string {
  const parts = images.flatMap((image) =>
    image.measured === null ? [] : imageDetails(image, image.measured, rows),
  );
  const metric =
    "Size is the sum of the regular files of all layers; transfer is the sum of the compressed layers.";
  return fold(
    "Layers, files, and how it was measured",
    joinBlocks([
      ...cut(parts, rows, (count) => `${plural(count, "image")} left out`),
      `${markdownText(measuredWith)} ${metric}`,
    ]),
  );
}

function imageDetails(
  { name, context, notableChange }: ImageView,
  image: MeasuredView,
  rows: number,
): string {
  const { platform, baseImage, layers, wasted, waste, duplicates } = image;
  const facts = [platform, baseImage, context].filter((fact) => fact !== null);
  const files = notableChange?.rows.flatMap((row) =>
    row.files.map((file) => ({ ...file, place: row.place })),
  );
  return joinBlocks([
    `**${markdownText(name)}** ${facts.map(markdownText).join("; ")}`,
    tableOfRows(
      layers.filter(({ isBase }) => !isBase),
      rows,
      {
        "#": ({ position }) => `${position}`,
        Size: ({ size }) => size,
        Files: ({ files }) => `${files}`,
        "Made by": ({ madeBy }) => markdownCode(madeBy),
      },
    ),
    // The table of changes has no room for all files.
    tableOfRows(files ?? [], rows, {
      "Changed files": ({ words }) => markdownCode(words),
      By: ({ place }) => markdownCode(place),
    }),
    waste.length === 0 ? "" : `${wasted} of your layers are hidden by later ones.`,
    tableOfRows(waste, rows, {
      Hidden: ({ size }) => size,
      What: ({ path, how }) => `${markdownCode(path)} ${how}`,
      "Made by": ({ madeBy }) => markdownCode(madeBy),
      "Hidden by": ({ hiddenBy }) => markdownCode(hiddenBy),
    }),
    tableOfRows(duplicates, rows, {
      "Stored twice": ({ size }) => size,
      "": ({ paths }) => `${paths.length} ×`,
      Paths: ({ paths }) => cut(paths.map(markdownCode), 3, (left) => `and ${left} more`).join("<br>"),
    }),
  ]);
}
