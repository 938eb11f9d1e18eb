import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ScanBlob, ScannedBlob } from "./blob.ts";
import { Damage } from "./damage.ts";
import type { ScanAnswer, ScanQuestion } from "./scan-thread.ts";

/** Threads that scan layers. */
export interface ScanThreads {
  /** Of the blobs that wait, the largest is next: begun last, it would keep one core busy when all else is done. */
  readonly scan: ScanBlob;
  /** Ends them, whatever they are at; what waits is never answered then. */
  readonly close: () => Promise<void>;
}

/** Each holds up to some ten MB, and more than four are rarely faster than the disk. */
const MOST = Math.min(availableParallelism(), 4);

interface Task extends ScanQuestion {
  readonly resolve: (scanned: ScannedBlob) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Scans in threads, which are started when there is something to scan and then kept.
 * @param script absolute path of the bundled `src/layers.ts`
 * @param most threads
 */
export function scanThreads(script: string, most: number = MOST): ScanThreads {
  const threads = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: Task[] = [];
  const busy = new Map<Worker, Task>();

  const next = () => {
    for (let thread = idle.pop(); thread !== undefined; thread = idle.pop()) {
      const task = waiting.shift();
      if (task === undefined) {
        idle.push(thread);
        return;
      }
      busy.set(thread, task);
      thread.ref();
      thread.postMessage({ blob: task.blob, limits: task.limits } satisfies ScanQuestion);
    }
    if (waiting.length > threads.size - busy.size && threads.size < most) start();
  };
  const start = () => {
    const thread = new Worker(script);
    threads.add(thread);
    thread.on("message", (answer: ScanAnswer) => {
      const task = busy.get(thread);
      busy.delete(thread);
      thread.unref();
      if (task !== undefined) settle(task, answer);
      idle.push(thread);
      next();
    });
    // Out of memory, say: the thread is gone, and with it what it was at.
    thread.on("error", (error) => {
      threads.delete(thread);
      const task = busy.get(thread) ?? waiting.shift();
      busy.delete(thread);
      task?.reject(error);
      next();
    });
  };

  return {
    scan: (blob, limits) =>
      new Promise((resolve, reject) => {
        const task = { blob, limits, resolve, reject };
        const place = waiting.findIndex((other) => other.blob.size < blob.size);
        waiting.splice(place < 0 ? waiting.length : place, 0, task);
        next();
      }),
    close: async () => {
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

function settle({ resolve, reject }: Task, answer: ScanAnswer): void {
  if (answer.kind === "scanned") resolve(answer.scanned);
  else if (answer.kind === "damaged") reject(new Damage(answer.message, answer.hint));
  else reject(new Error(answer.kind === "failed" ? answer.message : "a thread is ready twice"));
}
