import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Certificate } from "./authority.ts";

export interface TestProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** What it was asked for, in order: `CONNECT registry.example:443`, `GET http://registry.example/v2/`. */
  readonly asked: readonly string[];
  /** The headers `Proxy-Authorization` of these, in order. */
  readonly logins: readonly (string | undefined)[];
  readonly close: () => Promise<void>;
}

/**
 * A proxy on the loopback, behind which every host is the same server.
 * @param target `127.0.0.1:PORT` of that server
 * @param refusal the status with which it refuses everything; null if it refuses nothing
 * @param tls its own certificate, if it speaks TLS
 */
export async function startProxy(
  target: string,
  refusal: number | null = null,
  tls: Certificate | null = null,
): Promise<TestProxy> {
  const asked: string[] = [];
  const logins: (string | undefined)[] = [];
  const [name = "", port = ""] = target.split(":");
  const sockets = new Set<Duplex>();
  const note = ({ method, url, headers }: IncomingMessage) => {
    asked.push(`${method} ${url}`);
    logins.push(headers["proxy-authorization"]);
  };
  const server: Server = tls === null ? createServer() : createTlsServer(tls);
  server.on("connection", (socket: Duplex) => sockets.add(socket));
  server.on("request", (question, answer) => {
    note(question);
    if (refusal !== null) {
      answer.writeHead(refusal).end();
      return;
    }
    const { pathname, search } = new URL(question.url ?? "");
    const { method, headers } = question;
    question.pipe(
      request({ host: name, port, path: `${pathname}${search}`, method, headers }, (found) => {
        answer.writeHead(found.statusCode ?? 500, found.headers);
        found.pipe(answer);
      }),
    );
  });
  server.on("connect", (question: IncomingMessage, socket: Duplex) => {
    note(question);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const way = connect(Number(port), name, () => {
      socket.write("HTTP/1.1 200 Connected\r\n\r\n");
      way.pipe(socket).pipe(way);
    });
    sockets.add(way);
    // Either may be cut.
    way.on("error", () => socket.destroy());
    socket.on("error", () => way.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    logins,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
