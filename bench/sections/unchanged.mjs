// What crosses over when nothing changed.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

export const title = "An unchanged image";

export const text = `The gate on L, everything cached by BuildKit: what the export takes on disk at most, as the file system counts it (what
is known stands there as a file without blocks), and the layers that were scanned, which are those that are new in the cache folder.`;

export async function measure({ engines, stock, stagegate, folder, shown }) {
  const engine = engines.find(({ store }) => store === "containerd");
  if (engine === undefined) return { tables: [] };
  const cwd = await stock.context("L");
  await stock.inEngine(engine, "L");
  const command = stagegate("--progress=quiet", "--baseline=none");
  const [cache, temporary] = [join(folder, "unchanged-cache"), join(folder, "unchanged-tmp")];
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const env = { ...process.env, ...engine.env, XDG_CACHE_HOME: cache, TMPDIR: temporary };
  const cells = [];
  for (const name of ["the first time", "again, unchanged"]) {
    const before = layersIn(cache);
    const bytes = await watched(command, { cwd, env }, temporary);
    cells.push([name, bytes, layersIn(cache) - before]);
  }
  const head = ["Run", "Bytes on disk at most", "Layers scanned"];
  return {
    tables: [{ id: "L", title: "L, containerd store", head, cells, command: shown({ command, cwd }) }],
  };
}

/** Runs a command. @returns the most bytes that lay in a folder meanwhile */
async function watched([program, ...args], options, folder) {
  const child = spawn(program, args, { ...options, stdio: "ignore" });
  let most = 0;
  const look = setInterval(() => {
    const bytes = filesIn(folder).reduce((sum, path) => sum + blocksOf(path), 0);
    most = Math.max(most, bytes);
  }, 20);
  const status = await new Promise((done, fail) => child.on("exit", done).on("error", fail));
  clearInterval(look);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}`);
  return most;
}

/** A file each, called by its digest. */
function layersIn(cache) {
  return filesIn(cache).filter((path) => /\/layers\/.*[0-9a-f]{64}$/.test(path)).length;
}

function filesIn(folder) {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  } catch {
    // A folder that is gone by now, or not there yet.
    return [];
  }
}

function blocksOf(path) {
  return (statSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * 512;
}
