import { connect } from "node:net";
import { judgeAnswer } from "./expectations.ts";
import { send } from "./http.ts";
import type { State } from "./inspection.ts";
import { excerpt } from "./words.ts";

/**
 * Tries once whether a container is ready: null where it is, else what is missing, for the message.
 * @param time at most, in ms
 */
export type Probe = (state: State, time: number, stop: AbortSignal) => Promise<string | null>;

const SILENCE =
  "nothing answers on its port; what listens on 127.0.0.1 inside the container cannot be reached";

/** How long a connection stays open where something listens, in ms; the proxy closes it within 10. */
const HELD = 200;

/**
 * Whether something listens. Docker's proxy accepts connections also where nothing does, and closes them
 * once it was refused itself.
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
      .once("connect", () => socket.setTimeout(HELD))
      .once("timeout", () => end(!socket.connecting))
      .once("data", () => end(true))
      .once("end", () => end(false))
      .once("error", () => end(false));
  });
  return isOpen ? null : SILENCE;
};

/**
 * Whether it answers a GET of the path.
 * @param isAny whether any answer will do, or only 2xx and 3xx
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

/** Whether its HEALTHCHECK calls it healthy. */
export const healthProbe: Probe = async ({ health }) => {
  if (health?.status === "healthy") return null;
  const output = health === null || health.output.trim() === "" ? "" : `: ${excerpt(health.output.trim())}`;
  return `its HEALTHCHECK says ${health?.status ?? "nothing"}${output}`;
};
