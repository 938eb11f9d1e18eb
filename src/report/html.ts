import { createHash } from "node:crypto";
import type { Report } from "../model/report.ts";
import { cellValue, findingList, imageSection, reasonList, verdictMark } from "./html/image.ts";
import { type Markup, markup } from "./html/markup.ts";
import script from "./html/page.client.js";
import style from "./html/page.css";
import { htmlTable, narrowColumn, numberColumn, textColumn } from "./html/table.ts";
import { type ImageView, type ReportView, reportView } from "./view.ts";
import { METRIC_WORDS } from "./words.ts";

/** Up to this number, all images are open; with more, only images that do not pass. */
const MOST_OPEN = 3;

/** A map takes some 30 kB: with maps of thousands of images, the page would open too slowly. */
const MOST_MAPS = 100;

/**
 * The report as one self-contained page. It loads nothing, which its Content-Security-Policy enforces. The page works
 * without its script, which only makes it easier to move in the maps.
 */
export function html(report: Report): string {
  return [...htmlPieces(report)].join("");
}

/** The same page in pieces, one for each image. The result can be iterated several times. */
export function htmlPieces(report: Report): Iterable<string> {
  return { [Symbol.iterator]: () => piecesOf(report) };
}

function* piecesOf(report: Report): Generator<string> {
  const view = reportView(report);
  const { images, headline, shown, folded } = view;
  const ids = new Map(images.map(({ name }, index) => [name, `image-${index + 1}`]));
  const several = images.length > 1;
  const own = new Set(images.flatMap(({ findings }) => findings));
  const reasons = view.imageFindings.filter(
    (finding) => finding.level === "error" && (own.has(finding) || !finding.isOfGuard),
  );
  const mapped = new Set([...shown.images, ...folded.images].slice(0, MOST_MAPS));
  const sectionOf = (image: ImageView) =>
    imageSection(image, idOf(image, ids), {
      isOpen: images.length <= MOST_OPEN || image.verdict !== "pass",
      hasMap: mapped.has(image),
    });
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
${findingList([...view.findings, ...view.sharedFindings.filter(({ isOfGuard }) => isOfGuard)], ids)}
${several ? imageTable(folded.images.length === 0 ? "All images" : "Images that do not pass", shown, ids) : null}
${several ? reasonList(reasons, own, ids) : null}
`.html;
  if (folded.images.length > 0)
    yield* foldedImages(view, imageTable("Images that pass", folded, ids), sectionOf);
  yield markup`
${findingList(
  view.sharedFindings.filter((finding) => !finding.isOfGuard && !reasons.includes(finding)),
  ids,
)}
`.html;
  for (const image of shown.images) yield sectionOf(image).html;
  yield markup`
</main>
<footer>
<p>${view.measuredWith} ${METRIC_WORDS} 1 MB is 1,000,000 bytes.</p>
</footer>`.html;
  yield `
<script>${script}</script>
</body>
</html>
`;
}

type Ids = ReadonlyMap<string, string>;

/** A row for each image, with a link to its section. */
function imageTable(label: string, { columns, images }: ReportView["shown"], ids: Ids): Markup | null {
  return htmlTable(label, images, [
    narrowColumn("", verdictMark),
    textColumn(
      "Image",
      (image) =>
        markup`<a href="#${idOf(image, ids)}">${image.name}</a>${image.isReportOnly ? markup` (report only)` : null}`,
    ),
    ...columns.map(({ name, isNumber }, index) =>
      (isNumber ? numberColumn : narrowColumn)<ImageView>(name, ({ cells }) => {
        const cell = cells[index];
        return cell === undefined ? null : cellValue(cell);
      }),
    ),
  ]);
}

/** The images that pass, if there are many: a fold, which is open if there are no other images. */
function* foldedImages(
  { shown, folded }: ReportView,
  table: Markup | null,
  sectionOf: (image: ImageView) => Markup,
): Generator<string> {
  const open = shown.images.length === 0 ? markup` open` : null;
  yield markup`<details class="passing"${open}><summary>${folded.words}</summary>${table}`.html;
  for (const image of folded.images) yield sectionOf(image).html;
  yield "</details>";
}

function paragraph(words: string | null): Markup | null {
  return words === null ? null : markup`<p>${words}</p>`;
}

function idOf({ name }: ImageView, ids: Ids): string {
  return ids.get(name) ?? "";
}
