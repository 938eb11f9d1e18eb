// What is aimed at, and whether the tables hold it.
import { difference, duration, megabytes, ratio, times } from "./figures.mjs";
import { median } from "./pairs.mjs";

/**
 * What is aimed at. `of` takes a table's row by its id and gives the figure.
 * @typedef {{goal: string, section: string, tables: readonly string[], of: (row: (id: string) => Row) => number,
 *   write: (figure: number) => string, most?: number, least?: number}} Goal
 * @typedef {import("./pairs.mjs").Row} Row
 */

const IMAGES = ["S", "M", "L"];
const COMPRESSED = IMAGES.map((image) => `${image} containerd`);
const ALL = IMAGES.flatMap((image) => [`${image} containerd`, `${image} classic`]);
const GATES = ["L containerd", "L classic", "example"];
const factor = (figure) => `${times(figure)} ×`;

/** How many times as long, how many times as fast, how much longer in ms, and by itself. */
const slower = (own, other) => (row) => ratio(row(own), row(other));
const faster = (own, other) => (row) => ratio(row(other), row(own));
const later = (own, other) => (row) => difference(row(own), row(other));
const alone = (own) => (row) => median(row(own).ms);
const memory = (own) => (row) => row(own).memory;

/** @type {readonly Goal[]} */
const GOALS = [
  ...[
    ["unknown", "no layer known", GATES],
    ["known", "with what an earlier run knows", ["example"]],
  ].map(([layers, title, gates]) => ({
    goal: `The whole gate takes at most 1.10 × the plain builds, when every step is run; ${title}`,
    section: "gate",
    tables: gates.map((gate) => `${gate} steps`),
    of: slower(layers, "plain"),
    write: factor,
    most: 1.1,
  })),
  {
    goal: "The whole gate takes at most 0.5 s more than the plain builds, when everything is cached",
    section: "gate",
    tables: GATES.map((gate) => `${gate} cached`),
    of: later("known", "plain"),
    write: (ms) => `${duration(ms)} more`,
    most: 500,
  },
  {
    goal: "The gate takes at most 1.3 × as long where growth is traced through a COPY --from",
    section: "trace",
    tables: ["example"],
    of: slower("traced", "untraced"),
    write: factor,
    most: 1.3,
  },
  {
    goal: "20 cached images with their tests take at most 1.2 × one plain bake of the same targets",
    section: "images",
    tables: ["twenty"],
    of: slower("stagegate", "bake"),
    write: factor,
    most: 1.2,
  },
  {
    goal: "With `only-changed`, a change to one of 20 images takes at most 1.3 × that image alone",
    section: "images",
    tables: ["one of twenty"],
    of: slower("changed", "alone"),
    write: factor,
    most: 1.3,
  },
  {
    goal: "To merge 100 reports of 1 MB takes at most 2 s",
    section: "images",
    tables: ["merge"],
    of: alone("merge"),
    write: duration,
    most: 2000,
  },
  {
    goal: "At most 200 MB of memory; 100 reports of 1 MB, merged",
    section: "images",
    tables: ["merge"],
    of: memory("merge"),
    write: megabytes,
    most: 200e6,
  },
  ...[
    ["layout", "an OCI directory"],
    ["archive", "the same archive"],
  ].map(([own, title]) => ({
    goal: `At least 3 × faster than dive on compressed layers, from ${title}`,
    section: "archives",
    tables: COMPRESSED,
    of: faster(own, "dive"),
    write: factor,
    least: 3,
  })),
  {
    goal: "Reading from a registry on the loopback takes at most 1.1 × reading the OCI directory",
    section: "registry",
    tables: IMAGES.map((image) => `${image} registry`),
    of: slower("registry", "layout"),
    write: factor,
    most: 1.1,
  },
  {
    goal: "At most 200 MB of memory, whatever the size of the image; registry",
    section: "registry",
    tables: IMAGES.map((image) => `${image} registry`),
    of: memory("registry"),
    write: megabytes,
    most: 200e6,
  },
  {
    goal: "At least 2.5 × faster than dive on an engine's image, the first time",
    section: "engine",
    tables: ALL,
    of: faster("cold", "dive"),
    write: factor,
    least: 2.5,
  },
  {
    goal: "At least 20 × faster than dive on an engine's image, from then on",
    section: "engine",
    tables: ALL,
    of: faster("warm", "dive"),
    write: factor,
    least: 20,
  },
  {
    goal: "Reading layers takes at most 1.3 × the time of only decompressing them",
    section: "archives",
    tables: COMPRESSED,
    of: slower("layout", "least"),
    write: factor,
    most: 1.3,
  },
  {
    goal: "At most 200 MB of memory, whatever the size of the image; OCI directory",
    section: "archives",
    tables: COMPRESSED,
    of: memory("layout"),
    write: megabytes,
    most: 200e6,
  },
  {
    goal: "At most 200 MB of memory, whatever the size of the image; archive",
    section: "archives",
    tables: ALL,
    of: memory("archive"),
    write: megabytes,
    most: 200e6,
  },
  {
    goal: "At most 200 MB of memory, whatever the size of the image; engine",
    section: "engine",
    tables: ALL,
    of: memory("cold"),
    write: megabytes,
    most: 200e6,
  },
  {
    goal: "`stagegate --version` takes at most 80 ms",
    section: "start",
    tables: ["times"],
    of: alone("version"),
    write: duration,
    most: 80,
  },
  {
    goal: "`dist/action.cjs` is loaded in at most 150 ms",
    section: "start",
    tables: ["times"],
    of: alone("action"),
    write: duration,
    most: 150,
  },
  {
    goal: "The own tar reader is at least 3 × faster than tar-stream",
    section: "tar",
    tables: ["M"],
    of: faster("own", "library"),
    write: factor,
    least: 3,
  },
  {
    goal: "The own path finder is faster than picomatch",
    section: "paths",
    tables: ["M"],
    of: faster("own", "library"),
    write: factor,
    least: 1,
  },
];

