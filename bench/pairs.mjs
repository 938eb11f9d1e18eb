// Times contenders in turn, A B A B …, so that a noisy machine is noisy for all of them.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What is timed: a command, or a function of this process.
 * @typedef {object} Contender
 * @property {string} id by which other rows and the goals name it
 * @property {string} name
 * @property {readonly string[]} [command] a program and its arguments
 * @property {() => void | Promise<void>} [run] instead of a command
 * @property {string} [missing] why it cannot be timed here; then neither is needed
 * @property {readonly string[]} [against] ids of the rows that it is compared with
 * @property {Readonly<Record<string, string>>} [env] shown before the command
 * @property {Readonly<Record<string, string>>} [engine] further variables, not shown
 * @property {string} [cwd]
 * @property {number} [status] the exit code that is right, 0 by default
 * @property {boolean} [memory] whether the memory is its own process's, true by default for commands
 * @property {() => void | Promise<void>} [before] what happens before each run, not timed
 */

/**
 * One line of a table as it is kept: all wall times in ms, those of one index taken in one round.
 * @typedef {{id: string, name: string, command: string | null, against: readonly string[],
 *   ms: number[], memory: number | null, missing: string | null}} Row `memory` in bytes
 */

const RUNS = Number(process.env.RUNS ?? 5);
/** So long a table is measured again, at least twice. */
const BUDGET_MS = 20_000;

/**
 * @param {readonly Contender[]} contenders
 * @param {(contender: Contender) => string | null} shown the command as one can run it by hand
 * @param {boolean} warmUp whether a round that is not counted goes first
 * @returns {Promise<Row[]>} one for each contender, in their order
 */
export async function compare(contenders, shown, warmUp) {
  const rows = contenders.map((one) => ({
    id: one.id,
    name: one.name,
    command: shown(one),
    against: one.against ?? [],
    ms: [],
    memory: null,
    missing: one.missing ?? null,
  }));
  const round = async () => {
    const started = performance.now();
    const taken = [];
    for (const one of contenders) taken.push(one.missing === undefined ? await timed(one) : null);
    return { taken, ms: performance.now() - started };
  };
  const keep = ({ taken }) => {
    for (const [index, own] of taken.entries()) {
      if (own === null) continue;
      rows[index].ms.push(Math.round(own.ms * 100) / 100);
      rows[index].memory = own.memory && Math.max(rows[index].memory ?? 0, own.memory);
    }
  };

  if (warmUp) await round();
  let spent = 0;
  for (let done = 0; done < RUNS && (done < 2 || spent < BUDGET_MS); done++) {
    const next = await round();
    keep(next);
    spent += next.ms;
  }
  return rows;
}

async function timed(contender) {
  await contender.before?.();
  const started = performance.now();
  if (contender.run === undefined) return runCommand(contender, started);
  await contender.run();
  return { ms: performance.now() - started, memory: null };
}

function runCommand({ command: [program, ...args], env, engine, cwd, status = 0, memory = true }, started) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...engine, ...env },
      cwd,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let peak = null;
    let complaint = "";
    const look = setInterval(() => {
      peak = peakMemory(child.pid) ?? peak;
    }, LOOK_EVERY_MS);
    child.stderr.setEncoding("utf8").on("data", (text) => {
      complaint = (complaint + text).slice(-4000);
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      const ms = performance.now() - started;
      clearInterval(look);
      if (code === status) resolve({ ms, memory: memory ? peak : null });
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}, not ${status}\n${complaint}`));
    });
  });
}

const LOOK_EVERY_MS = 10;

/** The most memory that a process had so far in bytes, as the kernel counts it; null where it cannot say. */
function peakMemory(pid) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

/** The one in the middle, or the mean of the two. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}
