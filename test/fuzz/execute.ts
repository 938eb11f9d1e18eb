import { parentPort, workerData } from "node:worker_threads";
import { Random } from "./random.ts";
import type { FuzzTarget } from "./target.ts";
import { TARGETS } from "./targets.ts";

/** The task of a thread. */
export interface Order {
  readonly name: string;
  readonly seed: number;
  /** Number of the first execution, from 0. */
  readonly from: number;
  /** Number of the execution to stop before; null for the target's own. */
  readonly end: number | null;
  /** Epoch ms to stop at; null for no such time. */
  readonly until: number | null;
  /** An input that runs once in place of generated ones. */
  readonly input: Uint8Array | null;
  /** Holds the number of the execution under way. */
  readonly progress: SharedArrayBuffer;
}

/** A message of a thread. */
export type News =
  | { readonly kind: "finding"; readonly execution: number; readonly message: string; readonly stack: string }
  | { readonly kind: "done"; readonly executions: number };

/** CPU time that an execution may take, in ms. */
const LONGEST = 2000;

/** Size of the largest input, in bytes. */
const LARGEST = 1024 ** 2;

/** Maximum number of changes to a seed. */
const MOST_CHANGES = 6;

export function targetOf(name: string): FuzzTarget {
  const target = TARGETS.find((one) => one.name === name);
  if (target === undefined)
    throw new Error(`there is no target ${name}: ${TARGETS.map((one) => one.name).join(", ")}`);
  return target;
}

/** The input of an execution, which follows from the seed and its number alone. */
export function inputOf({ seeds, mutate }: FuzzTarget, seed: number, execution: number): Buffer {
  const all = seeds();
  // The first executions use the seeds themselves.
  const own = all[execution];
  if (own !== undefined) return own;
  const random = new Random(seed, execution);
  let input = random.pick(all);
  for (let left = 1 + random.below(MOST_CHANGES); left > 0; left--) {
    const changed = mutate(input, random);
    if (changed.length <= LARGEST) input = changed;
  }
  return input;
}

/** Executes a task in a separate thread. */
export async function execute(): Promise<void> {
  const { name, seed, from, end, until, input, progress } = workerData as Order;
  const target = targetOf(name);
  const last = input === null ? (end ?? (until === null ? target.executions : Number.POSITIVE_INFINITY)) : 1;
  const current = new Int32Array(progress);
  const tell = (news: News) => parentPort?.postMessage(news);
  let execution = from;
  for (; execution < last && (until === null || Date.now() < until); execution++) {
    Atomics.store(current, 0, execution);
    const begin = process.cpuUsage();
    try {
      await target.run(input === null ? inputOf(target, seed, execution) : Buffer.from(input));
    } catch (error) {
      const [message, stack] =
        error instanceof Error ? [`${error.name}: ${error.message}`, error.stack ?? ""] : [String(error), ""];
      tell({ kind: "finding", execution, message, stack });
    }
    const { user, system } = process.cpuUsage(begin);
    const time = Math.round((user + system) / 1000);
    if (time > LONGEST) tell({ kind: "finding", execution, message: `it took ${time} ms`, stack: "" });
  }
  tell({ kind: "done", executions: execution });
}
