import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import type { State } from "../../../src/checks/smoke/inspection.ts";
import { healthProbe, httpProbe, tcpProbe } from "../../../src/checks/smoke/probes.ts";
import { closeServers, listen, serve, silentPort } from "./loopback.ts";

afterEach(closeServers);

/** In ms; long enough for an answer on a busy machine. */
const LONG = 30_000;
const never = new AbortController().signal;
const SILENCE =
  "nothing answers on its port; what listens on 127.0.0.1 inside the container cannot be reached";

function stateWith(change: Partial<State>): State {
  return { running: true, exitCode: 0, outOfMemory: false, health: null, port: null, ...change };
}

describe("a container with wait: tcp", () => {
  const probe = (port: number | null) => tcpProbe(stateWith({ port }), LONG, never);

  test.each<[what: string, onConnection: (socket: Socket) => void]>([
    ["waits for the client", () => undefined],
    ["greets the client", (socket) => socket.write("220 ready\r\n")],
    ["greets the client and closes", (socket) => socket.end("220 ready\r\n")],
  ])("is ready if it %s", async (_, onConnection) => {
    expect(await probe(await listen(onConnection))).toBeNull();
  });

  test.each<[what: string, onConnection: (socket: Socket) => void]>([
    ["closed", (socket) => socket.end()],
    ["reset", (socket) => socket.resetAndDestroy()],
  ])("is not ready if the proxy has the connection %s", async (_, onConnection) => {
    expect(await probe(await listen(onConnection))).toBe(SILENCE);
  });

  test("is not ready if nothing listens", async () => {
    expect(await probe(await silentPort())).toBe(SILENCE);
  });

  test("is not ready if its port is not published", async () => {
    expect(await probe(null)).toBe(SILENCE);
  });

  test("is not ready if the connection times out", async () => {
    const { port, end } = await listenWithoutAccepting();
    expect(await tcpProbe(stateWith({ port }), 50, never)).toBe(SILENCE);
    await end();
  });

  test("keeps no connection of the probe", async () => {
    const closed: Promise<unknown>[] = [];
    await probe(await listen((socket) => closed.push(once(socket, "close"))));
    expect(closed).toHaveLength(1);
    await Promise.all(closed);
  });

  test("is not asked after the run stops", async () => {
    const stop = new AbortController();
    const port = await listen(() => stop.abort());
    expect(await tcpProbe(stateWith({ port }), LONG, stop.signal)).toBe(SILENCE);
  });
});

/** A port whose backlog is full: the system answers no further connection. */
async function listenWithoutAccepting() {
  const worker = new Worker(
    `const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      require("node:worker_threads").parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`,
    { eval: true },
  );
  const [port] = (await once(worker, "message")) as [number];
  const sockets = Array.from({ length: 4 }, () => connect({ host: "127.0.0.1", port }));
  for (const socket of sockets) socket.on("error", () => undefined);
  await once(sockets[1] as Socket, "connect");
  const end = async () => {
    for (const socket of sockets) socket.destroy();
    await worker.terminate();
  };
  return { port, end };
}

describe("a container with wait: /health", () => {
  /** Probes a server that answers every request with this status, and checks the request. */
  async function probeOf(status: number, isAny: boolean) {
    const requests: string[] = [];
    const port = await serve((socket, request) => {
      requests.push(request.split("\r\n")[0] ?? "");
      socket.end(`HTTP/1.1 ${status} X\r\nContent-Length: 4\r\n\r\nbody`);
    });
    const problem = await httpProbe("/health?all", isAny)(stateWith({ port }), LONG, never);
    expect(requests).toEqual(["GET /health?all HTTP/1.1"]);
    return problem;
  }

  test.each([200, 302, 404, 500])("is ready with status %d if any answer counts", async (status) => {
    expect(await probeOf(status, true)).toBeNull();
  });

  test.each([200, 204, 302, 399])("is ready with status %d if success counts", async (status) => {
    expect(await probeOf(status, false)).toBeNull();
  });

  test.each([400, 404, 500])("is not ready with status %d if success counts", async (status) => {
    expect(await probeOf(status, false)).toBe(
      `GET /health?all answered ${status} instead of 2xx or 3xx: "body"`,
    );
  });

  test("is not ready if nothing listens", async () => {
    const state = stateWith({ port: await silentPort() });
    expect(await httpProbe("/", true)(state, LONG, never)).toBe(
      "GET / was not answered: the connection was refused or closed",
    );
  });

  test("is not ready if the answer is late", async () => {
    const state = stateWith({ port: await serve(() => undefined) });
    expect(await httpProbe("/", true)(state, 50, never)).toBe("GET / was not answered in 0.05 s");
  });

  test("is not ready if its port is not published", async () => {
    expect(await httpProbe("/", true)(stateWith({}), LONG, never)).toBe(SILENCE);
  });

  test("is not asked after the run stops", async () => {
    const stop = new AbortController();
    const state = stateWith({ port: await serve(() => stop.abort()) });
    expect(await httpProbe("/", true)(state, LONG, stop.signal)).toMatch(/^GET \/ could not be sent: /);
  });
});

describe("a container with wait: healthy", () => {
  test.each<[health: State["health"], problem: string | null]>([
    [{ status: "healthy", output: "" }, null],
    [{ status: "healthy", output: "ok\n" }, null],
    [{ status: "starting", output: "" }, "its HEALTHCHECK says starting"],
    [{ status: "unhealthy", output: " \n" }, "its HEALTHCHECK says unhealthy"],
    [{ status: "unhealthy", output: "\nno answer\n" }, 'its HEALTHCHECK says unhealthy: "no answer"'],
    [null, "its HEALTHCHECK says nothing"],
  ])("has the expected result with the health %j", async (health, problem) => {
    expect(await healthProbe(stateWith({ health }), LONG, never)).toBe(problem);
  });
});
