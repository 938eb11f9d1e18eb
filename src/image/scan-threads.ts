import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { messageOf, StagegateError } from "../host/errors.ts";
import type { DigestBlob, ScanBlob } from "./blob.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { ScanAnswer, ScanQuestion } from "./scan-thread.ts";

/**
 * Threads that scan layers. Of the blobs that wait, the largest is next: begun last, it would keep one core
 * busy when all else is done.
 */
export interface ScanThreads {
  readonly scan: ScanBlob;
  readonly digest: DigestBlob;
  /** Ends them, whatever they are at; what waits is never answered then. */
  readonly close: () => Promise<void>;
}

/** Each holds up to some ten MB, and more than four are rarely faster than the disk. */
const MOST = Math.min(availableParallelism(), 4);

interface Task {
  readonly question: ScanQuestion;
  readonly resolve: (answer: ScanAnswer) => void;
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
  let isClosed = false;

  const next = () => {
    if (isClosed) return;
    for (let thread = idle.pop(); thread !== undefined; thread = idle.pop()) {
      const task = waiting.shift();
      if (task === undefined) {
        idle.push(thread);
        return;
      }
      busy.set(thread, task);
      thread.ref();
      thread.postMessage(task.question);
    }
    if (waiting.length > threads.size - busy.size && threads.size < most) start();
  };
  const start = () => {
    const thread = new Worker(script);
    threads.add(thread);
    thread.on("message", (answer: ScanAnswer) => {
      // A thread that was still starting must hold the process until it has ended.
      if (isClosed) return;
      const task = busy.get(thread);
      busy.delete(thread);
      thread.unref();
      task?.resolve(answer);
      idle.push(thread);
      next();
    });
    // Out of memory, say: the thread is gone, and with it what it was at.
    const fail = (reason: string) => {
      if (isClosed || !threads.delete(thread)) return;
      const at = idle.indexOf(thread);
      if (at >= 0) idle.splice(at, 1);
      const task = busy.get(thread) ?? waiting.shift();
      busy.delete(thread);
      task?.reject(threadEnded(task.question.blob.path, reason));
      next();
    };
    thread.on("error", (error) => fail(`: ${messageOf(error)}`));
    thread.on("exit", (code) => fail(` with exit code ${code}`));
  };

  const ask = (question: ScanQuestion) =>
    new Promise<ScanAnswer>((resolve, reject) => {
      const place = waiting.findIndex((other) => other.question.blob.size < question.blob.size);
      waiting.splice(place < 0 ? waiting.length : place, 0, { question, resolve, reject });
      next();
    });

  return {
    scan: async (blob, limits) => {
      const answer = await ask({ blob, limits });
      if (answer.kind === "scanned") return answer.scanned;
      throw errorIn(answer);
    },
    digest: async (blob) => {
      const answer = await ask({ blob, limits: null });
      if (answer.kind === "hashed") return answer.digest;
      throw errorIn(answer);
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

function threadEnded(path: string, reason: string): StagegateError {
  return new StagegateError(
    `${path}: a thread that reads layers ended${reason}`,
    "Run stagegate again with more free memory. If that does not help, please report it.",
  );
}

function errorIn(answer: ScanAnswer): Error {
  if (answer.kind === "invalid") return new InvalidImageError(answer.message, answer.hint);
  return new Error(answer.kind === "failed" ? answer.message : `a thread answered ${answer.kind}`);
}
