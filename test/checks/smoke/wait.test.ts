import type { Container } from "../../../src/checks/smoke/container.ts";
import type { State } from "../../../src/checks/smoke/inspection.ts";
import { type Goal, goalOf, waitFor } from "../../../src/checks/smoke/wait.ts";
import { smoke } from "../../../src/values/smoke/settings.ts";
import type { Smoke } from "../../../src/values/smoke/smoke-test.ts";
import { closeServers, listen, serve, silentPort } from "./loopback.ts";

afterEach(closeServers);

describe("the condition for ready", () => {
  test.each<[written: object, hasHealthcheck: boolean, goal: Goal]>([
    [{ port: 80, wait: "/ready" }, true, { kind: "http", path: "/ready", isAny: false }],
    [{ port: 80, wait: "tcp", requests: [{ path: "/a" }] }, true, { kind: "tcp" }],
    [{ port: 80, wait: "healthy" }, false, { kind: "healthy" }],
    [{ wait: { log: "up" } }, true, { kind: "log", text: "up" }],
    [{ wait: "exit" }, true, { kind: "exit", code: 0, text: null }],
    [
      { port: 80, requests: [{ path: "/a" }, { path: "/b" }] },
      true,
      { kind: "http", path: "/a", isAny: true },
    ],
    [{ port: 80 }, true, { kind: "tcp" }],
    [{}, true, { kind: "healthy" }],
    [{}, false, { kind: "running" }],
  ])("follows from the settings %j and a HEALTHCHECK: %j", (written, hasHealthcheck, goal) => {
    expect(goalOf(smoke.parse(written) as Smoke, hasHealthcheck)).toEqual(goal);
  });
});

const RUNNING: State = { running: true, exitCode: 0, outOfMemory: false, health: null, port: null };
const ended = (exitCode: number): State => ({ ...RUNNING, running: false, exitCode });
const ADVICE = "; if the program ends by design, set `smoke: {wait: exit}`";

/** The behaviour of a container during the wait. */
interface Course {
  /** One for each inspection; the last one repeats. */
  readonly states?: readonly State[];
  /** Null for a container that does not end. */
  readonly exitCode?: number | null;
  /** Its whole log. */
  readonly log?: string;
}

/** Waits for a container with this behaviour. */
function wait(goal: Goal, { states = [RUNNING], exitCode = null, log = "" }: Course, timeout = 30_000) {
  const left = [...states];
  const unused = async () => Promise.reject(new Error("nobody needs this to wait"));
  const container: Container = {
    start: unused,
    state: async () => (left.length > 1 ? left.shift() : left[0]) as State,
    end: async (signal) => (exitCode === null ? untilAborted(signal) : exitCode),
    logs: async (text, signal) => {
      if (log.includes(text)) return true;
      if (exitCode === null) await untilAborted(signal);
      return false;
    },
    tail: unused,
    processes: unused,
    run: unused,
    remove: unused,
  };
  return waitFor(goal, container, timeout, new AbortController().signal);
}

async function untilAborted(signal: AbortSignal): Promise<null> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
  return null;
}

/** The result of some work, and the time limits in ms that it sets. @param isOver whether the limits have passed */
async function withTimes<T>(isOver: boolean, work: () => Promise<T>) {
  const { timeout } = AbortSignal;
  const times: number[] = [];
  AbortSignal.timeout = (time) => {
    times.push(time);
    return isOver ? AbortSignal.abort() : timeout.call(AbortSignal, time);
  };
  try {
    return { result: await work(), times };
  } finally {
    AbortSignal.timeout = timeout;
  }
}

describe.each<[what: string, goal: Goal]>([
  ["to answer", { kind: "http", path: "/", isAny: true }],
  ["to listen", { kind: "tcp" }],
  ["to be healthy", { kind: "healthy" }],
])("a container expected %s", (_, goal) => {
  test("is not ready if it ends with an error", async () => {
    expect(await wait(goal, { states: [RUNNING, ended(3)] })).toBe(
      "ended with exit code 3 before it was ready",
    );
  });

  test("is not ready if it ends, with advice", async () => {
    expect(await wait(goal, { states: [ended(0)] })).toBe(
      `ended with exit code 0 before it was ready${ADVICE}`,
    );
  });
});

