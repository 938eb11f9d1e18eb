import { type AddressInfo, connect, createServer, type ListenOptions, type NetConnectOpts } from "node:net";

/** Another way to an engine or a builder, that counts what comes back on it. */
export interface Counted {
  /** Of a way by TCP, else 0. */
  readonly port: number;
  /** Bytes that came back since it was last asked, over all connections. */
  readonly received: () => number;
  readonly close: () => void;
}

/**
 * Passes on all connections unchanged.
 * @param way where it listens: a socket's path, or port 0 of an address
 * @param goal where what it counts comes from
 */
export async function counted(way: ListenOptions, goal: NetConnectOpts): Promise<Counted> {
  let bytes = 0;
  // Who has said all still waits for the answer.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ ...goal, allowHalfOpen: true });
    far.on("data", (chunk) => {
      bytes += chunk.length;
    });
    near.pipe(far).pipe(near);
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
  });
  await new Promise<void>((listening) => server.listen(way, listening));
  const address = server.address() as AddressInfo | string;
  return {
    port: typeof address === "string" ? 0 : address.port,
    received: () => {
      const since = bytes;
      bytes = 0;
      return since;
    },
    close: () => server.close(),
  };
}
