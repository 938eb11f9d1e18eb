// The tools that it is measured against: fetched once, kept in the cache folder.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** @typedef {{name: string, path: string, missing: string | undefined}} Peer `missing`: why it cannot be had */

const DIVE = "v0.13.1";
const DISL = "2.2.0";

/** @returns {{dive: Peer, disl: Peer}} */
export function fetchPeers() {
  const home = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "stagegate/bench");
  mkdirSync(home, { recursive: true });
  const bin = join(home, `dive-${DIVE}`);
  const python = join(home, `disl-${DISL}`);
  return {
    dive: fetchOnce(`dive ${DIVE}`, join(bin, "dive"), "Go (go.dev/doc/install)", () =>
      run("go", ["install", `github.com/wagoodman/dive@${DIVE}`], { GOBIN: bin }),
    ),
    disl: fetchOnce(`disl ${DISL}`, join(python, "bin/disl"), "Python with venv (python.org)", () => {
      run("python3", ["-m", "venv", python]);
      run(join(python, "bin/pip"), ["install", "--quiet", `docker-image-size-limit==${DISL}`]);
    }),
  };
}

function fetchOnce(name, path, tool, fetch) {
  try {
    if (!existsSync(path)) fetch();
    return { name, path, missing: undefined };
  } catch (error) {
    const why = error.code === "ENOENT" ? `${name} needs ${tool}` : `${name} cannot be installed`;
    console.error(`${why}: ${error.message}`);
    return { name, path, missing: why };
  }
}

function run(program, args, env) {
  execFileSync(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] });
}
