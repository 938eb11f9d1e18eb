import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync as gzip } from "node:zlib";
import type { Exec } from "../../../src/host/exec.ts";
import { openImageCache } from "../../../src/image/image-cache.ts";
import { InvalidImageError } from "../../../src/image/invalid-image.ts";
import { openLayerCache } from "../../../src/image/layer-cache.ts";
import { type ReadOptions, readImage } from "../../../src/image/read.ts";
import type { RegistryImage } from "../../../src/image/registry/image.ts";
import { openRegistries } from "../../../src/image/registry/registries.ts";
import { entriesOf, withAttestation, withEntries } from "../../fixtures/artifacts.ts";
import {
  type EntrySpec,
  type Files,
  json,
  makeImage,
  ociLayout,
  sha256,
  writeDirectory,
} from "../../fixtures/images.ts";
import { errorOf, platformsIn } from "../reading.ts";
import { type Fault, type Seen, startRegistry, type TestRegistry, topOf } from "./server.ts";

let folder: string;
const opened: TestRegistry[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-registry-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  for (const registry of opened.splice(0)) await registry.close();
});

async function start(files: Files, ...faults: Fault[]): Promise<TestRegistry> {
  const registry = await startRegistry(files, ...faults);
  opened.push(registry);
  return registry;
}

const noExec: Exec = () => Promise.reject(new Error("nothing is to be run"));

/** Reads an image of a registry as docker's configuration in `folder` has it. @param idle in ms */
function read(name: string, options: ReadOptions = {}, idle?: number, exec = noExec) {
  const openRegistryImage = openRegistries({
    env: { DOCKER_CONFIG: folder },
    exec,
    signal: new AbortController().signal,
    isInsecure: false,
    ...(idle !== undefined && { idle }),
  });
  return readImage({ kind: "registry", name }, { openRegistryImage, ...options });
}

function logIn(host: string, entry: object): void {
  writeFileSync(join(folder, "config.json"), JSON.stringify({ auths: { [host]: entry } }));
}

const layer = (seed: number): EntrySpec[] => [
  { name: `file-${seed}`, content: noise(60_000, seed) },
  { name: "etc/passwd", content: "app:x:3:0::/:/bin/sh\n" },
];

/** Bytes that do not compress. */
function noise(size: number, seed: number): Buffer {
  const pieces = Array.from({ length: Math.ceil(size / 32) }, (_, at) =>
    createHash("sha256").update(`${seed} ${at}`).digest(),
  );
  return Buffer.concat(pieces).subarray(0, size);
}

const image = makeImage({ layers: [layer(1), layer(2)] });
const layout = ociLayout([image]);
const isBlob = ({ url }: Seen) => url.includes("/blobs/");
const isManifest = ({ url }: Seen) => url.includes("/manifests/");
const answer = (status: number, headers: Record<string, string> = {}, body: string | Buffer = ""): Fault => {
  return (_, response) => {
    response.writeHead(status, headers).end(Buffer.from(body));
    return true;
  };
};
/** A fault of the first `count` requests that are of a kind. */
function first(count: number, of: (seen: Seen) => boolean, fault: Fault): Fault {
  let left = count;
  return (seen, response) => {
    if (left === 0 || !of(seen)) return false;
    left -= 1;
    return fault(seen, response);
  };
}
const always = (of: (seen: Seen) => boolean, fault: Fault): Fault => first(-1, of, fault);

function asDirectory(files: Files) {
  const path = join(folder, "layout");
  writeDirectory(path, files);
  return readImage({ kind: "oci-directory", path });
}

test.each([
  ["gzip", { compression: "gzip" }],
  ["zstd", { compression: "zstd" }],
  ["no compression", { compression: "raw" }],
  ["an index with an attestation", { nested: true, attestation: true }],
] as const)("an image of a registry is the same as of its layout: %s", async (_, options) => {
  const files = ociLayout([image], options);
  const { host } = await start(files);
  expect(await read(`${host}/octo/app:1.2`)).toEqual(await asDirectory(files));
  expect(await read(`${host}/octo/app@${topOf(files)}`)).toEqual(await asDirectory(files));
});

