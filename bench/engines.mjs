// The engines that are measured: one for each image store, as scripts/engine gives them.
import { execFileSync } from "node:child_process";

/**
 * `docker` gives what it prints. `forgetSteps` drops the build cache of the steps that were built here since,
 * `forgetAll` also that of the contexts, which it knows by their sizes in bytes.
 * @typedef {{store: "containerd" | "classic", env: Readonly<Record<string, string>>,
 *   docker: (...args: string[]) => string, forgetSteps: () => void,
 *   forgetAll: (contexts: readonly number[]) => void}} Engine
 */

/**
 * Starts what does not run yet.
 * @returns {{engines: Engine[], close: (contexts: readonly number[]) => void}} `close` removes what was built
 *   there since, with the contexts of these sizes, and stops what was started
 */
export function openEngines() {
  const started = [];
  const engines = [];
  for (const store of ["containerd", "classic"]) {
    try {
      const how = execFileSync("scripts/engine", ["up", store], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      });
      if (how.trim() === "started") started.push(store);
      engines.push(openEngine(store));
    } catch (error) {
      // Its tables are left out, which the others need not be.
      console.error(`without the ${store} store: ${error.message}`);
    }
  }
  return {
    engines,
    close: (contexts) => {
      try {
        for (const engine of engines) clear(engine, contexts);
      } finally {
        for (const store of started) execFileSync("scripts/engine", ["down", store]);
      }
    },
  };
}

function openEngine(store) {
  const script = `eval "$(scripts/engine env ${store})" && env -0`;
  const all = execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\0");
  const pairs = all.map((line) => /^(DOCKER_HOST|DOCKER_CONFIG|PATH)=(.*)$/s.exec(line)?.slice(1) ?? []);
  const env = Object.fromEntries(pairs.filter((pair) => pair.length > 0));
  const docker = (...args) =>
    execFileSync("docker", args, {
      env: { ...process.env, ...env },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 2 ** 28,
    });
  const known = new Set(cacheRecords(docker).map(({ ID }) => ID));
  const forget = (isOwn) => {
    const own = cacheRecords(docker).filter((record) => !known.has(record.ID) && isOwn(record));
    // BuildKit takes it for a regular expression.
    const ids = own.map(({ ID }) => ID).join("|");
    if (ids !== "") docker("buildx", "prune", "--all", "--force", `--filter=id="^(${ids})$"`);
  };
  return {
    store,
    env,
    docker,
    forgetSteps: () => forget(isStep),
    forgetAll: (contexts) => forget((one) => isStep(one) || isContext(one, contexts)),
  };
}

function isStep({ Description = "" }) {
  return /\bstagegate-bench-\d\d\.tar\b/.test(Description);
}

/** Contexts have no name. Whoever else uses the engine has none that is so large to the percent. */
function isContext({ Type, Size }, contexts) {
  const size = bytesOf(Size);
  return Type === "source.local" && contexts.some((bytes) => Math.abs(size / bytes - 1) < 0.01);
}

/** `2.7GB`, in which numbers are rounded to four digits. */
function bytesOf(text) {
  const [, number, unit] = /^([\d.]+)(kB|MB|GB)$/.exec(text) ?? [];
  return number === undefined ? 0 : Number(number) * { kB: 1e3, MB: 1e6, GB: 1e9 }[unit];
}

/** On everything that is built to be measured, so that it is found again. */
export const LABEL = "dev.stagegate.bench";
export const NAME = "stagegate-bench";

/** Removes what was built, and its build cache. */
function clear({ docker, forgetAll }, contexts) {
  const names = docker("image", "ls", "--format={{.Repository}}:{{.Tag}}", `--filter=reference=${NAME}`);
  if (names !== "") docker("image", "rm", "--force", ...names.trim().split("\n"));
  docker("image", "prune", "--force", `--filter=label=${LABEL}`);
  forgetAll(contexts);
}

/** What BuildKit keeps. @returns {{ID: string, Description?: string, Type: string}[]} */
function cacheRecords(docker) {
  const lines = docker("buildx", "du", "--format=json").split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}
