import type { MessagePort } from "node:worker_threads";

/** Bytes of one message to the other thread: many, since each message wakes a thread. */
const CHUNK = 1024 ** 2;

/** Most chunks on the way: each is reused when it comes back, so that none becomes garbage. */
const CHUNKS = 3;

/** A message on a port: the first bytes of a buffer, or null at the end. The buffer itself comes back. */
type Sent = { readonly buffer: ArrayBuffer; readonly length: number } | null;

/**
 * Sends chunks to another thread, as fast as that thread reads them, until it closes the port. If the chunks end in
 * an error, closes the port early and throws the error.
 */
export async function sendChunks(chunks: AsyncIterable<Uint8Array>, port: MessagePort): Promise<void> {
  const free = Array.from({ length: CHUNKS }, () => new ArrayBuffer(CHUNK));
  let isClosed = false;
  let wake = () => {};
  port.on("message", (buffer: ArrayBuffer) => {
    free.push(buffer);
    wake();
  });
  port.on("close", () => {
    isClosed = true;
    wake();
  });
  /** Null if the reader has closed the port. */
  const nextFree = async (): Promise<ArrayBuffer | null> => {
    while (free.length === 0 && !isClosed)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return isClosed ? null : (free.pop() ?? null);
  };
  const send = (buffer: ArrayBuffer, length: number) =>
    port.postMessage({ buffer, length } satisfies Sent, [buffer]);

  try {
    let buffer: ArrayBuffer | null = null;
    let filled = 0;
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) {
        buffer ??= await nextFree();
        if (buffer === null) return;
        const part = chunk.subarray(at, at + CHUNK - filled);
        new Uint8Array(buffer).set(part, filled);
        at += part.length;
        filled += part.length;
        if (filled < CHUNK) continue;
        send(buffer, filled);
        buffer = null;
        filled = 0;
      }
    }
    if (buffer !== null) send(buffer, filled);
    port.postMessage(null satisfies Sent);
  } catch (error) {
    port.close();
    throw error;
  }
}

/**
 * The chunks that another thread sends. The next one overwrites the one before. Closes the port at the end. Throws
 * if the sender closes it early; the sender knows the reason.
 */
export async function* receiveChunks(port: MessagePort): AsyncGenerator<Uint8Array> {
  const received: Sent[] = [];
  let isClosed = false;
  let wake = () => {};
  port.on("message", (sent: Sent) => {
    received.push(sent);
    wake();
  });
  port.on("close", () => {
    isClosed = true;
    wake();
  });
  try {
    for (;;) {
      while (received.length === 0 && !isClosed)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const sent = received.shift();
      if (sent === undefined) throw new Error("the bytes of a layer stopped coming");
      if (sent === null) return;
      yield new Uint8Array(sent.buffer, 0, sent.length);
      port.postMessage(sent.buffer, [sent.buffer]);
    }
  } finally {
    port.close();
  }
}
