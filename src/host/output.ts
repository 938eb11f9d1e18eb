import { fstatSync, writeFileSync } from "node:fs";
import { codeOf } from "./errors.ts";

/** A standard output of this process. Writing to it never throws and never ends the process. */
export interface SafeOutput {
  /** Writes a text; has no effect after a write failed. */
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Width of the terminal; undefined for anything else. */
  readonly columns: number | undefined;
  /** Height of the terminal; undefined for anything else. */
  readonly rows: number | undefined;
  /**
   * Waits until everything is written.
   * @returns the system's code if a write failed, such as EPIPE; else null
   */
  readonly failure: () => Promise<string | null>;
}

/** Makes a standard output of this process safe, also for writes of other code. */
export function openOutput(stream: NodeJS.WriteStream & { readonly fd: number }): SafeOutput {
  let failure: string | null = null;
  let written: Promise<void> = Promise.resolve();
  const fail = (error: unknown) => {
    failure ??= codeOf(error);
  };
  stream.on("error", fail);
  const isFile = !isStream(stream);
  return {
    write: (text) => {
      if (failure !== null) return;
      if (!isFile) {
        written = new Promise((resolve) => {
          stream.write(text, (error) => {
            if (error != null) fail(error);
            resolve();
          });
        });
        return;
      }
      try {
        // Node's own stream reports success when a full disk has taken only a part of a write.
        writeFileSync(stream.fd, text);
      } catch (error) {
        fail(error);
      }
    },
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.isTTY === true ? stream.columns : undefined;
    },
    get rows() {
      return stream.isTTY === true ? stream.rows : undefined;
    },
    failure: async () => {
      await written;
      return failure;
    },
  };
}

/** Codes of an output whose reader has closed it, which is not an error. */
const READER_GONE: ReadonlySet<string> = new Set(["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED"]);

/** Whether the reader has closed an output, by the code of the failure. */
export function isReaderGone(code: string): boolean {
  return READER_GONE.has(code);
}

function isStream({ isTTY, fd }: { readonly isTTY: boolean; readonly fd: number }): boolean {
  const found = fstatSync(fd);
  return isTTY === true || found.isFIFO() || found.isSocket();
}