test("manifest, configuration and each layer are one request each", async () => {
  const registry = await start(layout);
  await read(`${registry.host}/octo/app`);
  const kinds = registry.seen.filter(({ url }) => url !== "/v2/").map(({ url }) => url.split("/")[4]);
  expect(kinds).toEqual(["manifests", "blobs", "blobs", "blobs"]);
  expect(registry.seen.map(({ url }) => url)).toContain("/v2/octo/app/manifests/latest");
});

test("platforms of one name share requests", async () => {
  const other = makeImage({ layers: [layer(1), layer(3)], platform: "linux/arm64" });
  const registry = await start(ociLayout([image, other], { nested: true }));
  const openRegistryImage = openRegistries({
    env: { DOCKER_CONFIG: folder },
    exec: noExec,
    signal: new AbortController().signal,
    isInsecure: false,
  });
  const name = `${registry.host}/octo/app:1`;
  for (const platform of ["linux/amd64", "linux/arm64"])
    await readImage({ kind: "registry", name }, { openRegistryImage, platform });
  expect(registry.seen.filter(({ url }) => url.endsWith("/manifests/1"))).toHaveLength(1);
});

describe("a cached image", () => {
  const files = ociLayout([image, makeImage({ layers: [layer(1), layer(3)], platform: "linux/arm64" })], {
    nested: true,
    attestation: true,
  });
  const caches = () => ({
    cache: openLayerCache(join(folder, "layers"), fail),
    images: openImageCache(join(folder, "images"), (text) => text),
  });
  const fail = (message: string) => {
    throw new Error(message);
  };

  test("needs one request and is the same", async () => {
    const registry = await start(files);
    const [name, options] = [`${registry.host}/octo/app:1`, { ...caches(), platform: "linux/arm64" }];
    const first = await read(name, options);
    const requests = registry.seen.length;
    expect(await read(name, options)).toEqual(first);
    expect(registry.seen.slice(requests).map(({ url }) => url)).toEqual(["/v2/octo/app/manifests/1"]);
  });

  test("is read again for another platform", async () => {
    const { host } = await start(files);
    const own = caches();
    const platforms = ["linux/amd64", "linux/arm64"].map(async (platform) =>
      read(`${host}/octo/app:1`, { ...own, platform }),
    );
    const found = await Promise.all(platforms);
    expect(found.map(({ config }) => config.platform)).toEqual(["linux/amd64", "linux/arm64"]);
  });

  test("is read again if one of its layers is not cached", async () => {
    const { host } = await start(files);
    const own = { ...caches(), platform: "linux/amd64" };
    const first = await read(`${host}/octo/app:1`, own);
    rmSync(join(folder, "layers"), { recursive: true });
    const cache = openLayerCache(join(folder, "layers"), fail);
    expect(await read(`${host}/octo/app:1`, { ...own, cache })).toEqual(first);
  });

  test("needs one request, even with foreign layers", async () => {
    const windows = makeImage({ layers: [layer(1), layer(2)], platform: "windows/amd64" });
    const registry = await start(withForeignBase(ociLayout([windows])));
    const options = { ...caches(), platform: "windows/amd64" };
    const name = `${registry.host}/octo/app:1`;
    const first = await read(name, options);
    expect(first.layers.map(({ isMissing = false }) => isMissing)).toEqual([true, false]);
    expect(first.layers[0]?.transferSize).toBeGreaterThan(0);
    const requests = registry.seen.length;
    expect(await read(name, options)).toEqual(first);
    expect(registry.seen.slice(requests).map(({ url }) => url)).toEqual(["/v2/octo/app/manifests/1"]);
  });

  test("is not used if the manifest has another digest", async () => {
    const own = { ...caches(), platform: "linux/amd64" };
    const pinned = (host: string) => `${host}/octo/app@${topOf(files)}`;
    await read(pinned((await start(files)).host), own);
    const { host } = await start(files, always(isManifest, answer(200, {}, "{}")));
    expect((await errorOf(read(pinned(host), own))).message).toContain("digest");
  });
});

/** A layout whose first layer is foreign, and not there. */
function withForeignBase(files: Files): Files {
  const digest = topOf(files);
  const manifest = JSON.parse(String(files.get(`blobs/${digest.replace(":", "/")}`)));
  const [base] = manifest.layers;
  base.mediaType = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
  const content = json(manifest);
  const all = new Map(files).set(`blobs/sha256/${sha256(content)}`, content);
  all.delete(`blobs/${base.digest.replace(":", "/")}`);
  return withEntries(all, ([entry]) => [
    { ...entry, digest: `sha256:${sha256(content)}`, size: content.length },
  ]);
}

