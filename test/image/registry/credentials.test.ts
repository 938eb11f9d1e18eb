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

type Ended = Awaited<ReturnType<Exec>>;
const HAS_NONE: Ended = { code: 1, stdout: "credentials not found in native keychain", stderr: "" };

/** Looks for credentials with a configuration, and helpers that answer by their names. */
async function find(host: string, config: unknown, helpers: Readonly<Record<string, string | Ended>> = {}) {
  const asked: string[] = [];
  const exec: Exec = async (command, args, options) => {
    asked.push([command, ...args, options?.input].join(" "));
    const answer = helpers[command] ?? HAS_NONE;
    return typeof answer === "string" ? { code: 0, stdout: answer, stderr: "" } : answer;
  };
  if (config !== undefined)
    writeFileSync(join(folder, "config.json"), typeof config === "string" ? config : JSON.stringify(config));
  const { credentials, helperFault } = await findCredentials(host, { env: { DOCKER_CONFIG: folder }, exec });
  return { found: credentials, asked, helperFault };
}

test.each<[string, string, unknown, Credentials | null]>([
  ["no configuration", "ghcr.io", undefined, null],
  ["an empty file", "ghcr.io", "", null],
  ["another host", "ghcr.io", { auths: { "quay.io": { auth: auth("a:b") } } }, null],
  ["a host with the same ending", "r.io", { auths: { "ghcr.io": { auth: auth("a:b") } } }, null],
  [
    "a name and a password",
    "ghcr.io",
    { auths: { "ghcr.io": { auth: auth("a:b:c") } } },
    password("a", "b:c"),
  ],
  [
    "both as plain text",
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
  ["null for the whole file", "ghcr.io", null, null],
  ["null for all its keys", "ghcr.io", { auths: null, credHelpers: null, credsStore: null }, null],
  ["null for a host", "ghcr.io", { auths: { "ghcr.io": null } }, null],
  [
    "null for another host",
    "ghcr.io",
    { auths: { r: null, "ghcr.io": { auth: auth("a:b") } } },
    password("a", "b"),
  ],
  [
    "null for a part",
    "ghcr.io",
    { auths: { "ghcr.io": { auth: auth("a:b"), email: null, identitytoken: null } } },
    password("a", "b"),
  ],
  [
    "null for a helper",
    "ghcr.io",
    { credHelpers: { "ghcr.io": null }, auths: { "ghcr.io": { auth: auth("a:b") } } },
    password("a", "b"),
  ],
  [
    "a store that is switched off for the host",
    "ghcr.io",
    { credsStore: "x", credHelpers: { "ghcr.io": "" }, auths: { "ghcr.io": { auth: auth("a:b") } } },
    password("a", "b"),
  ],
])("credentials in docker's configuration: %s", async (_, host, config, expected) => {
  expect(await find(host, config)).toEqual({ found: expected, asked: [], helperFault: null });
});

test("the helper of a host goes before the credential store", async () => {
  const config = { credHelpers: { "gcr.io": "gcr" }, credsStore: "desktop" };
  const helpers = { "docker-credential-gcr": '{"ServerURL":"gcr.io","Username":"u","Secret":"s"}' };
  expect(await find("gcr.io", config, helpers)).toEqual({
    found: password("u", "s"),
    asked: ["docker-credential-gcr get gcr.io"],
    helperFault: null,
  });
});

test("the store has Docker Hub under its key, with an identity token", async () => {
  const helpers = { "docker-credential-desktop": '{"Username":"<token>","Secret":"s"}' };
  expect(await find("docker.io", { credsStore: "desktop" }, helpers)).toEqual({
    found: { kind: "identity token", token: "s" },
    asked: ["docker-credential-desktop get https://index.docker.io/v1/"],
    helperFault: null,
  });
});

test.each([HAS_NONE, '{"Secret":""}'])("a helper that answers %j has no credentials", async (answer) => {
  const config = { credHelpers: { "ghcr.io": "x" } };
  expect(await find("ghcr.io", config, { "docker-credential-x": answer })).toMatchObject({
    found: null,
    helperFault: null,
  });
});

const notStarted = (code: string): Ended => ({ code: 127, notStarted: code, stdout: "", stderr: "" });
test.each<[string | Ended, string, string]>([
  [notStarted("ENOENT"), "is not installed", "install docker-credential-x"],
  [notStarted("EACCES"), "cannot be started (EACCES)", "check it with `docker-credential-x list`"],
  [
    { code: 2, stdout: "s3cret", stderr: "s3cret" },
    "fails (exit code 2)",
    "check it with `docker-credential-x list`",
  ],
  ["{", "gives an invalid answer", "check it with `docker-credential-x list`"],
  ["{}", "gives an invalid answer", "check it with `docker-credential-x list`"],
])("a helper that answers %j fails", async (answer, why, advice) => {
  const fault = { program: "docker-credential-x", why, advice, config: join(folder, "config.json") };
  const helpers = { "docker-credential-x": answer };
  const byHost = await find("ghcr.io", { credHelpers: { "ghcr.io": "x" } }, helpers);
  const byStore = await find("ghcr.io", { credsStore: "x" }, helpers);
  expect(byHost).toMatchObject({ found: null, helperFault: { ...fault, entry: '"ghcr.io": "x"' } });
  expect(byStore).toMatchObject({ found: null, helperFault: { ...fault, entry: '"credsStore": "x"' } });
});

test("plain text credentials count if the store fails", async () => {
  const config = { credsStore: "x", auths: { "ghcr.io": { auth: auth("a:b") } } };
  const { found, helperFault } = await find("ghcr.io", config, {
    "docker-credential-x": notStarted("ENOENT"),
  });
  expect({ found, helperFault }).toEqual({ found: password("a", "b"), helperFault: null });
});

test("a helper cannot be a path", async () => {
  const { asked, helperFault } = await find("ghcr.io", { credHelpers: { "ghcr.io": "x/../../evil" } });
  expect(asked).toEqual([]);
  expect(helperFault).toMatchObject({
    program: '"docker-credential-x/../../evil"',
    why: "is not the name of a program",
  });
});

test.each(["{", '{"auths": 7}'])("a configuration that is not valid is an error: %s", async (config) => {
  await expect(find("ghcr.io", config)).rejects.toThrow(
    `docker's configuration ${join(folder, "config.json")} is not valid`,
  );
});
