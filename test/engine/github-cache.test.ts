import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { folderWith, STORES, storeOf } from "./engine.ts";
import { gateIn } from "./gated.ts";

/** The engine that has caches of this type without a builder of its own. */
const STORE = STORES.find((store) => storeOf(store) === "containerd");

const jwt = (...parts: object[]) =>
  [...parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")), "c2ln"].join(".");

/** As the runner's: BuildKit looks at its time and its scopes. */
const TOKEN = jwt(
  { alg: "HS256" },
  {
    nbf: Math.floor(Date.now() / 1000) - 60,
    exp: Math.floor(Date.now() / 1000) + 3600,
    ac: JSON.stringify([{ Scope: "refs/heads/main", Permission: 3 }]),
  },
);

/** Gates a folder with an empty cache service on loopback; returns the requests and their tokens. */
async function asked(files: Readonly<Record<string, string>>, argv: readonly string[]): Promise<Set<string>> {
  const requests = new Set<string>();
  const server = createServer((request, response) => {
    requests.add(`${request.url} ${request.headers.authorization}`);
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":false}');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const folder = folderWith({ Dockerfile: "FROM alpine:3.22\nUSER 1000\n", ...files });
  try {
    await gateIn(folder, STORE ?? "", ["--baseline=none", ...argv], {
      ACTIONS_RUNTIME_TOKEN: TOKEN,
      ACTIONS_RESULTS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      ACTIONS_CACHE_SERVICE_V2: "true",
    });
    return requests;
  } finally {
    rmSync(folder, { recursive: true });
    server.closeAllConnections();
    server.close();
  }
}

const LOOK = "/twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL";

// The builder of the classic store has no such cache, so without a containerd engine nothing can be asked.
(STORE === undefined ? test.skip : test)(
  "BuildKit reaches GitHub's cache by the job's token if a flag names it, and not if the file does",
  async () => {
    expect(await asked({}, ["--cache-from=type=gha"])).toEqual(new Set([`${LOOK} Bearer ${TOKEN}`]));
    const yaml = "images:\n  app:\n    cache-from: type=gha\n";
    expect(await asked({ ".stagegate.yml": yaml }, [])).toEqual(new Set());
  },
);
