import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../../src/host/environment.ts";
import type { Exec } from "../../../src/host/exec.ts";
import { readImage } from "../../../src/image/read.ts";
import { openRegistries } from "../../../src/image/registry/registries.ts";
import { makeImage, ociLayout } from "../../fixtures/images.ts";
import { errorOf } from "../reading.ts";
import { type Authority, type Certificate, makeAuthority } from "./authority.ts";
import { startProxy, type TestProxy } from "./proxy.ts";
import { startRegistryWith, type TestRegistry } from "./server.ts";

/** Beyond the loopback; only the proxies of the tests know where it is. */
const HOST = "registry.invalid";

let folder: string;
let authority: Authority;
/** Of the loopback and of `HOST`, signed by the authority. */
let certificate: Certificate;
/** For another host. */
let other: Certificate;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-connections-"));
  authority = makeAuthority(folder);
  certificate = authority.certify("IP:127.0.0.1", `DNS:${HOST}`);
  other = authority.certify("DNS:other.invalid");
});
afterAll(() => rmSync(folder, { recursive: true }));

const opened: (TestRegistry | TestProxy)[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});
async function opening<T extends TestRegistry | TestProxy>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  opened.push(server);
  return server;
}

const layout = ociLayout([makeImage()]);
/** Starts a registry. @param tls null for plain HTTP */
const start = (tls: Certificate | null) => opening(startRegistryWith(tls, layout));
const proxyTo = (registry: TestRegistry, refusal?: number, tls?: Certificate) =>
  opening(startProxy(registry.host, refusal, tls));

const noExec: Exec = () => Promise.reject(new Error("nothing is to be run"));

/** Reads an image with some variables and no credentials; its number of layers. */
async function read(host: string, env: Environment = {}, isInsecure = false): Promise<number> {
  const openRegistryImage = openRegistries({
    env: { DOCKER_CONFIG: folder, ...env },
    exec: noExec,
    signal: new AbortController().signal,
    isInsecure,
  });
  const image = await readImage({ kind: "registry", name: `${host}/octo/app:1` }, { openRegistryImage });
  return image.layers.length;
}

describe("a registry's certificate", () => {
  test("is an error with a hint if untrusted", async () => {
    const { host, seen } = await start(certificate);
    const error = await errorOf(read(host));
    expect(error.message).toMatch(
      new RegExp(`^${host}/octo/app:1: the certificate of ${host} is not trusted \\(\\w+\\)$`),
    );
    expect(error.hint).toContain("NODE_EXTRA_CA_CERTS or SSL_CERT_FILE");
    expect(seen).toEqual([]);
  });

  test("is trusted by SSL_CERT_FILE", async () => {
    const { host } = await start(certificate);
    expect(await read(host, { SSL_CERT_FILE: authority.path })).toBe(1);
  });

  test("is trusted by NODE_EXTRA_CA_CERTS beside SSL_CERT_FILE", async () => {
    const { host } = await start(certificate);
    const elsewhere = join(folder, "elsewhere.pem");
    writeFileSync(elsewhere, other.cert);
    const env = { SSL_CERT_FILE: elsewhere, NODE_EXTRA_CA_CERTS: authority.path };
    expect(await read(host, env)).toBe(1);
  });

  test("for another host is never trusted", async () => {
    const { host } = await start(other);
    const error = await errorOf(read(host, { SSL_CERT_FILE: authority.path }));
    expect(error.message).toContain(
      `the certificate of ${host} is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)`,
    );
    expect(error.hint).toContain("The certificate is for another host name.");
  });

  test.each(["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"])("is an error if %s does not exist", async (name) => {
    const { host } = await start(certificate);
    const env = { SSL_CERT_FILE: authority.path, [name]: join(folder, "none.pem") };
    const error = await errorOf(read(host, env));
    expect(error.message).toContain(`none.pem, which ${name} names, cannot be read (ENOENT)`);
    expect(error.hint).toContain(name);
  });

  test("is an error if SSL_CERT_FILE has no certificate", async () => {
    const { host } = await start(certificate);
    const path = join(folder, "none.der");
    writeFileSync(path, "no certificate");
    const error = await errorOf(read(host, { SSL_CERT_FILE: path }));
    expect(error.message).toContain(`${path}, which SSL_CERT_FILE names, holds no certificate in PEM form`);
  });
});

describe("an insecure connection", () => {
  test.each([
    ["signed by an unknown authority", () => certificate],
    ["for another host", () => other],
  ])("accepts a certificate %s", async (_, tls) => {
    const { host } = await start(tls());
    await errorOf(read(host));
    expect(await read(host, {}, true)).toBe(1);
  });

  test("is required for plain HTTP beyond loopback", async () => {
    const registry = await start(null);
    const proxy = await proxyTo(registry);
    const env = { HTTPS_PROXY: `http://${proxy.host}`, HTTP_PROXY: `http://${proxy.host}` };
    const error = await errorOf(read(HOST, env));
    expect(error.message).toMatch(/^\S+: registry\.invalid does not speak HTTPS \(ERR_SSL_\w+\)$/);
    expect(error.hint).toContain("stagegate inspect --insecure");
    expect(registry.seen).toEqual([]);
    expect(await read(HOST, env, true)).toBe(1);
    expect(registry.seen.length).toBeGreaterThan(0);
  });
});

