// How reading grows with layers and with files.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { line } from "../curves.mjs";
import { even } from "../images.mjs";
import { writeImage } from "../layouts.mjs";

export const title = "Growth: layers and files";

export const text = `\`stagegate inspect\` of an OCI directory with nothing known, and dive on the archive with the same gzipped layers.`;

const CURVES = [
  {
    id: "layers",
    title: "200 MB in 10 to 100 layers",
    x: { title: "Layers", log: false },
    points: [10, 40, 70, 100],
    layersOf: (layers) => even({ layers, files: 10_000, bytes: 200e6 }),
  },
  {
    id: "files",
    title: "1,000 to 1,000,000 files of 40 bytes in one layer",
    x: { title: "Files", log: true },
    points: [1_000, 10_000, 100_000, 1_000_000],
    layersOf: (files) => even({ layers: 1, files, bytes: 40 * files }),
  },
];

export async function measure(world) {
  const tables = [];
  const plots = [];
  for (const curve of CURVES) {
    const measured = [];
    for (const point of curve.points) measured.push(await at(point, curve, world));
    tables.push(...measured);
    const lines = (value) => [
      line("stagegate inspect", curve.points, measured, "stagegate", value),
      line("dive", curve.points, measured, "dive", value),
    ];
    const { id, title, x } = curve;
    plots.push(
      {
        file: `${id}-time.svg`,
        title: `${title}: time`,
        x,
        y: { title: "Seconds" },
        lines: lines("seconds"),
      },
      {
        file: `${id}-memory.svg`,
        title: `${title}: peak memory`,
        x,
        y: { title: "MB" },
        lines: lines("megabytes"),
      },
    );
  }
  return { tables, plots };
}

async function at(point, { id, x, layersOf }, { folder, stagegate, cold, dive, compare }) {
  const [layout, archive] = [join(folder, `${id}-${point}`), join(folder, `${id}-${point}.tar`)];
  await writeImage(layout, archive, layersOf(point));
  const table = await compare({
    id: `${id} ${point}`,
    title: `${point.toLocaleString("en")} ${x.title.toLowerCase()}`,
    rows: [
      {
        id: "stagegate",
        name: "stagegate",
        command: stagegate("inspect", layout),
        ...cold(),
        against: ["dive"],
      },
      {
        id: "dive",
        name: dive.name,
        command: [dive.path, `docker-archive://${archive}`],
        env: { CI: "true" },
        missing: dive.missing,
      },
    ],
  });
  for (const path of [layout, archive]) rmSync(path, { recursive: true });
  return table;
}