test("one of two images for a platform is named by its digest", async () => {
  const other = makeImage({ layers: [layer(3)] });
  const { host } = await start(ociLayout([image, other], { nested: true }));
  const error = await errorOf(read(`${host}/octo/app:1`));
  expect(error.message).toMatch(
    /holds several images for linux\/amd64: sha256:\w+ \(linux\/amd64\), sha256:/,
  );
  const named = /^Name one of them by its digest, for example `(.*)`\.$/.exec(error.hint ?? "")?.[1] ?? "";
  expect(named).toMatch(/^127\.0\.0\.1:\d+\/octo\/app@sha256:\w{64}$/);
  expect((await read(named)).config).toEqual((await asDirectory(layout)).config);
});

test.each([
  ["one request", false],
  ["one request and one for an artifact", true],
])("platforms of an index are listed by %s", async (_, isAttested) => {
  const other = makeImage({ layers: [layer(3)], platform: "linux/arm64" });
  const two = ociLayout([image, other]);
  const entry = entriesOf(two)[0]?.digest ?? "";
  const attested = isAttested ? withAttestation(two, entry) : two;
  const registry = await start(nestedIn(attested));
  const openRegistryImage = openRegistries({
    env: { DOCKER_CONFIG: folder },
    exec: noExec,
    signal: new AbortController().signal,
    isInsecure: false,
  });
  const source = { kind: "registry", name: `${registry.host}/octo/app:1` } as const;
  expect(await platformsIn(source, { openRegistryImage })).toEqual(["linux/amd64", "linux/arm64"]);
  const claimed = isAttested ? [`/v2/octo/app/manifests/${entriesOf(attested)[2]?.digest}`] : [];
  expect(registry.seen.map(({ url }) => url)).toEqual(["/v2/octo/app/manifests/1", ...claimed]);
});

/** A layout whose index lists one index, which lists what the layout's own did. */
function nestedIn(files: Files): Files {
  const content = json({ schemaVersion: 2, manifests: entriesOf(files) });
  const digest = sha256(content);
  const mediaType = "application/vnd.oci.image.index.v1+json";
  const all = new Map(files).set(`blobs/sha256/${digest}`, content);
  return withEntries(all, () => [{ mediaType, digest: `sha256:${digest}`, size: content.length }]);
}

describe("temporary faults", () => {
  test.each<[string, Fault]>([
    ["too many requests", first(2, isManifest, answer(429, { "retry-after": "0" }))],
    ["a date to wait for", first(1, isManifest, answer(503, { "retry-after": new Date(0).toUTCString() }))],
    ["an error of the server", first(1, isBlob, answer(500))],
    [
      "a connection that is cut at once",
      first(1, isManifest, (_, response) => response.socket?.destroy() !== undefined),
    ],
  ])("%s", async (_, fault) => {
    const { host } = await start(layout, fault);
    expect(await read(`${host}/octo/app`)).toEqual(await asDirectory(layout));
  });

  const cut =
    (isRanged: boolean): Fault =>
    ({ url }, response) => {
      const bytes = layout.get(`blobs/sha256/${/sha256:(\w+)/.exec(url)?.[1]}`);
      if (!Buffer.isBuffer(bytes) || bytes.length < 10_000) return false;
      response.writeHead(200, {
        "content-length": bytes.length,
        ...(isRanged && { "accept-ranges": "bytes" }),
      });
      response.write(bytes.subarray(0, 5000), () => response.socket?.destroy());
      return true;
    };
  test("the rest of a cut blob is requested", async () => {
    const { host, seen } = await start(layout, first(1, isBlob, answer(500)), first(2, isBlob, cut(true)));
    expect(await read(`${host}/octo/app`)).toEqual(await asDirectory(layout));
    expect(seen.filter(({ range }) => range === "bytes=5000-").length).toBeGreaterThan(0);
  });

  test("a registry without ranges sends the blob again", async () => {
    const { host } = await start(layout, first(1, isLarge, cut(false)), (seen, response) => {
      const bytes = layout.get(`blobs/sha256/${/sha256:(\w+)/.exec(seen.url)?.[1]}`);
      if (seen.range === null || !Buffer.isBuffer(bytes)) return false;
      response.writeHead(200, { "content-length": bytes.length }).end(bytes);
      return true;
    });
    expect(await read(`${host}/octo/app`)).toEqual(await asDirectory(layout));
  });
});

