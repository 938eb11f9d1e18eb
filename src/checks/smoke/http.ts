import { type IncomingMessage, request } from "node:http";
import { codeOf, messageOf } from "../../host/errors.ts";
import { formatSize } from "../../text/size.ts";
import type { SmokeRequest } from "../../values/smoke/smoke-test.ts";
import { seconds } from "./words.ts";

/** The answer to a request. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Size of the largest body, in bytes. */
const LARGEST_BODY = 10_000_000;

/**
 * Sends a request to a port of 127.0.0.1 on a new connection, and reads the whole answer. It follows no redirects. It
 * uses Node's own client, because `fetch` does not allow another Host header.
 * @param timeout for the whole request, in ms
 * @returns the answer, or the problem in words that follow the request's name: `was not answered in 30 s`
 */
export async function send(
  port: number,
  { method, path, headers, body }: Pick<SmokeRequest, "method" | "path" | "headers" | "body">,
  timeout: number,
  stop: AbortSignal,
): Promise<Answer | string> {
  const late = AbortSignal.timeout(timeout);
  const signal = AbortSignal.any([stop, late]);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: "127.0.0.1", port, method, path, headers, agent: false, signal })
        .once("response", resolve)
        .once("error", reject)
        .end(body ?? undefined);
    });
    return await read(response, late, timeout);
  } catch (error) {
    return late.aborted ? `was not answered in ${seconds(timeout)}` : connectionWords(error);
  }
}

async function read(response: IncomingMessage, late: AbortSignal, timeout: number): Promise<Answer | string> {
  const status = response.statusCode ?? 0;
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size > LARGEST_BODY) return `answered ${status} with more than ${formatSize(LARGEST_BODY)}`;
    }
  } catch (error) {
    if (!late.aborted && !isConnectionError(error)) throw error;
  }
  // A body without a length ends with its connection, even if the timeout closed the connection.
  if (late.aborted) return `answered ${status}, but its body did not end in ${seconds(timeout)}`;
  return response.complete
    ? { status, body: Buffer.concat(pieces).toString() }
    : `answered ${status}, but the connection was closed before the end of its body`;
}

function connectionWords(error: unknown): string {
  // The proxy of the published port does not show which of the two happened.
  if (isConnectionError(error)) return "was not answered: the connection was refused or closed";
  if (codeOf(error).startsWith("HPE_")) return `got an answer that is not HTTP (${messageOf(error)})`;
  return `could not be sent: ${messageOf(error)}`;
}

function isConnectionError(error: unknown): boolean {
  return ["ECONNREFUSED", "ECONNRESET", "EPIPE"].includes(codeOf(error));
}