/**
 * @typedef {{goal: string, measured: readonly {where: string, text: string, met: boolean | null}[]}} Judged
 *   `met` is null where nothing was measured
 * @param {{sections: Record<string, {tables: any[]}>}} results
 * @returns {readonly Judged[]}
 */
export function judgeGoals({ sections }) {
  const find = (section, id) => sections[section]?.tables.find((table) => table.id === id);
  return [
    ...GOALS.map(({ goal, section, tables, ...rest }) => ({
      goal,
      measured: tables.map((id) => ({
        where: tables.length > 1 ? id : "",
        ...judge(find(section, id), rest),
      })),
    })),
    unchanged(find("unchanged", "L")),
    sizes(find("start", "sizes")),
    {
      goal: "At least 5 × faster than check-image the first time",
      measured: [{ where: "", text: "not measured: it cannot be had from the Go module proxy", met: null }],
    },
  ];
}

const NOT_MEASURED = { text: "not measured", met: null };

function judge(table, { of, write, most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY }) {
  const rows = table?.rows ?? [];
  let isComplete = true;
  const figure = of((id) => {
    const row = rows.find((one) => one.id === id) ?? { ms: [], memory: null };
    isComplete &&= row.ms.length > 0;
    return row;
  });
  if (!isComplete || figure === null) return NOT_MEASURED;
  return { text: write(figure), met: figure <= most && figure >= least };
}

function unchanged(table) {
  const [, bytes, layers] = table?.cells.at(-1) ?? [];
  // The manifest and the configuration always come.
  const met = bytes < 100_000 && layers === 0;
  const text = `${bytes?.toLocaleString("en")} bytes on disk, ${layers} layers scanned`;
  return {
    goal: "Of an unchanged image of 2.6 GB nothing is exported and nothing is scanned",
    measured: [{ where: "L containerd", ...(table === undefined ? NOT_MEASURED : { text, met }) }],
  };
}

function sizes(table) {
  const measured = (table?.cells ?? []).map(([where, bytes]) => ({
    where,
    text: `${(bytes / 1e6).toFixed(2)} MB`,
    met: bytes <= 2e6,
  }));
  return { goal: "A bundle has at most 2 MB", measured };
}
