import type { MeasuredView } from "../view/measured.ts";
import type { ImageView } from "../view.ts";
import { type Markup, markup, prose } from "./markup.ts";
import { htmlTable, narrowColumn, numberColumn, textColumn } from "./table.ts";

/** Every layer, base image first, with its sizes and the line that made it. */
export function layersTable({ layers }: MeasuredView, hasChange: boolean): Markup | null {
  return htmlTable("Layers", layers, [
    numberColumn("#", ({ position }) => position),
    numberColumn("Size", ({ size }) => size),
    narrowColumn("", ({ percent }) => markup`<span class="share" style="--p:${percent}%"></span>`),
    numberColumn("Compressed", ({ compressedSize }) => compressedSize),
    numberColumn("Files", ({ files }) => files.toLocaleString("en-US")),
    ...(hasChange ? [numberColumn<MeasuredView["layers"][number]>("Change", ({ change }) => change)] : []),
    textColumn("Made by", ({ madeBy }) => code(madeBy)),
  ]);
}

/** The origins of the change, each with its files. */
export function changeTable({ rows, drift }: NonNullable<ImageView["change"]>): Markup | null {
  const changes = htmlTable("What changed", rows, [
    numberColumn("Change", ({ size }) => markup`<b>${size}</b>`),
    textColumn(
      "By",
      ({ madeBy, trace, isNew, files }) =>
        markup`${code(madeBy)}${isNew ? markup` <small>new</small>` : null}${trace.map((line) => markup`<br>${code(line)}`)}${fileList(files)}`,
    ),
  ]);
  return drift === null ? changes : markup`<p>${drift}</p>${changes}`;
}

type FileRows = NonNullable<ImageView["change"]>["rows"][number]["files"];

function fileList(files: FileRows): Markup | null {
  if (files.length === 0) return null;
  const items = files.map(
    ({ size, path, kind }) =>
      markup`<li><span class="n">${size}</span> <code>${path}</code> <small>${kind}</small></li>`,
  );
  return markup`<ul>${items}</ul>`;
}

/** Removable files. */
export function leftoversTable({ leftovers }: MeasuredView): Markup | null {
  return htmlTable("Removable files", leftovers, [
    numberColumn("Size", ({ size }) => size),
    textColumn("What", ({ what, path, files }) => markup`${what}<br>${place(path, files)}`),
    textColumn("Made by", ({ madeBy }) => code(madeBy)),
    textColumn("Advice", ({ advice }) => prose(advice)),
  ]);
}

/** Files that a later layer hides. */
export function wasteTable({ waste }: MeasuredView): Markup | null {
  return htmlTable("Hidden files", waste, [
    numberColumn("Size", ({ size }) => size),
    textColumn("What", ({ path, files }) => place(path, files)),
    textColumn("Made by", ({ madeBy }) => code(madeBy)),
    textColumn("How", ({ how, hiddenBy }) => markup`${how} by ${code(hiddenBy)}`),
  ]);
}

/** Number of paths of a duplicate file. */
const PATHS_SHOWN = 100;

/** The same content under several paths. */
export function duplicatesTable({ duplicates }: MeasuredView): Markup | null {
  return htmlTable("Duplicate files", duplicates, [
    numberColumn("Excess", ({ surplus }) => surplus),
    numberColumn("Copies", ({ size, paths }) => `${paths.length} × ${size}`),
    textColumn("Paths", ({ paths }) => {
      const items = paths.slice(0, PATHS_SHOWN).map((path) => markup`<li>${code(path)}</li>`);
      const left = paths.length - PATHS_SHOWN;
      return markup`<ul>${items}</ul>${left > 0 ? `and ${left.toLocaleString("en-US")} more` : null}`;
    }),
  ]);
}

/** The checks of a container, and its processes. */
export function smokeTables({ checks, processes }: NonNullable<ImageView["smoke"]>): Markup {
  const checkTable = htmlTable("Smoke test", checks, [
    narrowColumn("", ({ mark }) => mark),
    textColumn("Check", ({ what }) => what),
    textColumn("Problem", ({ problem }) => problem),
  ]);
  const processTable = htmlTable("Processes", processes, [
    numberColumn("UID", ({ uid }) => uid),
    textColumn("Process", ({ command }) => code(command)),
  ]);
  return markup`${checkTable}${processTable}`;
}

/** The worst vulnerabilities that a scanner found. */
export function vulnerabilityTable({ vulnerabilities }: ImageView): Markup | null {
  return htmlTable("Vulnerabilities", vulnerabilities, [
    textColumn("Severity", ({ severity }) => severity),
    textColumn("ID", ({ id }) => id),
    textColumn("In", ({ where }) => where),
    textColumn("Fixed in", ({ fixedIn }) => fixedIn),
  ]);
}

/** The files that a variant has in addition, by purpose. */
export function leftOutTable({ leftOut }: NonNullable<ImageView["variant"]>): Markup | null {
  return htmlTable("What the variant has in addition", leftOut, [
    numberColumn("Size", ({ size }) => size),
    textColumn("What", ({ what }) => what),
  ]);
}

function place(path: string, files: string): Markup {
  return markup`${code(path)} <small>${files}</small>`;
}

function code(words: string): Markup {
  return markup`<code>${words}</code>`;
}
