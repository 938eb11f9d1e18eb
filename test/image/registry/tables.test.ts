import { parseChallenge } from "../../../src/image/registry/challenge.ts";
import { isLoopback } from "../../../src/image/registry/loopback.ts";
import { downloadProgress } from "../../../src/image/registry/progress.ts";
import { proxyFor } from "../../../src/image/registry/proxies.ts";
import { QUIRKS, quirksOf } from "../../../src/image/registry/quirks.ts";

test.each([
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a:pull"',
    { kind: "bearer", realm: "https://auth.docker.io/token", service: "registry.docker.io" },
  ],
  ["bearer Realm=https://a/t", { kind: "bearer", realm: "https://a/t", service: null }],
  ['Basic realm="r"', { kind: "basic" }],
  ['Basic realm="r", Bearer realm="https://a/t"', { kind: "bearer", realm: "https://a/t", service: null }],
  ['Bearer realm="a\\"b"', { kind: "bearer", realm: 'a"b', service: null }],
  ["Bearer service=x", null],
  ["Negotiate", null],
  ["", null],
])("the challenge %s parses as %j", (header, expected) => {
  expect(parseChallenge(header)).toEqual(expected);
});

test.each([
  ["localhost", true],
  ["localhost:5000", true],
  ["127.0.0.1:5000", true],
  ["127.9.9.9", true],
  ["[::1]:5000", true],
  ["127.evil.example", false],
  ["localhost.example", false],
  ["10.0.0.1", false],
  ["128.0.0.1", false],
])("the host %s is on the loopback: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

const P = "http://proxy.example:3128";
test.each<[string, Record<string, string>, string | null]>([
  ["https://ghcr.io/v2/", { HTTPS_PROXY: P }, P],
  ["https://ghcr.io/v2/", { https_proxy: "proxy.example:3128" }, P],
  ["https://ghcr.io/v2/", { HTTP_PROXY: P }, null],
  ["https://ghcr.io/v2/", { HTTPS_PROXY: P, NO_PROXY: "a.example, ghcr.io" }, null],
  ["https://sub.ghcr.io/v2/", { HTTPS_PROXY: P, NO_PROXY: ".ghcr.io" }, null],
  ["https://sub.ghcr.io/v2/", { HTTPS_PROXY: P, NO_PROXY: "*.ghcr.io" }, null],
  ["https://notghcr.io/v2/", { HTTPS_PROXY: P, NO_PROXY: "ghcr.io" }, P],
  ["https://ghcr.io/v2/", { HTTPS_PROXY: P, no_proxy: "ghcr.io:443" }, null],
  ["https://ghcr.io/v2/", { HTTPS_PROXY: P, no_proxy: "ghcr.io:8443" }, P],
  ["https://ghcr.io/v2/", { HTTPS_PROXY: P, NO_PROXY: "*" }, null],
  ["http://127.0.0.1:5000/v2/", { HTTP_PROXY: P }, null],
  ["https://10.1.2.3:5000/v2/", { HTTPS_PROXY: P, NO_PROXY: "10.0.0.0/8" }, null],
  ["https://10.1.2.3/v2/", { HTTPS_PROXY: P, NO_PROXY: "10.1.2.3" }, null],
  ["https://10.1.2.3:5000/v2/", { HTTPS_PROXY: P, NO_PROXY: "10.1.2.3:443" }, P],
  ["https://11.1.2.3/v2/", { HTTPS_PROXY: P, NO_PROXY: "10.0.0.0/8, 11.0.0.0/99, fd00::/8" }, P],
  ["https://10.evil.example/v2/", { HTTPS_PROXY: P, NO_PROXY: "10.0.0.0/8" }, P],
  ["https://[fd00::12]/v2/", { HTTPS_PROXY: P, NO_PROXY: "fd00::/8" }, null],
  ["https://[fd00::12]/v2/", { HTTPS_PROXY: P, NO_PROXY: "fd00::12" }, null],
  ["https://[fd00::12]:5000/v2/", { HTTPS_PROXY: P, NO_PROXY: "[fd00::12]:5000" }, null],
])("%s with %j uses the proxy %s", (url, env, expected) => {
  expect(proxyFor(new URL(url), env)).toBe(expected);
});

test.each([
  ["docker.io", "Docker Hub"],
  ["ghcr.io", "GitHub Container Registry"],
  ["123456789012.dkr.ecr.eu-west-1.amazonaws.com", "Amazon ECR"],
  ["europe-docker.pkg.dev", "Google Artifact Registry"],
  ["eu.gcr.io", "Google Artifact Registry"],
  ["octo.azurecr.io", "Azure Container Registry"],
  ["quay.io", "Quay"],
  ["ghcr.io.example", ""],
  ["registry.example:5000", ""],
])("%s has the quirks of %s", (host, name) => {
  expect(quirksOf(host).name).toBe(name);
});

test("every fact of a quirk has its source", () => {
  for (const { facts } of QUIRKS) for (const [, source] of facts) expect(source).toMatch(/^https:\/\//);
});

test("a download shows progress every five seconds", () => {
  const lines: string[] = [];
  let now = 0;
  const fetched = downloadProgress(
    (line) => lines.push(line),
    () => now,
  );
  for (const [at, bytes] of [
    [0, 1e6],
    [4000, 2e6],
    [5000, 3e6],
    [9000, 4e6],
    [11_000, 5e6],
  ] as const) {
    now = at;
    fetched({ name: "a", bytes, total: 9e6 });
  }
  expect(lines).toEqual(["a: fetched 3.0 MB of 9.0 MB", "a: fetched 5.0 MB of 9.0 MB"]);
});
