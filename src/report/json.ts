import type { Report } from "../model/report.ts";

/** The report as JSON, indented by two spaces, with a line end; in pieces, one for each image. */
export function jsonPieces(report: Report): Iterable<string> {
  return { [Symbol.iterator]: () => piecesOf(report) };
}

function* piecesOf(report: Report): Generator<string> {
  const { images } = report;
  if (images.length === 0) {
    yield `${JSON.stringify(report, null, 2)}\n`;
    return;
  }
  // The empty list marks the place of the images. No text in JSON has a line break, so it is found only there.
  const [before, after] = JSON.stringify({ ...report, images: [] }, null, 2).split('\n  "images": []');
  yield `${before}\n  "images": [`;
  for (const [index, image] of images.entries()) {
    const text = JSON.stringify(image, null, 2).replaceAll("\n", "\n    ");
    yield `${index === 0 ? "" : ","}\n    ${text}`;
  }
  yield `\n  ]${after}\n`;
}
