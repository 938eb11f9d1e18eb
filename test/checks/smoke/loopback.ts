import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";

const servers: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];

/** Starts a server on a free port of 127.0.0.1, which `closeServers` ends. @returns its port */
export async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // The other end may be gone before an answer is written.
    socket.on("error", () => undefined);
    onConnection(socket);
  }).listen(0, "127.0.0.1");
  servers.push({ server, sockets });
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/**
 * Starts a server that answers each whole HTTP request.
 * @param answer gets the raw request; writes the answer and closes the socket
 * @returns its port
 */
export function serve(answer: (socket: Socket, request: string) => void): Promise<number> {
  return listen((socket) => {
    let request = "";
    socket.on("data", (piece) => {
      request += piece;
      const [head = "", body] = request.split("\r\n\r\n");
      const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
      if (body !== undefined && Buffer.byteLength(body) >= length) answer(socket, request);
    });
  });
}

/** A port of 127.0.0.1 on which nothing listens. */
export async function silentPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Ends the servers of a test with their connections. */
export async function closeServers(): Promise<void> {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  }
}
