import type { Socket } from "node:net";
import { send } from "../../../src/checks/smoke/http.ts";
import { closeServers, serve, silentPort } from "./loopback.ts";

afterEach(closeServers);

const GET = { method: "GET", path: "/", headers: {}, body: null };
/** In ms; long enough for an answer on a busy machine. */
const LONG = 30_000;
const never = new AbortController().signal;

/** Sends a request to a server that writes this to each connection and closes it. */
async function askFor(answer: string, timeout = LONG) {
  return send(await serve((socket) => socket.end(answer)), GET, timeout, never);
}

/** Sends a request to a server with this handler of connections. */
async function ask(answer: (socket: Socket) => void, timeout = LONG, stop = never) {
  return send(await serve(answer), GET, timeout, stop);
}

const answerOf = (head: string, body: string) => `HTTP/1.1 ${head}\r\n\r\n${body}`;

test("an answer has its status and its body", async () => {
  const answer = await askFor(answerOf("404 Not Found\r\nContent-Length: 4", "gone"));
  expect(answer).toEqual({ status: 404, body: "gone" });
});

test("a body in several pieces is one text", async () => {
  const body = "日本".repeat(100_000);
  expect(await askFor(answerOf("200 OK", body))).toEqual({ status: 200, body });
});

test("a body without a length ends with its connection", async () => {
  expect(await askFor(answerOf("200 OK", "hello"))).toEqual({ status: 200, body: "hello" });
});

test("an answer without a body is read", async () => {
  expect(await askFor(answerOf("204 No Content", ""))).toEqual({ status: 204, body: "" });
});

test("the request is sent with its method, path, headers and body", async () => {
  const requests: string[] = [];
  const port = await serve((socket, request) => {
    requests.push(request);
    socket.end(answerOf("200 OK", ""));
  });
  const headers = { Host: "app.example", "Content-Type": "application/json" };
  await send(port, { method: "POST", path: "/items?all=1", headers, body: '{"a": "é"}' }, LONG, never);
  expect(requests).toEqual([
    [
      "POST /items?all=1 HTTP/1.1",
      "Host: app.example",
      "Content-Type: application/json",
      "Connection: close",
      "Content-Length: 11",
      "",
      '{"a": "é"}',
    ].join("\r\n"),
  ]);
});

test("without a Host header the request names the address that it goes to", async () => {
  const requests: string[] = [];
  const port = await serve((socket, request) => {
    requests.push(request);
    socket.end(answerOf("200 OK", ""));
  });
  await send(port, GET, LONG, never);
  expect(requests).toEqual([`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`]);
});

test("a redirect is an answer and is not followed", async () => {
  let count = 0;
  const port = await serve((socket) => {
    count += 1;
    socket.end(answerOf("302 Found\r\nLocation: /login\r\nContent-Length: 0", ""));
  });
  expect(await send(port, GET, LONG, never)).toEqual({ status: 302, body: "" });
  expect(count).toBe(1);
});

test("a body of 10 MB is read, and a larger one is an error", async () => {
  const largest = "x".repeat(10_000_000);
  expect(await askFor(answerOf("200 OK", largest))).toEqual({ status: 200, body: largest });
  expect(await askFor(answerOf("200 OK", `${largest}x`))).toBe("answered 200 with more than 10.0 MB");
});

test("an endless body is an error at 10 MB", async () => {
  const answer = await ask((socket) => {
    socket.write(answerOf("200 OK", ""));
    const piece = Buffer.alloc(1_000_000);
    const more = () => {
      while (socket.write(piece));
      socket.once("drain", more);
    };
    more();
  });
  expect(answer).toBe("answered 200 with more than 10.0 MB");
});

test("a missing answer times out", async () => {
  expect(await ask(() => undefined, 50)).toBe("was not answered in 0.05 s");
});

test("endless headers time out", async () => {
  expect(await ask((socket) => socket.write("HTTP/1.1 200 OK\r\n"), 50)).toBe("was not answered in 0.05 s");
});

test.each([
  ["with a length", "200 OK\r\nContent-Length: 10"],
  ["without a length", "200 OK"],
])("an unfinished body %s times out", async (_, head) => {
  expect(await ask((socket) => socket.write(answerOf(head, "hello")), 500)).toBe(
    "answered 200, but its body did not end in 0.5 s",
  );
});

test.each<[how: string, end: (socket: Socket) => void]>([
  ["closed", (socket) => socket.end()],
  ["reset", (socket) => socket.resetAndDestroy()],
])("a connection that is %s before the answer is a problem", async (_, end) => {
  expect(await ask(end)).toBe("was not answered: the connection was refused or closed");
});

test("a port without a listener refuses the connection", async () => {
  expect(await send(await silentPort(), GET, LONG, never)).toBe(
    "was not answered: the connection was refused or closed",
  );
});

test.each<[how: string, end: (socket: Socket) => void]>([
  ["closed", (socket) => socket.end()],
  ["reset", (socket) => socket.resetAndDestroy()],
])("a connection that is %s within the body is a problem", async (_, end) => {
  const answer = await ask((socket) => {
    socket.write(answerOf("200 OK\r\nContent-Length: 10", "hello"));
    end(socket);
  });
  expect(answer).toBe("answered 200, but the connection was closed before the end of its body");
});

test("an answer that is not HTTP is a problem", async () => {
  expect(await askFor("SSH-2.0-OpenSSH_9.9\r\n")).toMatch(
    /^got an answer that is not HTTP \(.*Parse Error.*\)$/,
  );
});

test("a request that Node cannot send is a problem", async () => {
  const port = await serve(() => undefined);
  expect(await send(port, { ...GET, headers: { "X-A": "a\nb" } }, LONG, never)).toMatch(
    /^could not be sent: .*Invalid character in header content \["X-A"\]$/,
  );
});

test("a stopped run does not wait for an answer", async () => {
  const stop = new AbortController();
  expect(await ask(() => stop.abort(), LONG, stop.signal)).toMatch(/^could not be sent: /);
});

test("a stopped run does not wait for the rest of a body", async () => {
  const stop = new AbortController();
  const answer = await ask(
    (socket) => {
      socket.write(answerOf("200 OK\r\nContent-Length: 9000001", ""));
      // Larger than the buffers of both ends: when the write ends, the client reads the answer.
      socket.write(Buffer.alloc(9_000_000), () => stop.abort());
    },
    LONG,
    stop.signal,
  );
  expect(answer).toBe("answered 200, but the connection was closed before the end of its body");
});
