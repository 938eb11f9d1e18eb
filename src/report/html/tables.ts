import type { MeasuredView } from "../view/measured.ts";
import type { ImageView } from "../view.ts";
import { type Markup, markup, prose } from "./markup.ts";
import { htmlTable, narrowColumn, numberColumn, textColumn } from "./table.ts";

/** Every layer, base image first, with what it adds and which line made it. */
export function layersTable({ layers }: MeasuredView, hasChange: boolean): Markup | null {
  return htmlTable("Layers", layers, [
    numberColumn("#", ({ position }) => position),
    numberColumn("Size", ({ size }) => size),
    narrowColumn("", ({ percent }) => markup`<span class="share" style="--p:${percent}%"></span>`),
    numberColumn("Transfer", ({ transfer }) => transfer),
    numberColumn("Files", ({ files }) => files.toLocaleString("en-US")),
    ...(hasChange ? [numberColumn<MeasuredView["layers"][number]>("Change", ({ change }) => change)] : []),
    textColumn("Made by", ({ madeBy }) => code(madeBy)),
  ]);
}

/** What made the change, each with its files. */
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
  return htmlTable("Leftovers", leftovers, [
    numberColumn("Size", ({ size }) => size),
    textColumn("What", ({ what, path, files }) => markup`${what}<br>${place(path, files)}`),
    textColumn("Made by", ({ madeBy }) => code(madeBy)),
    textColumn("To do", ({ advice }) => prose(advice)),
  ]);
}

/** Bytes that a later layer hid. */
export function wasteTable({ waste }: MeasuredView): Markup | null {
  return htmlTable("Hidden files", waste, [
    numberColumn("Size", ({ size }) => size),
    textColumn("What", ({ path, files }) => place(path, files)),
    textColumn("Made by", ({ madeBy }) => code(madeBy)),
    textColumn("How", ({ how, hiddenBy }) => markup`${how} by ${code(hiddenBy)}`),
  ]);
}

/** Of the copies of a file. */
const PATHS_SHOWN = 100;

/** The same content under several paths. */
export function duplicatesTable({ duplicates }: MeasuredView): Markup | null {
  return htmlTable("Duplicates", duplicates, [
    numberColumn("Too much", ({ surplus }) => surplus),
    numberColumn("Copies", ({ size, paths }) => `${paths.length} × ${size}`),
    textColumn("Paths", ({ paths }) => {
      const items = paths.slice(0, PATHS_SHOWN).map((path) => markup`<li>${code(path)}</li>`);
      const left = paths.length - PATHS_SHOWN;
      return markup`<ul>${items}</ul>${left > 0 ? `and ${left.toLocaleString("en-US")} more` : null}`;
    }),
  ]);
}

/** What was asked of a container, and what ran in it. */
export function smokeTables({ checks, processes }: NonNullable<ImageView["smoke"]>): Markup {
  const checkTable = htmlTable("Smoke test", checks, [
    narrowColumn("", ({ mark }) => mark),
    textColumn("Check", ({ what }) => what),
    textColumn("Problem", ({ problem }) => problem),
  ]);
  const processTable = htmlTable("Processes", processes, [
    numberColumn("Uid", ({ uid }) => uid),
    textColumn("Process", ({ command }) => code(command)),
  ]);
  return markup`${checkTable}${processTable}`;
}

/** The worst that a scanner knows. */
export function vulnerabilityTable({ vulnerabilities }: ImageView): Markup | null {
  return htmlTable("Vulnerabilities", vulnerabilities, [
    textColumn("Severity", ({ severity }) => severity),
    textColumn("Id", ({ id }) => id),
    textColumn("In", ({ where }) => where),
    textColumn("Mended in", ({ fixedIn }) => fixedIn),
  ]);
}

/** What a variant has more, by what it is for. */
export function leftOutTable({ leftOut }: NonNullable<ImageView["variant"]>): Markup | null {
  return htmlTable("What the variant has more", leftOut, [
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
