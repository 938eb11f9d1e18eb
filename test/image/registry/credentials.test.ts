import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Exec } from "../../../src/host/exec.ts";
import { type Credentials, findCredentials } from "../../../src/image/registry/credentials.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-docker-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const auth = (pair: string) => Buffer.from(pair).toString("base64");
const password = (username: string, password: string): Credentials => ({
  kind: "password",
  username,
  password,
});

/** Looks for credentials with a configuration, and helpers that answer by their names. */
async function find(host: string, config: unknown, helpers: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const exec: Exec = async (command, args, options) => {
    asked.push([command, ...args, options?.input].join(" "));
    const stdout = helpers[command];
    return stdout === undefined
      ? { code: 1, stdout: "credentials not found in native keychain", stderr: "" }
      : { code: 0, stdout, stderr: "" };
  };
  if (config !== undefined)
    writeFileSync(join(folder, "config.json"), typeof config === "string" ? config : JSON.stringify(config));
  return { found: await findCredentials(host, { env: { DOCKER_CONFIG: folder }, exec }), asked };
}

test.each<[string, string, unknown, Credentials | null]>([
  ["no configuration", "ghcr.io", undefined, null],
  ["an empty file", "ghcr.io", "", null],
  ["another host", "ghcr.io", { auths: { "quay.io": { auth: auth("a:b") } } }, null],
  ["a host that only ends alike", "r.io", { auths: { "ghcr.io": { auth: auth("a:b") } } }, null],
  [
    "a name and a password",
    "ghcr.io",
    { auths: { "ghcr.io": { auth: auth("a:b:c") } } },
    password("a", "b:c"),
  ],
  [
    "both written out",
    "ghcr.io",
    { auths: { "ghcr.io": { username: "a", password: "b" } } },
    password("a", "b"),
  ],
  [
    "an older key",
    "r.example",
    { auths: { "https://r.example/v1/": { auth: auth("a:b") } } },
    password("a", "b"),
  ],
  ["a port", "r.example:5000", { auths: { "r.example:5000": { auth: auth("a:b") } } }, password("a", "b")],
  [
    "Docker Hub",
    "docker.io",
    { auths: { "https://index.docker.io/v1/": { auth: auth("a:b") } } },
    password("a", "b"),
  ],
  [
    "an identity token",
    "octo.azurecr.io",
    { auths: { "octo.azurecr.io": { auth: auth("0:"), identitytoken: "t" } } },
    { kind: "identity token", token: "t" },
  ],
  [
    "a registry token",
    "r.example",
    { auths: { "r.example": { registrytoken: "t" } } },
    { kind: "registry token", token: "t" },
  ],
  ["an entry of a store", "ghcr.io", { auths: { "ghcr.io": {} } }, null],
])("credentials in docker's configuration: %s", async (_, host, config, expected) => {
  expect(await find(host, config)).toEqual({ found: expected, asked: [] });
});

test("the helper of a host goes before the store", async () => {
  const config = { credHelpers: { "gcr.io": "gcr" }, credsStore: "desktop" };
  const helpers = { "docker-credential-gcr": '{"ServerURL":"gcr.io","Username":"u","Secret":"s"}' };
  expect(await find("gcr.io", config, helpers)).toEqual({
    found: password("u", "s"),
    asked: ["docker-credential-gcr get gcr.io"],
  });
});

test("the store is asked for Docker Hub by its key, and may give an identity token", async () => {
  const helpers = { "docker-credential-desktop": '{"Username":"<token>","Secret":"s"}' };
  expect(await find("docker.io", { credsStore: "desktop" }, helpers)).toEqual({
    found: { kind: "identity token", token: "s" },
    asked: ["docker-credential-desktop get https://index.docker.io/v1/"],
  });
});

test.each([undefined, "{", "{}", '{"Secret":""}'])("a helper that answers %j has none", async (answer) => {
  const helpers = answer === undefined ? {} : { "docker-credential-x": answer };
  expect((await find("ghcr.io", { credHelpers: { "ghcr.io": "x" } }, helpers)).found).toBeNull();
});

test("a helper is no path", async () => {
  expect((await find("ghcr.io", { credHelpers: { "ghcr.io": "x/../../evil" } })).asked).toEqual([]);
});

test.each(["{", '{"auths": 7}'])("a configuration that is not valid is an error: %s", async (config) => {
  await expect(find("ghcr.io", config)).rejects.toThrow(
    `docker's configuration ${join(folder, "config.json")} is not valid`,
  );
});
