// How soon a run is over that somebody stops.
import { join } from "node:path";
import { median } from "../pairs.mjs";
import { makeProject, measureStops } from "../stop.mjs";

export const title = "Being stopped";

export const text = `The time from SIGINT to the end of the process, with the clean-up: at random moments of a gate that builds an image, its tests
and its base, starts a container and runs a command in it.`;

const RUNS = 30;

export async function measure({ stagegate, emptyFolder, engines }) {
  const tables = [];
  for (const { store, env } of engines) {
    const cwd = join(emptyFolder(`stop-${store}`), "project");
    makeProject(cwd);
    const temporary = emptyFolder(`stop-${store}/tmp`);
    const cache = { XDG_CACHE_HOME: emptyFolder(`stop-${store}/cache`) };
    const command = stagegate("--progress=quiet", "--baseline=build");
    const { whole, stops, left } = await measureStops({
      command,
      cwd,
      env: { ...env, ...cache },
      temporary,
      runs: RUNS,
    });
    const times = stops.map(({ took }) => took);
    tables.push({
      id: `stop ${store}`,
      title: `${store} store`,
      head: ["", ""],
      cells: [
        ["The run, if nobody stops it, in ms", Math.round(whole)],
        ["Stops", stops.length],
        ["Median, in ms", Math.round(median(times))],
        ["Longest, in ms", Math.round(Math.max(...times))],
        ["Files left in the temporary folder", left.length],
      ],
    });
  }
  return { tables };
}
