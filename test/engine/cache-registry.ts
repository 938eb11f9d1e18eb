import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A registry for the cache of builders. */
export interface CacheRegistry {
  /** `127.0.0.1:PORT`: builders speak plain HTTP to the loopback. */
  readonly host: string;
  /** Bytes of blobs and manifests downloaded since the last call. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

interface Stored {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Keeps all pushed content in memory (distribution-spec 1.1, push and pull). */
export async function cacheRegistry(): Promise<CacheRegistry> {
  const stored = new Map<string, Stored>();
  const begun = new Map<string, Buffer>();
  let bytesSent = 0;
  const server = createServer(async (request, response) => {
    const { method = "", headers } = request;
    const url = new URL(request.url ?? "", "http://registry");
    const body = await bodyOf(request);
    const done = (code: number, more: Readonly<Record<string, string>> = {}) =>
      response.writeHead(code, more).end();

    if (url.pathname === "/v2/") return done(200);
    if (method === "POST") {
      const location = `${url.pathname}${randomUUID()}`;
      return done(202, { location });
    }
    if (method === "PATCH") {
      begun.set(url.pathname, Buffer.concat([begun.get(url.pathname) ?? Buffer.alloc(0), body]));
      return done(202, { location: url.pathname });
    }
    const [, kind, reference = ""] = /\/(manifests|blobs)\/(.+)$/.exec(url.pathname) ?? [];
    if (method === "PUT") {
      const bytes = Buffer.concat([begun.get(url.pathname) ?? Buffer.alloc(0), body]);
      const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
      const type = kind === "manifests" ? (headers["content-type"] ?? "") : "application/octet-stream";
      for (const name of [digest, reference]) stored.set(name, { type, bytes });
      return done(201, { "docker-content-digest": digest, location: url.pathname });
    }
    const found = stored.get(reference);
    if (found === undefined) return done(404);
    const { type, bytes } = found;
    response.writeHead(200, { "content-type": type, "content-length": bytes.length });
    if (method === "HEAD") return response.end();
    bytesSent += bytes.length;
    return response.end(bytes);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => {
      const since = bytesSent;
      bytesSent = 0;
      return since;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