describe("a container with wait: /ready", () => {
  const goal = (isAny: boolean): Goal => ({ kind: "http", path: "/up", isAny });
  const answering = async (status: number): Promise<State> => ({
    ...RUNNING,
    port: await serve((socket) => socket.end(`HTTP/1.1 ${status} X\r\n\r\n`)),
  });

  test("is ready with its first answer", async () => {
    expect(await wait(goal(true), { states: [await answering(500)] }, 1)).toBeNull();
  });

  test("is asked again until the answer is right", async () => {
    const silent = { ...RUNNING, port: await silentPort() };
    const states = [silent, await answering(503), await answering(200)];
    expect(await wait(goal(false), { states })).toBeNull();
  });

  test("times out with the last problem", async () => {
    expect(await wait(goal(false), { states: [await answering(503)] }, 1)).toBe(
      "did not become ready in 0.001 s: GET /up answered 503 instead of 2xx or 3xx",
    );
  });

  test("is asked at most ten times a second", async () => {
    let count = 0;
    const port = await serve((socket) => {
      count += 1;
      socket.end("HTTP/1.1 503 X\r\n\r\n");
    });
    expect(await wait(goal(false), { states: [{ ...RUNNING, port }] }, 150)).toMatch(/ answered 503 /);
    expect(count).toBeLessThanOrEqual(3);
  });

  test("has at least half a second for an answer", async () => {
    const port = await serve((socket) => {
      setTimeout(() => socket.end("HTTP/1.1 200 X\r\n\r\n"), 50);
    });
    expect(await wait(goal(true), { states: [{ ...RUNNING, port }] }, 1)).toBeNull();
  });

  test("has all the remaining time for an answer", async () => {
    const states = [await answering(200)];
    const { result, times } = await withTimes(false, () => wait(goal(false), { states }, 600_000));
    expect(result).toBeNull();
    expect(times.at(-1)).toBeGreaterThan(300_000);
  });

  test("is not asked after the timeout", async () => {
    const port = await serve(() => undefined);
    expect(await wait(goal(true), { states: [{ ...RUNNING, port }] }, 1)).toBe(
      "did not become ready in 0.001 s: GET /up was not answered in 0.5 s",
    );
  });
});

describe("a container with wait: tcp", () => {
  test("is ready when its port answers", async () => {
    const port = await listen((socket) => socket.write("hello"));
    expect(await wait({ kind: "tcp" }, { states: [RUNNING, { ...RUNNING, port }] })).toBeNull();
  });

  test("times out if its port does not answer", async () => {
    expect(await wait({ kind: "tcp" }, {}, 1)).toMatch(
      /^did not become ready in 0\.001 s: nothing answers on its port/,
    );
  });
});

describe("a container with wait: healthy", () => {
  const health = (status: string): State => ({ ...RUNNING, health: { status, output: "" } });

  test("is ready when its HEALTHCHECK passes", async () => {
    const states = [health("starting"), health("unhealthy"), health("healthy")];
    expect(await wait({ kind: "healthy" }, { states })).toBeNull();
  });

  test("times out with the last output of its HEALTHCHECK", async () => {
    expect(await wait({ kind: "healthy" }, { states: [health("unhealthy")] }, 1)).toBe(
      "did not become ready in 0.001 s: its HEALTHCHECK says unhealthy",
    );
  });
});

describe("a container without wait", () => {
  test("is ready if it still runs at the timeout", async () => {
    expect(await wait({ kind: "running" }, {}, 1)).toBeNull();
  });

  test.each([
    [1, 1],
    [30_000, 1000],
  ])("with a timeout of %d ms is inspected after %d ms", async (timeout, expected) => {
    const { result, times } = await withTimes(true, () => wait({ kind: "running" }, {}, timeout));
    expect(result).toBeNull();
    expect(times.at(-1)).toBe(expected);
  });

  test.each([
    [0, ADVICE],
    [3, ""],
  ])("is not ready if it ends with exit code %d", async (exitCode, advice) => {
    expect(await wait({ kind: "running" }, { exitCode, states: [ended(exitCode)] })).toBe(
      `ended with exit code ${exitCode} before it was ready${advice}`,
    );
  });
});

describe("a container with wait: log", () => {
  const goal: Goal = { kind: "log", text: "up" };

  test("is ready when its log has the text", async () => {
    expect(await wait(goal, { log: "now up" })).toBeNull();
  });

  test("is ready even if it has ended", async () => {
    expect(await wait(goal, { log: "now up", exitCode: 1, states: [ended(1)] })).toBeNull();
  });

  test("is not ready if it ends without the text", async () => {
    expect(await wait(goal, { log: "u p", exitCode: 1, states: [ended(1)] })).toBe(
      "ended with exit code 1 before it was ready",
    );
  });

  test("times out if it runs on without the text", async () => {
    expect(await wait(goal, {}, 1)).toBe('did not become ready in 0.001 s: no line of its log holds "up"');
  });
});

describe("a container with wait: exit", () => {
  const goal = (code: number, text: string | null = null): Goal => ({ kind: "exit", code, text });

  test("passes if it ends with that exit code", async () => {
    expect(await wait(goal(3), { exitCode: 3 })).toBeNull();
  });

  test("times out if it runs on", async () => {
    expect(await wait(goal(0), {}, 1)).toBe("did not end in 0.001 s");
  });

  test("fails if it ends with another exit code", async () => {
    const states = [{ ...ended(137), outOfMemory: true }];
    expect(await wait(goal(0, "done"), { exitCode: 137, states, log: "done" })).toBe(
      "ended with exit code 137, out of memory instead of 0",
    );
  });

  test("passes if its log has the text", async () => {
    expect(await wait(goal(0, "done"), { exitCode: 0, log: "all done" })).toBeNull();
  });

  test("fails if its log lacks the text", async () => {
    expect(await wait(goal(0, "done"), { exitCode: 0, log: "not yet" })).toBe(
      'ended, but no line of its log holds "done"',
    );
  });
});
