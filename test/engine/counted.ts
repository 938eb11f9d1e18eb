import { type AddressInfo, connect, createServer, type ListenOptions, type NetConnectOpts } from "node:net";

/** A proxy of an engine or a builder that counts the bytes it returns. */
export interface Counted {
  /** The TCP port, else 0. */
  readonly port: number;
  /** Bytes returned since the last call, over all connections. */
  readonly received: () => number;
  readonly close: () => void;
}

/**
 * Forwards all connections unchanged.
 * @param way its own address: a socket's path, or port 0 of an address
 * @param goal the address of the engine or builder
 */
export async function counted(way: ListenOptions, goal: NetConnectOpts): Promise<Counted> {
  let bytes = 0;
  // A client that has sent everything still waits for the answer.
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
