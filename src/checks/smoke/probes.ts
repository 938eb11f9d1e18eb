import { connect } from "node:net";
import { judgeAnswer } from "./expectations.ts";
import { send } from "./http.ts";
import type { State } from "./inspection.ts";
import { excerpt } from "./words.ts";

/**
 * Tries once whether a container is ready. The result is null if it is; else a text for the message.
 * @param time limit in ms
 */
export type Probe = (state: State, time: number, stop: AbortSignal) => Promise<string | null>;

const SILENCE =
  "nothing answers on its port; what listens on 127.0.0.1 inside the container cannot be reached";

/**
 * If a connection stays open this long, something listens, in ms; without a listener, the proxy closes it within 10.
 */
const LISTENING_TIME = 200;

/**
 * Whether something listens. Docker's proxy accepts connections even if nothing listens, and closes them after its own
 * connection was refused.
 */
export const tcpProbe: Probe = async ({ port }, time, signal) => {
  if (port === null) return SILENCE;
  const isOpen = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, signal });
    const end = (answer: boolean) => {
      resolve(answer);
      socket.destroy();
    };
    socket.setTimeout(time);
    socket
      .once("connect", () => socket.setTimeout(LISTENING_TIME))
      .once("timeout", () => end(!socket.connecting))
      .once("data", () => end(true))
      .once("end", () => end(false))
      .once("error", () => end(false));
  });
  return isOpen ? null : SILENCE;
};

/**
 * Whether it answers a GET of the path.
 * @param isAny whether any answer counts, or only 2xx and 3xx
 */
export function httpProbe(path: string, isAny: boolean): Probe {
  return async ({ port }, time, stop) => {
    if (port === null) return SILENCE;
    const answer = await send(port, { method: "GET", path, headers: {}, body: null }, time, stop);
    if (typeof answer === "string") return `GET ${path} ${answer}`;
    const problem = isAny ? null : judgeAnswer({ status: null, contains: null, json: null }, answer);
    return problem === null ? null : `GET ${path} ${problem}`;
  };
}

/** Whether its HEALTHCHECK reports that it is healthy. */
export const healthProbe: Probe = async ({ health }) => {
  if (health?.status === "healthy") return null;
  const output = health === null || health.output.trim() === "" ? "" : `: ${excerpt(health.output.trim())}`;
  return `its HEALTHCHECK says ${health?.status ?? "nothing"}${output}`;
};
