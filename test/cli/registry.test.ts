import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { makeImage, ociLayout } from "../fixtures/images.ts";
import { type Authority, makeAuthority } from "../image/registry/authority.ts";
import { startRegistryWith, type TestRegistry } from "../image/registry/server.ts";

/** The released bundle, in a process of its own, because Node reads NODE_EXTRA_CA_CERTS at its start. */
const CLI = resolve("dist/cli.cjs");

let folder: string;
let authority: Authority;
let registry: TestRegistry;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  authority = makeAuthority(folder);
  registry = await startRegistryWith(authority.certify("IP:127.0.0.1"), ociLayout([makeImage()]));
});
afterAll(async () => {
  await registry.close();
  rmSync(folder, { recursive: true });
});

async function inspect(env: NodeJS.ProcessEnv, ...flags: string[]) {
  const { NODE_EXTRA_CA_CERTS: _, SSL_CERT_FILE: __, ...own } = process.env;
  const name = `registry:${registry.host}/octo/app:1`;
  const child = spawn(process.execPath, [CLI, "inspect", ...flags, name], {
    cwd: folder,
    env: { ...own, DOCKER_CONFIG: folder, XDG_CACHE_HOME: join(folder, "cache"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { stdout, stderr, code };
}

test("an unknown certificate authority of a registry ends with 2 and advice", async () => {
  const { code, stdout, stderr } = await inspect({});
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(`the certificate of ${registry.host} is not trusted`);
  expect(stderr).toContain("NODE_EXTRA_CA_CERTS or SSL_CERT_FILE");
  expect(registry.seen).toEqual([]);
});

test.each([
  ["NODE_EXTRA_CA_CERTS", (path: string) => ({ NODE_EXTRA_CA_CERTS: path }), []],
  ["SSL_CERT_FILE", (path: string) => ({ SSL_CERT_FILE: path }), []],
  ["--insecure", () => ({}), ["--insecure"]],
])("a registry with a private authority is readable with %s", async (_, env, flags) => {
  const { code, stdout, stderr } = await inspect(env(authority.path), ...flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(registry.host);
});
