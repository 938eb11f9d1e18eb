import { type HierarchyRectangularNode, hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import { formatSize } from "../../text/size.ts";
import { plural } from "../../text/words.ts";
import { formatChange } from "../change-words.ts";
import { type Tile, trendOf } from "../view/tiles.ts";
import { type Markup, markup } from "./markup.ts";

type Node = HierarchyRectangularNode<Tile>;

/** In CSS pixels. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** A room, and the `inset` that puts it there. */
interface Place extends Room {
  readonly inset: string;
}

// The map's room on a desktop and on a phone. Cells are placed in percent of the cell around them, so the real room
// may differ: these sizes only decide the proportions of the cells.
const WIDE: Room = { width: 1160, height: 480 };
const TALL: Room = { width: 328, height: 560 };

// The room for a cell's name and frame, and the least room of a cell that shows its contents. The style has the same
// numbers.
const FRAME: Room = { width: 4, height: 22 };
const SMALLEST: Room = { width: 86, height: 62 };

/**
 * The image as nested rectangles, with areas in proportion to bytes; null for an image without bytes. The markup is a
 * nested list of links, and the style turns it into a map. A cell fills the map while the address of the page points
 * to it.
 * @param id unique on the page; the ids of the cells begin with it
 */
export function treemapOf(whole: Tile, id: string): Markup | null {
  if (whole.size === 0) return null;
  const root = treemap<Tile>()(
    hierarchy(whole, ({ children }) => children)
      .sum(({ size, children }) => (children.length === 0 ? size : 0))
      .sort((a, b) => b.data.size - a.data.size),
  );
  const isNew = whole.children.every(({ change }) => change === null);
  const map = markup`<div class="${isNew ? "new map" : "map"} ${trendOf(whole).kind}">${bar(root, whole.size, id)}${cells(root, WIDE, TALL, whole.size, id)}</div>`;
  return markup`<div class="contents">${isNew ? legendOfNew(whole) : legend(whole)}${map}<p class="about">Areas show bytes, and percentages are parts of the image. Select a name to open it; select a name above it to go back.</p></div>`;
}

/** The meaning of the colors, and the choice between map and list. */
function legend({ children }: Tile): Markup {
  const unknown = children.some(({ change }) => change === null) ? key("unknown", "change unknown") : null;
  return markup`<p class="legend">${key("shrunk", "- smaller")}${key("same", "same")}${key("grown", "+ larger")}${unknown}${AS_LIST}</p>`;
}

/** The legend without a baseline: the colors show the base image and your layers. */
function legendOfNew({ children }: Tile): Markup {
  const base = children.some(({ isBase }) => isBase) ? key("same", "base image") : null;
  const own = children.every(({ isBase }) => isBase) ? null : key("unknown", "your layers");
  return markup`<p class="legend">${base}${own}<span>no baseline to compare with</span>${AS_LIST}</p>`;
}

function key(kind: string, words: string): Markup {
  return markup`<span class="key ${kind}">${words}</span>`;
}

const AS_LIST = markup`<label><input type="checkbox"> as a list</label>`;

function cells(parent: Node, wide: Room, tall: Room, total: number, id: string): Markup | null {
  if (parent.children === undefined) return null;
  const items = placeChildren(parent, wide, tall).map((own, index) => {
    const { data } = own.child;
    const { kind, part } = trendOf(data);
    // Even a small part must be visible.
    const color = part === 0 ? "" : `;--c:${Math.round(10 + 90 * Math.sqrt(part))}%`;
    const childId = `${id}-${index + 1}`;
    const inside = cells(own.child, roomIn(own.wide, WIDE), roomIn(own.tall, TALL), total, childId);
    const tall = own.tall.inset === own.wide.inset ? "" : `;--t:${own.tall.inset}`;
    return markup`<li class="${data.isBase ? "base cell" : "cell"} ${kind}" style="--w:${own.wide.inset}${tall}${color}">${bar(own.child, total, childId)}${inside}</li>`;
  });
  return markup`<ul class="body">${items}</ul>`;
}

/** A cell that is too small shows its contents only when it fills the map. */
function roomIn(room: Room, map: Room): Room {
  return room.width < SMALLEST.width || room.height < SMALLEST.height ? map : room;
}

/** The children with their places. d3 changes the nodes in place, so one room follows the other. */
function placeChildren(parent: Node, wide: Room, tall: Room) {
  const children = parent.children ?? [];
  layOut(parent, wide);
  const inWide = children.map((child) => ({ child, wide: placeOf(child, wide) }));
  layOut(parent, tall);
  return inWide.map(({ child, ...own }) => ({ child, ...own, tall: placeOf(child, tall) }));
}

function layOut(parent: Node, room: Room): void {
  const { width, height } = inner(room);
  treemapSquarify(parent, 0, 0, width, height);
}

function placeOf({ x0, x1, y0, y1 }: Node, room: Room): Place {
  const { width, height } = inner(room);
  // Rounded first and then subtracted from the whole, so that neighbours share an edge.
  const [left, right] = [hundredths(x0 / width), hundredths(x1 / width)];
  const [top, bottom] = [hundredths(y0 / height), hundredths(y1 / height)];
  const sides = [top, 10_000 - right, 10_000 - bottom, left];
  return {
    width: x1 - x0,
    height: y1 - y0,
    inset: sides.map((side) => (side === 0 ? "0" : `${side / 100}%`)).join(" "),
  };
}

function inner({ width, height }: Room): Room {
  return { width: width - FRAME.width, height: height - FRAME.height };
}

/** A part of a whole in hundredths of a percent. */
function hundredths(part: number): number {
  return Math.round(part * 10_000);
}

/** Name and numbers of a cell; a link if the cell has contents. */
function bar({ data, children }: Node, total: number, id: string): Markup {
  const { name, size, files, change, madeBy } = data;
  const { kind } = trendOf(data);
  const difference =
    kind === "grown" || kind === "shrunk" ? markup`<em>${formatChange(change ?? 0)}</em>` : null;
  const about = [
    percent(size / total),
    plural(files, "file"),
    kind === "same" ? (change === 0 ? "same" : "≈ same") : null,
  ];
  const lines = madeBy.map((line) => markup` <small class="made">${line}</small>`);
  const words = markup`<b>${name}</b> <i>${formatSize(size)}</i> ${difference} <small>${about.filter((part) => part !== null).join(", ")}</small>${lines}`;
  // The map has no room for these lines, so they are a tooltip, too.
  const title = madeBy.length === 0 ? null : markup` title="${madeBy.join(" ")}"`;
  return children === undefined
    ? markup`<span class="bar"${title}>${words}</span>`
    : markup`<a class="bar" id="${id}" href="#${id}"${title}>${words}</a>`;
}

/** `22.3 %`; `< 0.1 %` for a part that would round to 0. */
function percent(part: number): string {
  const digits = (part * 100).toFixed(1);
  return part > 0 && digits === "0.0" ? "< 0.1 %" : `${digits} %`;
}
