import type { ImageReport, MeasuredImage, Report } from "../model/report.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, plural } from "../text/words.ts";
import { markdownCode, markdownText } from "./escape.ts";
import { cut, cutTable, folded } from "./markdown-parts.ts";
import { baseImageWords, contextWords, engineWords, fileChangeWords, originWords } from "./words.ts";

/** Layers, files, waste, and how it was measured: the folded end of the comment. */
export function details(report: Report, rows: number): string {
  const images = report.images.flatMap((image) => {
    if (image.image === null) return [];
    const parts = [
      about(image, image.image),
      ...layers(image.image, rows),
      ...files(image, rows),
      ...waste(image.image, rows),
      ...duplicates(image.image, rows),
    ];
    return [parts.join("\n\n")];
  });
  const engine =
    report.engine === null
      ? "No engine was needed."
      : `Measured with ${markdownText(engineWords(report.engine))}.`;
  const metric =
    "Size is the sum of the regular files of all layers; transfer is the sum of the compressed layers.";
  return folded(
    "Layers, files, and how it was measured",
    [...cut(images, rows, (count) => `${plural(count, "image")} left out`), `${engine} ${metric}`].join(
      "\n\n",
    ),
  );
}

function about(report: ImageReport, image: MeasuredImage): string {
  const facts = [image.platform, baseImageWords(image), contextWords(report)].filter((fact) => fact !== null);
  return `**${markdownText(report.name)}** ${facts.map(markdownText).join("; ")}`;
}

function layers(image: MeasuredImage, rows: number): string[] {
  const body = image.layers.flatMap((layer, index) =>
    layer.origin.kind === "base"
      ? []
      : [
          [
            `${index + 1}`,
            formatSize(layer.size),
            `${layer.files}`,
            markdownCode(originWords(layer.origin, image)),
          ],
        ],
  );
  return body.length === 0 ? [] : [cutTable([["#", "Size", "Files", "Made by"], ...body], rows)];
}

/** All files that changed: the comment's own table has not room for them. */
function files({ change }: ImageReport, rows: number): string[] {
  if (change === null || change.negligible) return [];
  const body = change.origins.flatMap(({ before, after, files: changed }) => {
    const origin = after ?? before;
    const place = origin?.kind === "instruction" ? placeWords(origin) : "base image";
    return changed.map((file) => [markdownCode(fileChangeWords(file)), markdownCode(place)]);
  });
  return body.length === 0 ? [] : [cutTable([["Changed files", "By"], ...body], rows)];
}

function waste(image: MeasuredImage, rows: number): string[] {
  const body = image.waste.map(({ size, path, how, origin, hiddenBy }) => [
    formatSize(size),
    `${markdownCode(path)} ${how}`,
    markdownCode(originWords(origin, image)),
    markdownCode(originWords(hiddenBy, image)),
  ]);
  return body.length === 0
    ? []
    : [
        `${formatSize(image.wasted)} of your layers are hidden by later ones.`,
        cutTable([["Hidden", "What", "Made by", "Hidden by"], ...body], rows),
      ];
}

function duplicates(image: MeasuredImage, rows: number): string[] {
  const body = image.duplicates.map(({ size, paths }) => [
    formatSize(size),
    `${paths.length} ×`,
    cut(paths.map(markdownCode), 3, (left) => `and ${left} more`).join("<br>"),
  ]);
  return body.length === 0 ? [] : [cutTable([["Stored twice", "", "Paths"], ...body], rows)];
}
