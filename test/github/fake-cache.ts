import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * A mock of the cache service of GitHub Actions, version 2: twirp calls in JSON, and blobs that are written
 * like Azure's. It has one scope. It prefers the exact key, then the newest key with that prefix.
 */
export interface FakeCache {
  /** The variables by which a job knows it. */
  readonly env: Readonly<Record<string, string>>;
  /** Entries by key and version, oldest first. */
  readonly entries: FakeEntry[];
  /** The twirp methods that were called, in order. */
  readonly calls: string[];
  /** Answers to twirp calls by method, in place of the usual ones; null for no answer. */
  readonly faults: Map<string, { readonly status: number; readonly body: string } | null>;
  close(): Promise<void>;
}

export interface FakeEntry {
  readonly key: string;
  readonly version: string;
  bytes: Buffer;
  isFinal: boolean;
}

interface Asked {
  readonly key: string;
  readonly restore_keys?: readonly string[];
  readonly version: string;
}

const SERVICE = "/twirp/github.actions.results.api.v1.CacheService/";

/** Starts the mock on a free loopback port. */
export async function startFakeCache(): Promise<FakeCache> {
  const entries: FakeEntry[] = [];
  const calls: string[] = [];
  const faults: FakeCache["faults"] = new Map();

  const server = createServer(async (request, response) => {
    const { url = "", method } = request;
    if (!url.startsWith(SERVICE)) {
      const entry = entries[Number(/^\/account\/caches\/(\d+)\?/.exec(url)?.[1])];
      if (method === "PUT" && entry !== undefined) entry.bytes = await buffer(request);
      response.writeHead(method === "PUT" ? 201 : 200, { etag: '"1"', "x-ms-request-id": "1" });
      response.end(method === "PUT" ? undefined : entry?.bytes);
      return;
    }
    const name = url.slice(SERVICE.length);
    calls.push(name);
    const fault = faults.get(name);
    if (fault === null) return;
    const { status, body } = fault ?? (await usualAnswer(name, request));
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function usualAnswer(name: string, request: IncomingMessage) {
    if (request.headers.authorization !== "Bearer a-token") return { status: 401, body: "{}" };
    const question = JSON.parse((await buffer(request)).toString()) as Asked;
    const same = entries.findLastIndex(
      ({ key, version }) => key === question.key && version === question.version,
    );
    const urlOf = (at: number) => `${origin}/account/caches/${at}?sig=secret`;
    switch (name) {
      case "CreateCacheEntry": {
        if (same !== -1) {
          const msg = "cache entry with the same key, version, and scope already exists";
          return { status: 409, body: JSON.stringify({ code: "already_exists", msg }) };
        }
        entries.push({
          key: question.key,
          version: question.version,
          bytes: Buffer.alloc(0),
          isFinal: false,
        });
        return ok({ signed_upload_url: urlOf(entries.length - 1) });
      }
      case "FinalizeCacheEntryUpload": {
        const entry = entries[same];
        if (entry !== undefined) entry.isFinal = true;
        return ok({ entry_id: String(same) });
      }
      default: {
        for (const wanted of [question.key, ...(question.restore_keys ?? [])]) {
          const isThere = ({ version, isFinal }: FakeEntry) => isFinal && version === question.version;
          const exact = entries.findIndex((one) => isThere(one) && one.key === wanted);
          const newest = entries.findLastIndex((one) => isThere(one) && one.key.startsWith(wanted));
          const index = exact === -1 ? newest : exact;
          const entry = entries[index];
          if (entry !== undefined) return ok({ signed_download_url: urlOf(index), matched_key: entry.key });
        }
        return { status: 200, body: JSON.stringify({ ok: false }) };
      }
    }
  }

  return {
    env: {
      ACTIONS_CACHE_SERVICE_V2: "true",
      ACTIONS_RESULTS_URL: `${origin}/`,
      ACTIONS_RUNTIME_TOKEN: "a-token",
      GITHUB_SERVER_URL: "https://github.com",
      // Requests to loopback must not go to a proxy of the machine.
      no_proxy: "127.0.0.1",
      NO_PROXY: "127.0.0.1",
    },
    entries,
    calls,
    faults,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function ok(data: object) {
  return { status: 200, body: JSON.stringify({ ok: true, ...data }) };
}
