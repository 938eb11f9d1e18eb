import type { MeasuredView } from "../view/measured.ts";
import type { ImageView } from "../view.ts";
import { type Markup, markup, prose } from "./markup.ts";
import { narrow, numbers, table, text } from "./table.ts";

/** Every layer, base image first, with what it adds and which line made it. */
export function layersTable({ layers }: MeasuredView, hasChange: boolean): Markup | null {
  return table("Layers", layers, [
    numbers("#", ({ position }) => position),
    numbers("Size", ({ size }) => size),
    narrow("", ({ percent }) => markup`<span class="share" style="--p:${percent}%"></span>`),
    numbers("Transfer", ({ transfer }) => transfer),
    numbers("Files", ({ files }) => files.toLocaleString("en-US")),
    ...(hasChange ? [numbers<MeasuredView["layers"][number]>("Change", ({ change }) => change)] : []),
    text("Made by", ({ madeBy }) => code(madeBy)),
  ]);
}

/** What made the change, each with its files. */
export function changeTable({ rows, drift }: NonNullable<ImageView["change"]>): Markup | null {
  const changes = table("What changed", rows, [
    numbers("Change", ({ size }) => markup`<b>${size}</b>`),
    text(
      "By",
      ({ madeBy, isNew, files }) =>
        markup`${code(madeBy)}${isNew ? markup` <small>new</small>` : null}${fileList(files)}`,
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

/** What needs not be in the image. */
export function leftoversTable({ leftovers }: MeasuredView): Markup | null {
  return table("Leftovers", leftovers, [
    numbers("Size", ({ size }) => size),
    text("What", ({ what, path, files }) => markup`${what}<br>${place(path, files)}`),
    text("Made by", ({ madeBy }) => code(madeBy)),
    text("To do", ({ advice }) => prose(advice)),
  ]);
}

/** Bytes that a later layer hid. */
export function wasteTable({ waste }: MeasuredView): Markup | null {
  return table("Hidden files", waste, [
    numbers("Size", ({ size }) => size),
    text("What", ({ path, files }) => place(path, files)),
    text("Made by", ({ madeBy }) => code(madeBy)),
    text("How", ({ how, hiddenBy }) => markup`${how} by ${code(hiddenBy)}`),
  ]);
}

/** The same content under several paths. */
export function duplicatesTable({ duplicates }: MeasuredView): Markup | null {
  return table("Duplicates", duplicates, [
    numbers("Too much", ({ surplus }) => surplus),
    numbers("Copies", ({ size, paths }) => `${paths.length} × ${size}`),
    text("Paths", ({ paths }) => markup`<ul>${paths.map((path) => markup`<li>${code(path)}</li>`)}</ul>`),
  ]);
}

/** What was asked of a container, and what ran in it. */
export function smokeTables({ checks, processes }: NonNullable<ImageView["smoke"]>): Markup {
  const checkTable = table("Smoke test", checks, [
    narrow("", ({ mark }) => mark),
    text("Check", ({ what }) => what),
    text("Problem", ({ problem }) => problem),
  ]);
  const processTable = table("Processes", processes, [
    numbers("Uid", ({ uid }) => uid),
    text("Process", ({ command }) => code(command)),
  ]);
  return markup`${checkTable}${processTable}`;
}

/** The worst that a scanner knows. */
export function vulnerabilityTable({ vulnerabilities }: ImageView): Markup | null {
  return table("Vulnerabilities", vulnerabilities, [
    text("Severity", ({ severity }) => severity),
    text("Id", ({ id }) => id),
    text("In", ({ where }) => where),
    text("Mended in", ({ fixedIn }) => fixedIn),
  ]);
}

/** What a variant has more, by what it is for. */
export function leftOutTable({ leftOut }: NonNullable<ImageView["variant"]>): Markup | null {
  return table("What the variant has more", leftOut, [
    numbers("Size", ({ size }) => size),
    text("What", ({ what }) => what),
  ]);
}

function place(path: string, files: string): Markup {
  return markup`${code(path)} <small>${files}</small>`;
}

function code(words: string): Markup {
  return markup`<code>${words}</code>`;
}
