// What it takes before anything is done.
import { statSync } from "node:fs";

export const title = "Starting";

export const text = `The time from starting the process to its end. The action is given an input that is wrong, in a folder without
anything: it loads, reads its inputs, says so and ends, so that its figure is that of loading and a little more.`;

export async function measure({ stagegate, compare, emptyFolder }) {
  const cwd = emptyFolder("nothing");
  const times = await compare({
    id: "times",
    title: "Time",
    rows: [
      { id: "version", name: "stagegate --version", command: stagegate("--version"), against: ["node"] },
      {
        id: "action",
        name: "dist/action.cjs loaded",
        command: [process.execPath, `${process.cwd()}/dist/action.cjs`],
        env: { "INPUT_MAX-SIZE": "junk" },
        cwd,
        status: 2,
        against: ["node"],
      },
      { id: "node", name: "node alone", command: [process.execPath, "-e", "0"] },
    ],
  });
  const sizes = ["cli", "action", "cache", "layers"].map((name) => [
    `dist/${name}.cjs`,
    statSync(`dist/${name}.cjs`).size,
  ]);
  return {
    tables: [times, { id: "sizes", title: "Size", head: ["Bundle", "Bytes"], cells: sizes }],
  };
}
