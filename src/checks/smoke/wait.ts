import { setTimeout as pause } from "node:timers/promises";
import type { Smoke, Wait } from "../../values/smoke/smoke-test.ts";
import type { Container } from "./container.ts";
import { endWords, type State } from "./inspection.ts";
import { healthProbe, httpProbe, type Probe, tcpProbe } from "./probes.ts";
import { excerpt, seconds } from "./words.ts";

/** The state to wait for, by the settings or by default. */
export type Goal =
  | Exclude<Wait, { readonly kind: "path" }>
  /** It answers a GET of the path: with any status, or with 2xx or 3xx. */
  | { readonly kind: "http"; readonly path: string; readonly isAny: boolean }
  /** It still runs after a moment. */
  | { readonly kind: "running" };

/** Time between two tries, in ms. */
const INTERVAL = 100;
/** Shortest time for a try, in ms, so that a try that starts in time has a chance. */
const LEAST = 500;
/** Time after which a container counts as running, in ms. */
const MOMENT = 1000;

/** The goal in the settings; else the strictest goal that follows from the settings and the image. */
export function goalOf({ wait, port, requests }: Smoke, hasHealthcheck: boolean): Goal {
  if (wait !== null) return wait.kind === "path" ? { kind: "http", path: wait.path, isAny: false } : wait;
  const [request] = requests;
  if (request !== undefined) return { kind: "http", path: request.path, isAny: true };
  if (port !== null) return { kind: "tcp" };
  return { kind: hasHealthcheck ? "healthy" : "running" };
}

/**
 * Waits until a container is ready.
 * @param timeout in ms
 * @returns why it is not ready, in words that follow its name; null if it is
 */
export async function waitFor(
  goal: Goal,
  container: Container,
  timeout: number,
  stop: AbortSignal,
): Promise<string | null> {
  const limit = AbortSignal.timeout(timeout);
  switch (goal.kind) {
    case "http":
      return poll(httpProbe(goal.path, goal.isAny), container, timeout, stop);
    case "tcp":
      return poll(tcpProbe, container, timeout, stop);
    case "healthy":
      return poll(healthProbe, container, timeout, stop);
    case "running": {
      const code = await container.end(AbortSignal.timeout(Math.min(MOMENT, timeout)));
      return code === null ? null : endedEarly(await container.state());
    }
    case "log": {
      if (await container.logs(goal.text, limit)) return null;
      const code = await container.end(limit);
      return code === null
        ? lateWords(timeout, `no line of its log holds ${excerpt(goal.text)}`)
        : endedEarly(await container.state());
    }
    case "exit": {
      const code = await container.end(limit);
      if (code === null) return `did not end in ${seconds(timeout)}`;
      if (code !== goal.code) return `${endWords(await container.state())} instead of ${goal.code}`;
      return goal.text === null || (await container.logs(goal.text, limit))
        ? null
        : `ended, but no line of its log holds ${excerpt(goal.text)}`;
    }
  }
}

async function poll(
  probe: Probe,
  container: Container,
  timeout: number,
  stop: AbortSignal,
): Promise<string | null> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const state = await container.state();
    if (!state.running) return endedEarly(state);
    const left = Math.ceil(deadline - performance.now());
    const missing = await probe(state, Math.max(left, LEAST), stop);
    if (missing === null) return null;
    if (performance.now() >= deadline) return lateWords(timeout, missing);
    await pause(INTERVAL);
  }
}

function lateWords(timeout: number, why: string): string {
  return `did not become ready in ${seconds(timeout)}: ${why}`;
}

function endedEarly(state: State): string {
  const advice = state.exitCode === 0 ? "; if the program ends by design, set `smoke: {wait: exit}`" : "";
  return `${endWords(state)} before it was ready${advice}`;
}
