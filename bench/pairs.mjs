// Times two commands in turn, A B A B …, so that a noisy machine is noisy for both.
import { spawnSync } from "node:child_process";

/**
 * @param {{name: string, command: string[], env?: Record<string, string>, cwd?: string, before?: () => void}[]} contenders
 * @param {number} runs counted; one more of each goes first to warm up
 * @returns one row each: name, median wall time in ms with minimum and maximum, ratio to the last, peak memory in bytes
 */
export function compare(contenders, runs) {
  const taken = contenders.map(() => []);
  for (let run = 0; run <= runs; run++) {
    contenders.forEach(({ command: [program, ...args], env, cwd, before }, index) => {
      before?.();
      const started = process.hrtime.bigint();
      const { status, stderr } = spawnSync(program, args, {
        env: { ...process.env, ...env },
        cwd,
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      });
      const ms = Number(process.hrtime.bigint() - started) / 1e6;
      if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stderr}`);
      const memory = Number(/peak-memory (\d+)/.exec(stderr)?.[1] ?? Number.NaN);
      if (run > 0) taken[index].push({ ms, memory });
    });
  }
  const medians = taken.map((own) => median(own.map(({ ms }) => ms)));
  return contenders.map(({ name }, index) => {
    const times = taken[index].map(({ ms }) => ms);
    const memory = Math.max(...taken[index].map((one) => one.memory));
    return [
      name,
      `${seconds(medians[index])} s (${seconds(Math.min(...times))}–${seconds(Math.max(...times))})`,
      (medians[index] / medians.at(-1)).toFixed(2),
      Number.isNaN(memory) ? "–" : `${Math.round(memory / 1e6)} MB`,
    ];
  });
}

export const HEAD = ["What", "Median (range)", "Ratio", "Peak memory"];

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function seconds(ms) {
  return (ms / 1000).toFixed(2);
}