describe("a proxy", () => {
  const env = (proxy: TestProxy, more: Environment = {}) => ({
    HTTPS_PROXY: `http://${proxy.host}`,
    SSL_CERT_FILE: authority.path,
    ...more,
  });

  test("forwards to a registry whose certificate is checked", async () => {
    const registry = await start(certificate);
    const proxy = await proxyTo(registry);
    expect(await read(HOST, env(proxy))).toBe(1);
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${HOST}:443`]));
    const error = await errorOf(read(HOST, { HTTPS_PROXY: `http://${proxy.host}` }));
    expect(error.message).toContain(`the certificate of ${HOST} is not trusted`);
  });

  test("does not make a certificate for another host valid", async () => {
    const proxy = await proxyTo(await start(other));
    const error = await errorOf(read(HOST, env(proxy)));
    expect(error.message).toContain(
      `the certificate of ${HOST} is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)`,
    );
    expect(await read(HOST, env(proxy), true)).toBe(1);
  });

  test("gets the login of its address, which the registry does not", async () => {
    const registry = await start(certificate);
    const proxy = await proxyTo(registry);
    await read(HOST, env(proxy, { HTTPS_PROXY: `http://bob:s3cr%40t@${proxy.host}` }));
    expect(new Set(proxy.logins)).toEqual(new Set([`Basic ${Buffer.from("bob:s3cr@t").toString("base64")}`]));
    expect(registry.seen.every(({ authorization }) => authorization === null)).toBe(true);
  });

  test("with a private authority is trusted by SSL_CERT_FILE", async () => {
    const proxy = await proxyTo(await start(certificate), undefined, certificate);
    expect(await read(HOST, env(proxy, { HTTPS_PROXY: `https://${proxy.host}` }))).toBe(1);
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  test("whose own certificate is not trusted is named", async () => {
    const registry = await start(certificate);
    const unknown = { HTTPS_PROXY: `https://${(await proxyTo(registry, undefined, certificate)).host}` };
    expect((await errorOf(read(HOST, unknown))).message).toMatch(
      /the certificate of registry\.invalid or of the proxy 127\.0\.0\.1:\d+ is not trusted/,
    );
    // No registry is asked over such a connection, not even an insecure one.
    await errorOf(read(HOST, unknown, true));
    const wrong = await proxyTo(registry, undefined, other);
    const error = await errorOf(read(HOST, env(wrong, { HTTPS_PROXY: `https://${wrong.host}` })));
    expect(error.message).toContain(
      `the certificate of the proxy ${wrong.host} is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)`,
    );
    expect(registry.seen).toEqual([]);
  });

  test("is not used for NO_PROXY and loopback", async () => {
    const registry = await start(certificate);
    const proxy = await proxyTo(registry);
    const error = await errorOf(read(HOST, env(proxy, { NO_PROXY: `a.invalid, ${HOST}` })));
    expect(error.message).toContain(`${HOST} cannot be reached`);
    expect(await read(registry.host, env(proxy))).toBe(1);
    expect(proxy.asked).toEqual([]);
  });

  test("is used for plain HTTP only by HTTP_PROXY, without CONNECT", async () => {
    const proxy = await proxyTo(await start(null));
    const own = { HTTP_PROXY: `http://${proxy.host}` };
    expect(await read(HOST, { ...own, HTTPS_PROXY: own.HTTP_PROXY }, true)).toBe(1);
    expect(proxy.asked[0]).toBe(`CONNECT ${HOST}:443`);
    expect(proxy.asked.slice(1)).toContain(`GET http://${HOST}/v2/octo/app/manifests/1`);
    expect(proxy.asked.slice(1).filter((asked) => asked.startsWith("CONNECT"))).toEqual([]);
  });

  test.each([403, 407, 502])("that answers %i is named", async (status) => {
    const proxy = await proxyTo(await start(certificate), status);
    const address = `http://bob:s3cret@${proxy.host}`;
    const error = await errorOf(read(HOST, env(proxy, { HTTPS_PROXY: address })));
    expect(error.message).toBe(
      `${HOST}/octo/app:1: ${HOST} cannot be reached: the proxy ${proxy.host} refuses the connection (${status})`,
    );
    expect(error.hint).toContain("HTTPS_PROXY");
  });

  test("that does not answer is named", async () => {
    const error = await errorOf(read(HOST, { HTTPS_PROXY: "http://127.0.0.1:1" }));
    expect(error.message).toBe(
      `${HOST}/octo/app:1: the proxy 127.0.0.1:1 cannot be reached: nothing listens there (ECONNREFUSED)`,
    );
  });

  test.each(["socks5://bob:s3cret@127.0.0.1:1", "http://bob:s3cret@[", "ftp://127.0.0.1"])(
    "with the address %s is an error with a valid example",
    async (address) => {
      const error = await errorOf(read(HOST, { https_proxy: address }));
      expect(error.message).toContain("https_proxy is not the address of an HTTP proxy");
      expect(error.hint).toContain("`https_proxy=http://proxy.example:3128`");
      expect(error.message + error.hint).not.toContain("s3cret");
    },
  );
});
