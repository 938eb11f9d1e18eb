import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** A registry that can only be pulled from. */
export interface Registry {
  /** `127.0.0.1:PORT`: engines speak plain HTTP to the loopback. */
  readonly host: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves the image of an OCI layout under every name and tag (distribution-spec 1.1, pull).
 * @param folder of the layout
 */
export async function registryOf(folder: string): Promise<Registry> {
  const blob = (digest: string) => readFileSync(join(folder, "blobs", digest.replace(":", "/")));
  const [top] = (JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { manifests: Descriptor[] })
    .manifests;
  const server = createServer(({ url = "", method }, response) => {
    const [, kind, reference = ""] = /^\/v2\/.+\/(manifests|blobs)\/(.+)$/.exec(url) ?? [];
    if (kind === undefined || top === undefined) return response.end();
    const digest = reference.startsWith("sha256:") ? reference : top.digest;
    const bytes = blob(digest);
    const type = kind === "blobs" ? "application/octet-stream" : mediaTypeOf(bytes);
    response.writeHead(200, {
      "content-type": type,
      "content-length": bytes.length,
      "docker-content-digest": digest,
    });
    return response.end(method === "HEAD" ? undefined : bytes);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

interface Descriptor {
  readonly digest: string;
}

function mediaTypeOf(manifest: Buffer): string {
  return (JSON.parse(manifest.toString()) as { mediaType: string }).mediaType;
}