const sizes = new Map([...layout].map(([path, bytes]) => [path, Buffer.isBuffer(bytes) ? bytes.length : 0]));
const isLarge = ({ url }: Seen) => (sizes.get(`blobs/sha256/${/sha256:(\w+)/.exec(url)?.[1]}`) ?? 0) > 10_000;

describe("permanent faults are errors", () => {
  const damaged = Buffer.from("{}");
  test.each<[string, Fault, RegExp]>([
    [
      "no such tag",
      always(isManifest, answer(404, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}')),
      /has no tag latest of this repository \(404 MANIFEST_UNKNOWN\)/,
    ],
    ["no such blob", always(isLarge, answer(404)), /has no blob sha256:\w+ \(404\)/],
    ["an error of the server", always(isManifest, answer(500, { "retry-after": "0" })), /answers 500 when/],
    [
      "an endless wait",
      always(isManifest, answer(429, { "retry-after": "86400" })),
      /refuses more requests for now \(429\)/,
    ],
    [
      "access refused",
      always(isManifest, answer(403, {}, '{"errors":[{"code":"DENIED"}]}')),
      /refuses access, or has no such repository \(403 DENIED\)/,
    ],
    [
      "an unknown challenge",
      always(isManifest, answer(401, { "www-authenticate": "Negotiate" })),
      /refuses access/,
    ],
    [
      "a wrong digest",
      always(isManifest, answer(200, { "docker-content-digest": `sha256:${"0".repeat(64)}` }, damaged)),
      /the manifest's digest is sha256:\w+, but should be sha256:0000/,
    ],
    [
      "a configuration of another digest",
      always(({ url }) => isBlob({ url } as Seen) && !isLarge({ url } as Seen), answer(200, {}, damaged)),
      /its digest is sha256:/,
    ],
    [
      "a layer of another digest",
      always(isLarge, answer(200, {}, gzip("x".repeat(100)))),
      /the blob's descriptor says|digest is/,
    ],
    [
      "a wrong length",
      always(isLarge, answer(200, {}, "too short")),
      /the registry sends 9 bytes, but the blob's descriptor says \d+/,
    ],
    [
      "a manifest that is announced with 100 MB",
      always(isManifest, (_, response) => {
        response.writeHead(200, { "content-length": 100_000_000 }).write("{");
        return true;
      }),
      /: the manifest of latest at 127.0.0.1:\d+ is 100000000 bytes; it may have at most 4194304/,
    ],
    [
      "redirects in a circle",
      always(isManifest, (seen, response) => {
        response.writeHead(307, { location: seen.url }).end();
        return true;
      }),
      /redirects more than 10 times/,
    ],
    [
      "a redirect to another scheme",
      always(isManifest, answer(307, { location: "file:///etc/passwd" })),
      /redirects to an address that is not HTTPS/,
    ],
    [
      "a redirect to plain HTTP beyond the loopback",
      always(isManifest, answer(307, { location: "http://stagegate.invalid/" })),
      /redirects to an address that is not HTTPS/,
    ],
    [
      "a redirect of a blob to plain HTTP beyond the loopback",
      always(isLarge, answer(307, { location: "http://stagegate.invalid/" })),
      /redirects to an address that is not HTTPS/,
    ],
    [
      "a page in place of a manifest",
      always(isManifest, answer(200, { "content-type": "text/html; charset=utf-8" }, "<html>Log in</html>")),
      /: the manifest of latest at 127.0.0.1:\d+ is not JSON \(text\/html\)$/,
    ],
    [
      "an unknown media type",
      always(isManifest, answer(200, {}, "{}")),
      /is neither an image index nor an image manifest/,
    ],
  ])("%s", async (_, fault, message) => {
    const { host } = await start(layout, fault);
    const error = await errorOf(read(`${host}/octo/app`));
    expect(error.message).toMatch(message);
    expect(error.message.startsWith(`${host}/octo/app: `)).toBe(true);
    expect(error.hint).not.toBeNull();
  });

  test("an endless manifest is not read completely", async () => {
    let sent = 0;
    const { host } = await start(
      layout,
      always(isManifest, (_, response) => {
        const chunk = Buffer.alloc(1024 ** 2, " ");
        const more = () => {
          sent += chunk.length;
          if (sent < 100 * chunk.length && !response.destroyed) response.write(chunk, more);
        };
        more();
        return true;
      }),
    );
    expect((await errorOf(read(`${host}/octo/app`))).message).toMatch(
      /: the manifest of latest at 127.0.0.1:\d+ is larger than 4194304 bytes/,
    );
    expect(sent).toBeLessThan(50 * 1024 ** 2);
  });

  test("a silent registry has a timeout", async () => {
    const { host } = await start(
      layout,
      always(isManifest, () => true),
    );
    expect((await errorOf(read(`${host}/octo/app`, {}, 20))).message).toMatch(/does not answer in time/);
  });

  test("the error has the engine's answer, too", async () => {
    const { host } = await start(layout, always(isManifest, answer(404)));
    const openRegistryImage = openRegistries({
      env: { DOCKER_CONFIG: folder },
      exec: noExec,
      signal: new AbortController().signal,
      isInsecure: false,
    });
    const source = { kind: "registry", name: `${host}/app`, notHere: "docker is not installed" } as const;
    expect((await errorOf(readImage(source, { openRegistryImage }))).message).toBe(
      `${host}/app: docker is not installed, and the registry ${host} has no tag latest of this repository (404)`,
    );
  });
});

test.each([
  [
    "alpine:3.22",
    "the engine is not running",
    "Start Docker, or select an engine that runs by DOCKER_HOST or `docker context use`. A name without a host is looked up on Docker Hub.",
  ],
  [
    "ghcr.io/o/app",
    "docker is not installed, Podman does not have it",
    "Install Docker, or name an archive, such as `app.tar`. Check the name.",
  ],
  [
    "app",
    "this user has no access to the engine",
    "Give this user access to Docker's socket, e.g. through the group docker. A name without a host is looked up on Docker Hub.",
  ],
  [
    "app",
    "the engine does not answer: timeout",
    "Check that `docker info` answers, or name an archive, such as `app.tar`. A name without a host is looked up on Docker Hub.",
  ],
  [
    "app",
    "the engine does not have it",
    "Build it first, e.g. `docker build --tag app .`, or check the name: a name without a host is looked up on Docker Hub.",
  ],
  ["ghcr.io/o/app", "the engine does not have it", "Check the name."],
])("the advice for %s follows from: %s", async (name, notHere, hint) => {
  const openRegistryImage = (): RegistryImage => ({
    ...openRegistries({ env: {}, exec: noExec, signal: new AbortController().signal, isInsecure: false })(
      name,
    ),
    digest: () => Promise.reject(new InvalidImageError("it cannot be reached", "Check the name.")),
  });
  const source = { kind: "registry", name, notHere } as const;
  expect(await errorOf(readImage(source, { openRegistryImage }))).toMatchObject({ hint });
});

describe("logging in", () => {
  const basic = `Basic ${Buffer.from("user:pass").toString("base64")}`;
  const auth = Buffer.from("user:pass").toString("base64");
  /** Requires its own token. */
  const bearer: Fault = (seen, response) => {
    const host = response.req.headers.host;
    if (seen.url.startsWith("/token")) {
      const isRight = seen.method === "POST" ? seen.body.includes("refresh_token=identity") : true;
      response.writeHead(isRight ? 200 : 401).end('{"token":"t0k.en"}');
      return true;
    }
    if (seen.url === "/v2/" || seen.authorization === "Bearer t0k.en") return false;
    const challenge = `Bearer realm="http://${host}/token",service="s"`;
    response.writeHead(401, { "www-authenticate": challenge }).end();
    return true;
  };
  const tokens = (seen: readonly Seen[]) => seen.filter(({ url }) => url.startsWith("/token"));

  test("an anonymous pull gets one token", async () => {
    const { host, seen } = await start(layout, bearer);
    expect(await read(`${host}/octo/app`)).toEqual(await asDirectory(layout));
    expect(tokens(seen)).toMatchObject([
      { url: "/token?service=s&scope=repository%3Aocto%2Fapp%3Apull", authorization: null },
    ]);
  });

  test("a name and a password get a token", async () => {
    const { host, seen } = await start(layout, bearer);
    logIn(host, { auth });
    await read(`${host}/octo/app`);
    expect(tokens(seen)).toMatchObject([{ method: "GET", authorization: basic }]);
  });

  test("an identity token is exchanged for a token", async () => {
    const { host, seen } = await start(layout, bearer);
    logIn(host, { identitytoken: "identity" });
    await read(`${host}/octo/app`);
    expect(tokens(seen)).toMatchObject([
      { method: "POST", authorization: null, body: expect.stringContaining("grant_type=refresh_token") },
    ]);
  });

  test("an expired token is renewed", async () => {
    let uses = 0;
    const { host, seen } = await start(layout, bearer, (one, response) => {
      if (one.authorization === null || isManifest(one)) return false;
      uses += 1;
      if (uses !== 2) return false;
      response.writeHead(401, { "www-authenticate": `Bearer realm="http://${host}/token"` }).end();
      return true;
    });
    expect(await read(`${host}/octo/app`)).toEqual(await asDirectory(layout));
    expect(tokens(seen)).toHaveLength(2);
  });

  const asksForBasic: Fault = (seen, response) => {
    if (seen.url === "/v2/" || seen.authorization === basic) return false;
    response.writeHead(401, { "www-authenticate": 'Basic realm="r"' }).end();
    return true;
  };
  test("a name and a password are sent if the registry asks for them", async () => {
    const { host, seen } = await start(layout, asksForBasic);
    logIn(host, { auth });
    expect(await read(`${host}/octo/app`)).toEqual(await asDirectory(layout));
    expect(seen.find(isManifest)?.authorization).toBeNull();
  });

  const refusesTokens: Fault = ({ url }, response) => {
    if (!url.startsWith("/token")) return false;
    response.writeHead(401).end();
    return true;
  };
  const WRONG = { auth: Buffer.from("user:wrong").toString("base64") };
  test.each([
    ["no credentials", {}, asksForBasic, "refuses access, or has no such repository (401)"],
    ["a wrong password", WRONG, asksForBasic, "refuses the login that docker has stored (401)"],
    ["a wrong password for a token", WRONG, refusesTokens, "refuses the login that docker has stored (401)"],
  ])("an error with the login command: %s", async (_, entry, fault, message) => {
    const { host } = await start(layout, ...(fault === refusesTokens ? [fault, bearer] : [fault]));
    logIn(host, entry);
    const error = await errorOf(read(`${host}/octo/app`));
    expect(error.message).toContain(message);
    expect(error.hint).toContain(`\`docker login ${host}\``);
    expect(JSON.stringify(error)).not.toContain("wrong");
  });

  test("a missing credential helper is named if access is denied", async () => {
    const config = join(folder, "config.json");
    writeFileSync(config, JSON.stringify({ credsStore: "nope" }));
    const { host } = await start(layout, asksForBasic);
    const exec: Exec = async () => ({ code: 127, notStarted: "ENOENT", stdout: "", stderr: "" });
    const error = await errorOf(read(`${host}/octo/app`, {}, undefined, exec));
    expect(error.message).toBe(
      `${host}/octo/app: the registry ${host} refuses access, or has no such repository (401); the credential helper docker-credential-nope, which ${config} names, is not installed`,
    );
    expect(error.hint).toBe(
      `Check the name. If the repository is private, install docker-credential-nope, or remove \`"credsStore": "nope"\` from ${config} and log in: \`docker login ${host}\`.`,
    );
  });

  test("a missing credential helper is harmless for public images", async () => {
    writeFileSync(join(folder, "config.json"), JSON.stringify({ credsStore: "nope" }));
    const { host } = await start(layout, bearer);
    const exec: Exec = async () => ({ code: 127, notStarted: "ENOENT", stdout: "", stderr: "" });
    expect(await read(`${host}/octo/app`, {}, undefined, exec)).toEqual(await asDirectory(layout));
  });

  test("blobs at another host are fetched without the token", async () => {
    const store = await start(layout);
    const { host, seen } = await start(layout, bearer, (one, response) => {
      if (!isBlob(one)) return false;
      response.writeHead(307, { location: `http://${store.host}${one.url}` }).end();
      return true;
    });
    expect(await read(`${host}/octo/app`)).toEqual(await asDirectory(layout));
    expect(seen.filter(isBlob).every(({ authorization }) => authorization !== null)).toBe(true);
    expect(store.seen.length).toBeGreaterThan(0);
    expect(store.seen.every(({ authorization }) => authorization === null)).toBe(true);
  });

  /** A host that blobs are redirected to, where every request gets `status`. */
  async function redirectedTo(status: number, realm: (host: string) => string, ...faults: Fault[]) {
    const store = await start(layout, (seen, response) => {
      if (seen.url.startsWith("/token")) response.end('{"token":"st0len"}');
      else response.writeHead(status, { "www-authenticate": realm(response.req.headers.host ?? "") }).end();
      return true;
    });
    const toStore: Fault = (one, response) => {
      if (!isBlob(one)) return false;
      response.writeHead(307, { location: `http://${store.host}${one.url}` }).end();
      return true;
    };
    const registry = await start(layout, ...faults, toStore);
    return { store, host: registry.host };
  }

  test.each([
    ["a token", (host: string) => `Bearer realm="http://${host}/token"`],
    ["Basic", () => 'Basic realm="r"'],
  ])("credentials are not sent to the target of a redirect: %s", async (_, realm) => {
    const { store, host } = await redirectedTo(401, realm, asksForBasic);
    for (const entry of [{ auth }, { identitytoken: "identity" }, { registrytoken: "registry" }]) {
      logIn(host, entry);
      await errorOf(read(`${host}/octo/app`));
    }
    expect(store.seen.length).toBeGreaterThan(0);
    expect(store.seen.every(({ authorization }) => authorization === null)).toBe(true);
    expect(tokens(store.seen)).toEqual([]);
  });

  test.each([401, 403])("the target of a redirect is named if it answers %i", async (status) => {
    const { store, host } = await redirectedTo(status, () => 'Basic realm="r"');
    const error = await errorOf(read(`${host}/octo/app`));
    expect(error.message).toContain(
      `${store.host}, to which the registry ${host} redirects, refuses access to the blob sha256:`,
    );
    expect(error.message).toContain(`(${status})`);
    expect(error.hint).not.toContain("docker login");
  });

  test("the target of a redirect is named if nothing listens", async () => {
    const { host } = await start(
      layout,
      always(isBlob, answer(307, { location: "http://127.0.0.1:1/blob" })),
    );
    expect((await errorOf(read(`${host}/octo/app`))).message).toContain(
      "127.0.0.1:1 cannot be reached: nothing listens there",
    );
  });

  test("a redirect back from another host has no authorization", async () => {
    let own = "";
    const other = await start(layout, (_, response) => {
      response.writeHead(307, { location: `http://${own}/chosen` }).end();
      return true;
    });
    const registry = await start(layout, asksForBasic, (one, response) => {
      if (!isBlob(one)) return false;
      response.writeHead(307, { location: `http://${other.host}/` }).end();
      return true;
    });
    own = registry.host;
    logIn(own, { auth });
    await errorOf(read(`${own}/octo/app`));
    const returned = registry.seen.filter(({ url }) => url === "/chosen");
    expect(returned.length).toBeGreaterThan(0);
    expect(returned.every(({ authorization }) => authorization === null)).toBe(true);
  });

  test("an identity token is not sent to a redirect of the realm", async () => {
    const other = await start(layout);
    const { host } = await start(
      layout,
      always(({ url }) => url.startsWith("/token"), answer(307, { location: `http://${other.host}/token` })),
      bearer,
    );
    logIn(host, { identitytoken: "identity" });
    expect((await errorOf(read(`${host}/octo/app`))).message).toContain(
      `${host} redirects the login to ${other.host}`,
    );
    expect(other.seen).toEqual([]);
  });

  test("credentials of one host are not sent to another", async () => {
    const { host, seen } = await start(layout, bearer);
    logIn("other.example", { auth });
    await read(`${host}/octo/app`);
    expect(seen.filter(({ authorization }) => authorization?.startsWith("Basic"))).toEqual([]);
  });

  test("a token is not requested over plain HTTP beyond loopback", async () => {
    const { host } = await start(
      layout,
      always(isManifest, answer(401, { "www-authenticate": 'Bearer realm="http://registry.example/token"' })),
    );
    logIn(host, { auth });
    expect((await errorOf(read(`${host}/octo/app`))).message).toMatch(
      /asks for a token of an address that is not HTTPS/,
    );
  });
});

test("plain HTTP is not used beyond loopback", async () => {
  const { host } = await start(layout);
  const port = host.split(":")[1];
  const error = await errorOf(read(`stagegate.invalid:${port}/octo/app`));
  expect(error.message).toMatch(/stagegate.invalid:\d+ cannot be reached/);
});
