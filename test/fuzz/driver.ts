import { Worker } from "node:worker_threads";
import type { News, Order } from "./execute.ts";

/** What is wrong with one input. */
export interface Finding {
  readonly execution: number;
  readonly message: string;
  readonly stack: string;
}

/** The result of fuzzing a target. */
export interface Fuzzed {
  readonly executions: number;
  readonly findings: readonly Finding[];
}

/** CPU time after which an execution counts as one that hangs, in ms. */
const MOST_WORK = 10_000;

/** Wall-clock time after which an execution hangs, for one that only waits; high, because the machine may be busy. */
const MOST_TIME = 120_000;

/** Most memory of the process, in bytes. */
const MOST_MEMORY = 1500 * 1024 ** 2;

/**
 * Fuzzes a target in a thread, which is started again behind an input that it hangs on or that uses up its
 * memory.
 * @param script the script that runs `execute` in a thread
 */
export async function fuzz(script: URL, order: Omit<Order, "from" | "progress">): Promise<Fuzzed> {
  const findings: Finding[] = [];
  for (let from = 0; ; ) {
    const { end, execution } = await runThread(script, { ...order, from }, findings);
    if (end === "done") return { executions: execution, findings };
    findings.push({ execution, message: end, stack: "" });
    from = execution + 1;
    if (order.input !== null) return { executions: 1, findings };
  }
}

/** Runs a thread to its end: "done", or what went wrong with the execution under way. */
function runThread(
  script: URL,
  order: Omit<Order, "progress">,
  findings: Finding[],
): Promise<{ readonly end: string; readonly execution: number }> {
  const progress = new SharedArrayBuffer(4);
  const current = new Int32Array(progress);
  const worker = new Worker(script, {
    workerData: { ...order, progress } satisfies Order,
    // A stack as the main thread has it.
    resourceLimits: { maxOldGenerationSizeMb: 600, stackSizeMb: 1 },
  });
  return new Promise((resolve) => {
    let seen = -1;
    let since = Date.now();
    let cpu = process.cpuUsage();
    const finish = (end: string, execution = Atomics.load(current, 0)) => {
      clearInterval(watch);
      // A thread that is stopped exits, too.
      worker.removeAllListeners();
      void worker.terminate().then(() => resolve({ end, execution }));
    };
    const watch = setInterval(() => {
      const execution = Atomics.load(current, 0);
      if (execution !== seen) [seen, since, cpu] = [execution, Date.now(), process.cpuUsage()];
      const { user, system } = process.cpuUsage(cpu);
      const work = Math.round((user + system) / 1000);
      const time = Date.now() - since;
      if (work > MOST_WORK || time > MOST_TIME)
        finish(`it hangs: no end after ${time} ms, and ${work} ms of CPU time`);
      else if (process.memoryUsage.rss() > MOST_MEMORY) finish(`it needs more than ${MOST_MEMORY} bytes`);
    }, 100);
    worker.on("message", (news: News) => {
      if (news.kind === "finding") findings.push(news);
      else finish("done", news.executions);
    });
    worker.on("error", (error) => finish(`the thread failed: ${String(error)}`));
    worker.on("exit", () => finish("it never ends, and nothing is left to do"));
  });
}
