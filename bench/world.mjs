// What every section is given.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { compare } from "./pairs.mjs";
import { openStock } from "./stock.mjs";

/**
 * @param {{folder: string, engines: readonly import("./engines.mjs").Engine[],
 *   peers: {dive: import("./peers.mjs").Peer, disl: import("./peers.mjs").Peer}}} parts `folder` for all files
 */
export function openWorld({ folder, engines, peers }) {
  const shown = shownIn(folder, peers);
  let caches = 0;
  return {
    folder,
    engines,
    ...peers,
    shown,
    stock: openStock(folder),
    /** The command line of stagegate as it is built. */
    stagegate: (...args) => [process.execPath, resolve("dist/cli.cjs"), ...args],
    /** For a row: nothing is known from earlier runs. */
    cold: () => {
      const cache = join(folder, "no-cache");
      return {
        env: { XDG_CACHE_HOME: cache },
        before: () => rmSync(cache, { recursive: true, force: true }),
      };
    },
    /** For a row: what this command knows when it ran once. */
    warm: ({ command: [program, ...args], cwd, engine }) => {
      const env = { XDG_CACHE_HOME: join(folder, `cache-${++caches}`) };
      const options = {
        cwd,
        env: { ...process.env, ...engine, ...env },
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      };
      const { status, stderr } = spawnSync(program, args, options);
      if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stderr}`);
      return { env };
    },
    emptyFolder: (name) => {
      const path = join(folder, name);
      mkdirSync(path, { recursive: true });
      return path;
    },
    /**
     * Measures a table. `engine`: the variables of its engine; `warmUp`: false where a round takes long and
     * all is warm already
     */
    compare: async ({ id, title, engine, rows, warmUp = true }) => {
      console.error(`   ${title}`);
      const contenders = rows.map((row) => ({ engine, ...row }));
      return { id, title, rows: await compare(contenders, shown, warmUp) };
    },
  };
}

/** How a command is typed: programs by their names, and $BENCH for the folder of the images. */
function shownIn(folder, { dive, disl }) {
  const names = [
    [`${process.execPath} ${resolve("dist/cli.cjs")}`, "stagegate"],
    [process.execPath, "node"],
    [dive.path, "dive"],
    [disl.path, "disl"],
    [`${resolve(".")}/`, ""],
    [folder, "$BENCH"],
  ];
  return ({ command, env = {}, cwd }) => {
    if (command === undefined) return null;
    const words = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...command.map(quoted)];
    const line = `${cwd === undefined ? "" : `cd ${cwd} && `}${words.join(" ")}`;
    return names.reduce((text, [long, short]) => text.replaceAll(long, short), line);
  };
}

function quoted(word) {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
