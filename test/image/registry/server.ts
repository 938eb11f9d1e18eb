import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Files, sha256 } from "../../fixtures/images.ts";

/** A request as the tests look at it. */
export interface Seen {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly authorization: string | null;
  readonly range: string | null;
  readonly body: string;
}

/** Answers a request in place of the registry; returns false if the registry is to answer. */
export type Fault = (seen: Seen, response: ServerResponse) => boolean;

export interface TestRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Every request, in order. */
  readonly seen: readonly Seen[];
  /** Bytes of all bodies that were sent. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

/**
 * A registry on the loopback that holds the blobs of an OCI layout, the first manifest of its index under every tag.
 * @param faults each is asked until it answers
 */
export function startRegistry(files: Files, ...faults: Fault[]): Promise<TestRegistry> {
  return startRegistryWith(null, files, ...faults);
}

/** Such a registry that speaks TLS with a key and a certificate in PEM form; without them plain HTTP. */
export async function startRegistryWith(
  tls: { readonly key: string; readonly cert: string } | null,
  files: Files,
  ...faults: Fault[]
): Promise<TestRegistry> {
  const seen: Seen[] = [];
  let sent = 0;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const one = await seenOf(request);
    seen.push(one);
    const end = response.end.bind(response);
    response.end = ((chunk?: unknown) => {
      if (Buffer.isBuffer(chunk)) sent += chunk.length;
      return end(chunk as Buffer);
    }) as typeof response.end;
    if (faults.some((fault) => fault(one, response))) return;
    serve(files, one, response);
  };
  const server = tls === null ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    sent: () => sent,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function seenOf(request: IncomingMessage): Promise<Seen> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { method = "", url = "", headers } = request;
  const { authorization = null, range = null } = headers;
  return { method, url, authorization, range, body };
}

function serve(files: Files, { url, range }: Seen, response: ServerResponse): void {
  const [, kind, reference = ""] = /^\/v2\/.+\/(manifests|blobs)\/([^/?]+)$/.exec(url) ?? [];
  if (kind === undefined) {
    response.writeHead(url === "/v2/" ? 200 : 404).end();
    return;
  }
  const digest = reference.startsWith("sha256:") ? reference : topOf(files);
  const found = files.get(`blobs/${digest.replace(":", "/")}`);
  if (!Buffer.isBuffer(found)) {
    const code = kind === "blobs" ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN";
    response.writeHead(404).end(Buffer.from(JSON.stringify({ errors: [{ code }] })));
    return;
  }
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, {
    "content-length": found.length - start,
    ...(start > 0 && { "content-range": `bytes ${start}-${found.length - 1}/${found.length}` }),
    ...(kind === "manifests" && { "docker-content-digest": `sha256:${sha256(found)}` }),
  });
  response.end(found.subarray(start));
}

/** The digest of the first manifest of the layout's index. */
export function topOf(files: Files): string {
  const index = JSON.parse(String(files.get("index.json"))) as { manifests: { digest: string }[] };
  return index.manifests[0]?.digest ?? "";
}
