import { parseReference, type Reference, withoutSpareTag } from "../../../src/image/registry/reference.ts";

const digest = `sha256:${"a".repeat(64)}`;
const tagged = (host: string, repository: string, tag: string): Reference => ({
  host,
  repository,
  tag,
  digest: null,
});

test.each<[string, Reference]>([
  ["alpine", tagged("docker.io", "library/alpine", "latest")],
  ["alpine:3.22", tagged("docker.io", "library/alpine", "3.22")],
  ["octo/app", tagged("docker.io", "octo/app", "latest")],
  ["docker.io/alpine", tagged("docker.io", "library/alpine", "latest")],
  ["index.docker.io/octo/app:1", tagged("docker.io", "octo/app", "1")],
  ["ghcr.io/octo/app:1.2", tagged("ghcr.io", "octo/app", "1.2")],
  ["localhost/app", tagged("localhost", "app", "latest")],
  ["localhost:5000/x", tagged("localhost:5000", "x", "latest")],
  ["[::1]:5000/x:1", tagged("[::1]:5000", "x", "1")],
  ["host.example/a__b/c--d/e.f:T_1", tagged("host.example", "a__b/c--d/e.f", "T_1")],
  [`app@${digest}`, { host: "docker.io", repository: "library/app", tag: null, digest }],
  [`ghcr.io/o/app:1@${digest}`, { host: "ghcr.io", repository: "o/app", tag: null, digest }],
])("%s names an image", (text, expected) => {
  expect(parseReference(text)).toEqual(expected);
});

test.each([
  "",
  "App",
  "a//b",
  "a:",
  "a@sha256:12",
  `a@${digest}@${digest}`,
  "a b",
  "-a",
  "a/../b",
  "host.example/",
  "host.example:port/a",
  "host.example:65536/a",
  "127.0.0.1:99999/o/app:h",
  "127.0.0.256/a",
  "1.2.3.4.5/a",
  "[::1::]/a",
  "user@host.example/a",
  "https://ghcr.io/octo/app",
  `a:${"t".repeat(129)}`,
  "a".repeat(300),
  "é",
])("%j is not a reference", (text) => {
  expect(parseReference(text)).toBeNull();
});

test.each([
  [`app:1@${digest}`, `app@${digest}`],
  [`localhost:5000/app:1@${digest}`, `localhost:5000/app@${digest}`],
  [`localhost:5000/app@${digest}`, `localhost:5000/app@${digest}`],
  ["app:1", "app:1"],
])("%s without a redundant tag is %s", (name, expected) => {
  expect(withoutSpareTag(name)).toBe(expected);
});
