import type {
  ChangeReport,
  FileChange,
  ImageReport,
  MeasuredImage,
  OriginChange,
} from "../../model/report.ts";
import { formatSize } from "../../text/size.ts";
import { plural } from "../../text/words.ts";
import { driftWords, formatChange, originChangeWords, originWords } from "../words.ts";
import { type Markup, markup, prose } from "./markup.ts";
import { numbers, table, text } from "./table.ts";

/** Every layer, base image first, with what it adds and which line made it. */
export function layersTable({ change }: ImageReport, image: MeasuredImage): Markup {
  const largest = Math.max(1, ...image.layers.map(({ size }) => size));
  const origins = image.layers.map(({ origin }) => originWords(origin, image));
  const rows = image.layers.map(({ size, transferSize, files, origin }, index) => {
    const words = originWords(origin, image);
    const first = origins.indexOf(words);
    return [
      index + 1,
      formatSize(size),
      markup`<span class="share" style="--p:${Math.round((size / largest) * 100)}%"></span>`,
      transferSize === null ? "unknown" : formatSize(transferSize),
      files.toLocaleString("en-US"),
      // An origin's change is that of all its layers together.
      ...(change === null ? [] : [first === index ? changeOf(change, words, image) : `as ${first + 1}`]),
      code(words),
    ];
  });
  const columns = [
    numbers("#"),
    numbers("Size"),
    text(""),
    numbers("Transfer"),
    numbers("Files"),
    ...(change === null ? [] : [numbers("Change")]),
    text("Made by"),
  ];
  return table("Layers", columns, rows);
}

function changeOf({ origins }: ChangeReport, words: string, image: MeasuredImage): string {
  const found = origins.find(({ after }) => after !== null && originWords(after, image) === words);
  return found === undefined ? "0" : formatChange(found.size);
}

/** What made the change, largest first, each with its files. */
export function changeTable(change: ChangeReport, report: ImageReport): Markup {
  const drift = driftWords(change, report);
  const rows = change.origins.map((origin) => [
    markup`<b>${formatChange(origin.size)}</b>`,
    markup`${code(originChangeWords(origin, report))}${novelty(origin)}${fileList(origin.files)}`,
  ]);
  const changes = table("What changed", [numbers("Change"), text("By")], rows);
  return drift === null ? changes : markup`<p>${drift}</p>${changes}`;
}

function novelty({ before, after }: OriginChange): Markup | null {
  return before === null && after !== null ? markup` <small>new</small>` : null;
}

function fileList(files: readonly FileChange[]): Markup | null {
  if (files.length === 0) return null;
  const items = files.map(({ path, kind, size, files: number }) => {
    const what = number > 1 ? `${kind}, ${plural(number, "file")}` : kind;
    return markup`<li><span class="n">${formatChange(size)}</span> <code>${path}</code> <small>${what}</small></li>`;
  });
  return markup`<ul>${items}</ul>`;
}

/** What needs not be in the image; null where there is nothing. */
export function leftoversTable(image: MeasuredImage): Markup | null {
  if (image.leftovers.length === 0) return null;
  const rows = image.leftovers.map(({ what, origin, path, size, files, advice }) => [
    formatSize(size),
    markup`${what}<br>${place(path, files)}`,
    code(originWords(origin, image)),
    prose(advice),
  ]);
  return table("Leftovers", [numbers("Size"), text("What"), text("Made by"), text("To do")], rows);
}

/** Bytes that a later layer hid; null where there are none. */
export function wasteTable(image: MeasuredImage): Markup | null {
  if (image.waste.length === 0) return null;
  const rows = image.waste.map(({ origin, hiddenBy, size, files, how, path }) => [
    formatSize(size),
    place(path, files),
    code(originWords(origin, image)),
    markup`${how} by ${code(originWords(hiddenBy, image))}`,
  ]);
  return table("Hidden files", [numbers("Size"), text("What"), text("Made by"), text("How")], rows);
}

/** The same content under several paths; null where there is none. */
export function duplicatesTable(image: MeasuredImage): Markup | null {
  if (image.duplicates.length === 0) return null;
  const rows = image.duplicates.map(({ size, paths }) => [
    formatSize(size * (paths.length - 1)),
    `${paths.length} × ${formatSize(size)}`,
    markup`<ul>${paths.map((path) => markup`<li>${code(path)}</li>`)}</ul>`,
  ]);
  return table("Duplicates", [numbers("Too much"), numbers("Copies"), text("Paths")], rows);
}

function place(path: string, files: number): Markup {
  return markup`${code(path)} <small>${plural(files, "file")}</small>`;
}

function code(words: string): Markup {
  return markup`<code>${words}</code>`;
}
