import { StagegateError } from "../../host/errors.ts";
import type { SmokeOutcome } from "../../model/outcomes.ts";
import type { SmokeCheck, SmokeProcess } from "../../model/report.ts";
import { shorten } from "../../text/words.ts";
import { type Container, containerOf } from "./container.ts";
import { remoteEndpoint } from "./endpoint.ts";
import { judgeAnswer, judgeCommand } from "./expectations.ts";
import { send } from "./http.ts";
import { endWords } from "./inspection.ts";
import { rootWords } from "./processes.ts";
import type { SmokeSubject, SmokeWorld } from "./subject.ts";
import { goalOf, waitFor } from "./wait.ts";

/**
 * Starts a container, waits until it is ready, checks it, and always removes it.
 * @throws StoppedError if the run was stopped; the container is removed then, too
 * @throws StagegateError if the engine fails, so that the image is not at fault
 */
export async function smokeTest(subject: SmokeSubject, world: SmokeWorld): Promise<SmokeOutcome> {
  const begin = performance.now();
  const container = containerOf(subject, world);
  try {
    const problem = await getReady(subject, container, world);
    const ready = problem === null ? performance.now() - begin : null;
    const asked = problem === null ? await ask(subject, container, world) : { checks: [], processes: [] };
    const checks = [{ kind: "ready" as const, what: "ready", problem }, ...asked.checks];
    const failed = checks.some((check) => check.problem !== null);
    return {
      status: failed ? "failed" : "passed",
      ready,
      duration: performance.now() - begin,
      checks,
      processes: asked.processes,
      log: failed ? await container.tail() : null,
    };
  } finally {
    await container.remove();
  }
}

/** Interval of the image's HEALTHCHECK during the wait, in ms; its own interval is meant for production. */
const HEALTH_INTERVAL = 500;

/** Why it is not ready, in words that follow its name; null if it is. */
async function getReady(
  { smoke, healthcheck }: SmokeSubject,
  container: Container,
  { exec, signal }: SmokeWorld,
): Promise<string | null> {
  const goal = goalOf(smoke, healthcheck);
  if (goal.kind === "healthy" && !healthcheck) return "has no HEALTHCHECK to wait for";
  const elsewhere = smoke.port === null ? null : await remoteEndpoint(exec);
  if (elsewhere !== null) {
    throw new StagegateError(
      `the container cannot be reached: its port is published on the engine's own machine, ${elsewhere}`,
      "Run stagegate on that machine, or use `wait: {log: …}` and `exec` instead of `port`.",
    );
  }
  const problem = await container.start(goal.kind === "healthy" ? HEALTH_INTERVAL : null);
  return problem === null ? waitFor(goal, container, smoke.timeout, signal) : `does not start: ${problem}`;
}

interface Answers {
  readonly checks: readonly SmokeCheck[];
  readonly processes: readonly SmokeProcess[];
}

/** Sends the requests, then lists the processes, and then runs the commands: their processes must not count. */
async function ask(
  { smoke, allowRoot }: SmokeSubject,
  container: Container,
  { signal }: SmokeWorld,
): Promise<Answers> {
  const { wait, timeout, requests, exec } = smoke;
  // A container that has ended cannot be checked any further.
  if (wait?.kind === "exit") return { checks: [], processes: [] };
  const checks: SmokeCheck[] = [];
  for (const request of requests) {
    const { port } = await container.state();
    const answer = port === null ? "was not answered" : await send(port, request, timeout, signal);
    const problem = typeof answer === "string" ? answer : judgeAnswer(request, answer);
    checks.push({ kind: "request", what: `${request.method} ${request.path}`, problem });
  }
  const processes = await container.processes();
  if (typeof processes === "string") {
    const state = await container.state();
    if (state.running) {
      throw new StagegateError(
        `the processes of the container cannot be listed: ${processes}`,
        "Check that `docker top` works on this engine.",
      );
    }
    const problem = `${endWords(state)} after it was ready`;
    return { checks: [...checks, { kind: "processes", what: "processes", problem }], processes: [] };
  }
  checks.push({ kind: "processes", what: "processes", problem: allowRoot ? null : rootWords(processes) });
  for (const command of exec) {
    const ran = await container.run(command, AbortSignal.timeout(timeout));
    checks.push({
      kind: "command",
      what: shorten(command.title),
      problem: judgeCommand(command.stdout, ran, timeout),
    });
  }
  return { checks, processes };
}
