import { createHash } from "node:crypto";
import type { Report } from "../model/report.ts";
import { findingList, imageSection, verdictMark } from "./html/image.ts";
import { type Markup, markup } from "./html/markup.ts";
import script from "./html/page.client.js";
import style from "./html/page.css";
import { htmlTable, narrowColumn, numberColumn, textColumn } from "./html/table.ts";
import { type ImageView, type ReportView, reportView } from "./view.ts";

/** Up to here all images are open; of more, those that do not pass. */
const MOST_OPEN = 3;

/**
 * The report as one page that needs nothing else: it loads nothing, which its Content-Security-Policy
 * makes certain, and its script, without which it can be read as well, only eases moving in the maps.
 */
export function html(report: Report): string {
  return [...htmlPieces(report)].join("");
}

/** The same page in pieces, one image after the other; may be gone through several times. */
export function htmlPieces(report: Report): Iterable<string> {
  return { [Symbol.iterator]: () => piecesOf(report) };
}

function* piecesOf(report: Report): Generator<string> {
  const view = reportView(report);
  const { images, headline } = view;
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'; base-uri 'none'; form-action 'none'`;
  const head = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">`;
  yield `${head}
<title>${markup`stagegate: ${headline}`.html}</title>
<style>${style}</style>
</head>
<body>`;
  yield markup`
<header>
<p>stagegate</p>
<h1>${verdictMark(view)}<span>${headline}</span></h1>
${paragraph(view.waiver)}
</header>
<main>
${findingList(view.findings)}
${images.length > 1 ? summary(view) : null}
`.html;
  for (const [index, image] of images.entries())
    yield imageSection(image, idOf(index), images.length <= MOST_OPEN || image.verdict !== "pass").html;
  yield markup`
</main>
<footer>
<p>${view.measuredWith} Size is the sum of the regular files of all layers, also of those that a later layer hides; transfer is the sum of the compressed layers. 1 MB is 1,000,000 bytes.</p>
</footer>`.html;
  yield `
<script>${script}</script>
</body>
</html>
`;
}

interface SummaryRow {
  readonly image: ImageView;
  /** Of its section. */
  readonly id: string;
}

function summary({ columns, images }: ReportView): Markup | null {
  const rows = images.map((image, index) => ({ image, id: idOf(index) }));
  return htmlTable("All images", rows, [
    narrowColumn("", ({ image }) => verdictMark(image)),
    textColumn(
      "Image",
      ({ id, image: { name, isReportOnly } }) =>
        markup`<a href="#${id}">${name}</a>${isReportOnly ? markup` (report only)` : null}`,
    ),
    ...columns.map(({ name, isNumber }, index) =>
      (isNumber ? numberColumn : narrowColumn)<SummaryRow>(name, ({ image }) => image.cells[index] ?? ""),
    ),
  ]);
}

function paragraph(words: string | null): Markup | null {
  return words === null ? null : markup`<p>${words}</p>`;
}

function idOf(index: number): string {
  return `image-${index + 1}`;
}
