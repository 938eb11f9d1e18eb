import { availableParallelism } from "node:os";
import { MessageChannel, type Transferable, Worker } from "node:worker_threads";
import { messageOf, StagegateError } from "../host/errors.ts";
import type { DigestBlob, ScanBlob, ScanStream } from "./blob.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { ScanAnswer, ScanQuestion } from "./scan-thread.ts";
import { sendChunks } from "./stream-port.ts";

/**
 * Threads that scan layers. The largest waiting blob is next: if it came last, one core would be busy long after
 * all others.
 */
export interface ScanThreads {
  readonly scan: ScanBlob;
  /** Reads the bytes of a stream when a thread is free. */
  readonly scanStream: ScanStream;
  readonly digest: DigestBlob;
  /** Ends the threads at once; waiting requests never get an answer. */
  readonly close: () => Promise<void>;
}

/** Each thread uses up to some 10 MB, and more than four are rarely faster than the disk. */
const MOST = Math.min(availableParallelism(), 4);

interface Task {
  readonly question: ScanQuestion;
  /** Called when a thread has the request. */
  readonly onStart: () => void;
  readonly resolve: (answer: ScanAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Scans in threads, which start with the first scan and then stay.
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
      thread.postMessage(task.question, portsOf(task.question));
      task.onStart();
    }
    if (waiting.length > threads.size - busy.size && threads.size < most) start();
  };
  const start = () => {
    const thread = new Worker(script);
    threads.add(thread);
    thread.on("message", (answer: ScanAnswer) => {
      // A thread that is still starting must keep the process alive until it has ended.
      if (isClosed) return;
      const task = busy.get(thread);
      busy.delete(thread);
      thread.unref();
      task?.resolve(answer);
      idle.push(thread);
      next();
    });
    // For example out of memory: the thread and its request are lost.
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

  const ask = (question: ScanQuestion, onStart = () => {}) =>
    new Promise<ScanAnswer>((resolve, reject) => {
      const place = waiting.findIndex((other) => other.question.blob.size < question.blob.size);
      waiting.splice(place < 0 ? waiting.length : place, 0, { question, onStart, resolve, reject });
      next();
    });

  return {
    scan: async (blob, limits) => {
      const answer = await ask({ kind: "scan", blob, limits });
      if (answer.kind === "scanned") return answer.scanned;
      throw errorIn(answer);
    },
    scanStream: async ({ path, size, chunks }, limits) => {
      const { port1, port2 } = new MessageChannel();
      let sending = Promise.resolve();
      const answering = ask({ kind: "stream", blob: { path, size }, limits, port: port2 }, () => {
        sending = sendChunks(chunks(), port1);
        // Its error is thrown below, after the answer of the thread.
        sending.catch(() => undefined);
      });
      const answer = await answering.finally(() => port1.close());
      if (answer.kind === "scanned") return answer.scanned;
      // The thread only knows that the bytes stopped; but it does find a damaged layer.
      if (answer.kind === "failed") await sending;
      throw errorIn(answer);
    },
    digest: async (blob) => {
      const answer = await ask({ kind: "digest", blob });
      if (answer.kind === "hashed") return answer.digest;
      throw errorIn(answer);
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

function portsOf(question: ScanQuestion): Transferable[] {
  return question.kind === "stream" ? [question.port] : [];
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
