// How long a gate takes to end after it is stopped, at random moments of whole runs.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { LABEL } from "./engines.mjs";

const DOCKERFILE = `FROM alpine:3.22 AS build
RUN dd if=/dev/urandom of=/app bs=1M count=50 && sleep 1 # stagegate-bench-00.tar
FROM build AS test
RUN sleep 1 # stagegate-bench-00.tar
FROM alpine:3.22 AS production
LABEL ${LABEL}=stop
COPY --from=build /app /app
USER 1000
CMD ["sh", "-c", "echo ready; sleep 60"]
`;

/** A build, its tests, its base, a container: all that a stop may meet. */
const CONFIG = `images:
  production: {target: production, no-cache: true, smoke: {wait: {log: ready}, exec: [{command: sleep 1}]}}
`;

/**
 * Makes what is gated: a repository, so that the run builds the base of the change, too.
 * @param {string} folder absolute; made
 */
export function makeProject(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
  writeFileSync(join(folder, ".stagegate.yml"), CONFIG);
  const git = (...args) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", ...args]);
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "--message=base");
  git("switch", "--quiet", "--create=change");
  git("commit", "--quiet", "--allow-empty", "--message=change");
}

/**
 * Runs the gate to its end once, then stops it at random moments.
 * @param {{command: readonly string[], cwd: string, env: NodeJS.ProcessEnv, temporary: string, runs: number}} what
 *   `temporary`: an empty folder for the temporary files of the runs
 * @returns {Promise<{whole: number, stops: {after: number, took: number, code: number}[], left: string[]}>} times in
 *   ms, and what is left in the temporary folder
 */
export async function measureStops({ command: [program, ...args], cwd, env, temporary, runs }) {
  const start = () =>
    spawn(program, args, { cwd, env: { ...process.env, ...env, TMPDIR: temporary }, stdio: "ignore" });
  const begin = performance.now();
  const [status] = await once(start(), "exit");
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} ended with ${status} in ${cwd}`);
  const whole = performance.now() - begin;
  const stops = [];
  for (let run = 0; run < runs; run++) {
    const child = start();
    const ended = once(child, "exit");
    const after = Math.random() * whole;
    await Promise.race([pause(after), ended]);
    const stopped = performance.now();
    child.kill("SIGINT");
    const [code] = await ended;
    const took = performance.now() - stopped;
    stops.push({ after, took, code });
    console.error(`   stopped after ${Math.round(after)} ms: ended with ${code} in ${Math.round(took)} ms`);
  }
  return { whole, stops, left: readdirSync(temporary) };
}
