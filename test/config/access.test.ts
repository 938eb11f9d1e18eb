import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadSettings } from "../../src/config/load.ts";
import type { Exec } from "../../src/host/exec.ts";
import { ConfigError } from "../../src/values/problem.ts";
import { newFolder, removeFolders } from "../baseline/repository.ts";
import { flagsOf } from "../gate-world.ts";

/** A folder with a repository, and a file and a folder beside it. */
let outside: string;
let cwd: string;
beforeEach(() => {
  outside = newFolder();
  cwd = join(outside, "repository");
  mkdirSync(join(cwd, ".git"), { recursive: true });
  mkdirSync(join(cwd, "keys"));
  writeFileSync(join(outside, "key"), "of the machine");
  writeFileSync(join(cwd, "keys/token"), "of the repository");
  symlinkSync(join(outside, "key"), join(cwd, "keys/link"));
  symlinkSync(outside, join(cwd, "up"));
});
afterAll(removeFolders);

const never: Exec = () => Promise.reject(new Error("nothing is to be executed"));

/** The problems of a configuration, each as people read it; paths start from OUTSIDE. */
async function problemsOf(
  files: Readonly<Record<string, string>>,
  flags: Readonly<Record<string, string>> = {},
  exec = never,
): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text.replaceAll("OUTSIDE", outside));
  }
  try {
    await loadSettings(flagsOf(flags, cwd), cwd, exec);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.replaceAll(outside, "OUTSIDE").split("\n");
  }
}

/** A file whose only image has this setting, at line 3. */
const file = (setting: string) => ({ ".stagegate.yml": `images:\n  app:\n    ${setting}\n` });

test.each([
  "GITHUB_TOKEN",
  "GH_TOKEN",
  "GITLAB_TOKEN",
  "STAGEGATE_TOKEN",
  "ACTIONS_RUNTIME_TOKEN",
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "INPUT_X",
  "github_token",
])("a secret from the variable %s is an error, in the file and as a flag", async (name) => {
  const message = `secrets: id npm reads the variable ${name}, which stagegate passes to no build and no container. Give the step a variable of another name by \`env: {BUILD_TOKEN: …}\`, and write \`secrets: id=npm,env=BUILD_TOKEN\`.`;
  expect(await problemsOf({}, { secrets: `id=npm,env=${name}` })).toEqual([`--${message}`]);
  expect(await problemsOf(file(`secrets: "id=npm,env=${name}"`))).toEqual([`.stagegate.yml:3: ${message}`]);
});

test.each([
  ["an id alone, which names a variable", "id=GITHUB_TOKEN"],
  ["a type that makes the source a variable", "id=x,type=env,src=GITHUB_TOKEN"],
  ["quotes and keys in capitals", '"ID=x","ENV=GITHUB_TOKEN"'],
  ["two variables, the last one reserved", "id=x,env=FINE,env=GITHUB_TOKEN"],
])("a secret from a reserved variable is an error with %s", async (_, entry) => {
  expect(await problemsOf(file(`secrets: ['${entry}']`))).toEqual([
    expect.stringContaining("reads the variable GITHUB_TOKEN"),
  ]);
});

test.each([
  ["secrets: id=x,env=NPM_TOKEN"],
  ["secrets: id=x,src=keys/token"],
  ["secrets: id=keys"],
  ["secrets: 'id=x,src=OUTSIDE/repository/keys/token'"],
  ["ssh: default"],
  ["ssh: default=keys/id"],
  ["build-args: [GITHUB_TOKEN=none, VERSION]"],
  ["build-contexts: {shared: ./keys, os: 'docker-image://alpine:3.22', lay: 'oci-layout://keys:1'}"],
  ["cache-from: [type=local,src=cache, example.org/app:cache]"],
  ["file: keys/Dockerfile"],
])("a path inside the repository is allowed: %s", async (setting) => {
  expect(await problemsOf(file(setting))).toEqual([]);
});

const OUTSIDE_WORDS =
  "which lies outside the repository. A pull request can change this file, so name it in the workflow";

test.each([
  ["a path upwards", "secrets: id=x,src=../key", "secrets: id x reads ../key"],
  ["an absolute path", "secrets: id=x,source=OUTSIDE/key", "secrets: id x reads OUTSIDE/key"],
  ["the last of two paths", "secrets: id=x,source=keys/a,src=../key", "secrets: id x reads ../key"],
  ["an id alone", "secrets: id=../key", "secrets: id ../key reads ../key"],
  ["a symbolic link to a file", "secrets: id=x,src=keys/link", "secrets: id x reads keys/link"],
  ["a symbolic link to a folder", "secrets: id=x,src=up/key", "secrets: id x reads up/key"],
  ["an SSH key", "ssh: default=keys/a,../key", "ssh: id default reads ../key"],
  ["a named context", "build-contexts: {host: ../}", "build-contexts: host reads OUTSIDE"],
  [
    "a named context by a link",
    "build-contexts: {host: up}",
    "build-contexts: host reads OUTSIDE/repository/up",
  ],
  ["an OCI layout", "build-contexts: {os: 'oci-layout://../os'}", "build-contexts: os reads OUTSIDE/os"],
  [
    "an OCI layout by a link",
    "build-contexts: {os: 'oci-layout://./up:1'}",
    "build-contexts: os reads OUTSIDE/repository/up",
  ],
  [
    "an OCI layout by a link above it",
    "build-contexts: {os: 'oci-layout://up/os:1@sha256:00'}",
    "build-contexts: os reads OUTSIDE/repository/up/os",
  ],
  ["a context by a link", "context: up", "context: OUTSIDE/repository/up"],
  ["a Dockerfile", "file: ../Dockerfile", "file: OUTSIDE/Dockerfile"],
  ["an archive", "image: ../app.tar", "image: OUTSIDE/app.tar"],
  ["a local cache that is read", "cache-from: 'type=local,src=../cache'", "cache-from: ../cache"],
  ["a local cache that is written", "cache-to: 'type=local,dest=up/cache'", "cache-to: up/cache"],
])("the file cannot name %s outside the repository", async (_, setting, message) => {
  expect(await problemsOf(file(setting))).toEqual([
    expect.stringContaining(`.stagegate.yml:3: ${message}, ${OUTSIDE_WORDS}`),
  ]);
});

test.each<[string, string]>([
  ["secrets", "id=x,src=../key"],
  ["ssh", "default=../key"],
  ["build-contexts", "host=.."],
  ["build-contexts", "os=oci-layout://../os:1"],
  ["file", "../Dockerfile"],
  ["cache-to", "type=local,dest=../cache"],
])("a flag can name %s outside the repository", async (setting, value) => {
  expect(await problemsOf({}, { [setting]: value })).toEqual([]);
  expect(await problemsOf(file("target: app"), { [setting]: value })).toEqual([]);
});

test.each([
  ["a build argument", "build-args: [GITHUB_TOKEN]", "build-args"],
  ["a smoke test", "smoke: {port: 80, env: [GITHUB_TOKEN]}", "smoke.env"],
])("%s with a reserved variable is an error", async (_, setting, name) => {
  expect(await problemsOf(file(setting))).toEqual([
    expect.stringContaining(`.stagegate.yml:3: ${name}: GITHUB_TOKEN reads the variable GITHUB_TOKEN`),
  ]);
});

test("a flag can place reports outside the repository, and the file cannot", async () => {
  expect(await problemsOf({ ".stagegate.yml": "output-dir: up/reports\n" })).toEqual([
    expect.stringContaining(`.stagegate.yml:1: output-dir: OUTSIDE/repository/up/reports, ${OUTSIDE_WORDS}`),
  ]);
  expect(await problemsOf({}, { "output-dir": "../reports" })).toEqual([]);
  expect(await problemsOf({ ".stagegate.yml": "output-dir: reports\n" })).toEqual([]);
});

test("a flag places reports outside the repository by its own path, not through a link", async () => {
  for (const folder of ["up", "up/reports", "OUTSIDE/repository/up/reports"])
    expect(await problemsOf({}, { "output-dir": folder.replace("OUTSIDE", outside) })).toEqual([
      `--output-dir: OUTSIDE/repository/${folder.includes("reports") ? "up/reports" : "up"} leads out of the repository through a symbolic link. A pull request can commit such a link. Remove the link, or name the folder that it leads to.`,
    ]);
  symlinkSync(join(cwd, "keys"), join(cwd, "reports"));
  for (const folder of ["reports", join(outside, "reports")])
    expect(await problemsOf({}, { "output-dir": folder })).toEqual([]);
});

test("a default of two images is one problem, and all problems come at once", async () => {
  const yaml = "defaults:\n  secrets: id=x,src=../key\nimages: {a: {ssh: default=../key}, b: {}}\n";
  expect(await problemsOf({ ".stagegate.yml": yaml })).toEqual([
    expect.stringContaining(".stagegate.yml:2: secrets: id x"),
    expect.stringContaining(".stagegate.yml:3: ssh: id default"),
  ]);
});

test.each([
  ["docker-bake.hcl", 'target "a" {}\nvariable "GITHUB_TOKEN" { default = "" }\n'],
  ["docker-bake.json", '{"target": {"a": {}},\n"variable": {"GITHUB_TOKEN": {}}}\n'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Compose
  ["compose.yaml", "services:\n  a: {build: {args: {TOKEN: '${GITHUB_TOKEN}'}}}\n"],
])("a reserved variable in %s is an error at its line", async (name, text) => {
  expect(await problemsOf({ [name]: text }, { bake: name })).toEqual([
    `${name}:2: stagegate passes the variable GITHUB_TOKEN to no build. Give the variable another name, such as BUILD_TOKEN, and set it by \`env: {BUILD_TOKEN: …}\` of the step.`,
  ]);
});

test("secrets and contexts of linked targets are checked too", async () => {
  const linked = {
    context: "../elsewhere",
    secret: [{ id: "a", env: "GH_TOKEN" }],
    ssh: [{ id: "default", paths: ["../key"] }],
  };
  const target = {
    contexts: { base: "target:base", host: "..", os: "oci-layout://../os:1" },
    secret: [{ id: "b", src: "../key" }],
  };
  const printed = { group: { default: { targets: ["app"] } }, target: { app: target, base: linked } };
  const exec: Exec = async () => ({ code: 0, stdout: JSON.stringify(printed), stderr: "" });
  const at = "docker-bake.hcl: target app:";
  expect((await problemsOf({}, { bake: "docker-bake.hcl" }, exec)).sort()).toEqual([
    expect.stringContaining(`${at} build-contexts: context reads OUTSIDE/elsewhere`),
    expect.stringContaining(`${at} build-contexts: host reads OUTSIDE`),
    expect.stringContaining(`${at} build-contexts: os reads OUTSIDE/os`),
    expect.stringContaining(`${at} secrets: id a reads the variable GH_TOKEN`),
    expect.stringContaining(`${at} secrets: id b reads OUTSIDE/key`),
    expect.stringContaining(`${at} ssh: id default reads OUTSIDE/key`),
  ]);
});

test("a bake file has only the entitlements of inputs and flags", async () => {
  const linked = { entitlements: ["security.insecure"] };
  const target = { contexts: { base: "target:base" }, entitlements: ["network.host"] };
  const printed = { group: { default: { targets: ["app"] } }, target: { app: target, base: linked } };
  const exec: Exec = async () => ({ code: 0, stdout: JSON.stringify(printed), stderr: "" });
  const refused = (name: string) =>
    `docker-bake.hcl: target app: entitlements: ${name} is not granted. A pull request can change this file, so grant it in the workflow by the input \`allow: ${name}\`, or on a command line by --allow.`;
  const flags = { bake: "docker-bake.hcl" };
  expect(await problemsOf({}, flags, exec)).toEqual([refused("network.host"), refused("security.insecure")]);
  expect(await problemsOf({}, { ...flags, allow: "network.host" }, exec)).toEqual([
    refused("security.insecure"),
  ]);
  expect(await problemsOf({}, { ...flags, allow: "network.host,security.insecure" }, exec)).toEqual([]);
  expect(await problemsOf({ ".stagegate.yml": "allow: network.host\n" }, flags, exec)).toEqual([
    refused("network.host"),
    refused("security.insecure"),
    expect.stringContaining("It gives builds access to the machine"),
  ]);
});

/** The problems of a bake file with these printed targets `app` and `base`, to which `app` links. */
const problemsOfBake = (app: object, base: object = {}) => {
  const printed = { group: { default: { targets: ["app"] } }, target: { app, base } };
  const exec: Exec = async () => ({ code: 0, stdout: JSON.stringify(printed), stderr: "" });
  return problemsOf({ "docker-bake.hcl": "" }, { bake: "docker-bake.hcl" }, exec);
};

const LINKED = { contexts: { base: "target:base" } };

test.each<[string, object, object]>([
  ["context of a target, by cwd://", { contexts: { x: "cwd://.." } }, {}],
  ["context of a linked target, by cwd://", LINKED, { contexts: { x: "cwd://../x" } }],
  ["Dockerfile of a linked target", LINKED, { dockerfile: "../key" }],
  ["Dockerfile of a linked target, absolute", LINKED, { dockerfile: "/etc/passwd" }],
  ["Dockerfile of a linked target, by cwd://", LINKED, { dockerfile: "cwd://../key" }],
])("a %s outside the repository is an error", async (_, app, base) => {
  expect(await problemsOfBake(app, base)).toEqual([
    expect.stringMatching(/^docker-bake\.hcl: target app: .* which lies outside the repository\./),
  ]);
});

test("contexts and Dockerfiles of linked targets inside the repository are allowed", async () => {
  expect(
    await problemsOfBake(
      { contexts: { base: "target:base", x: "cwd://keys" } },
      { dockerfile: "keys/Dockerfile" },
    ),
  ).toEqual([]);
});

test("only an input or a flag may name a bake file outside the repository", async () => {
  writeFileSync(join(outside, "b.hcl"), 'target "default" {}');
  expect(await problemsOf({ ".stagegate.yml": "bake: ../b.hcl\n" })).toEqual([
    expect.stringMatching(/^\.stagegate\.yml:1: bake: \.\.\/b\.hcl, which lies outside the repository\./),
  ]);
});

test.each([
  ["/dev/zero", /^--bake: .*\/dev\/zero is larger than 4 MB\. /],
  ["keys", /^--bake: keys cannot be read: /],
])("%s is no bake file", async (path, message) => {
  expect(await problemsOf({}, { bake: path })).toEqual([expect.stringMatching(message)]);
});

test("the error about a missing secret file does not repeat its path", async () => {
  expect(await problemsOf({}, { secrets: "id=npm,src=hk49dkf03kd" })).toEqual([
    "--secrets: the file of id npm does not exist. Name the variable or the file that holds the secret, for example `id=npm_token,env=NPM_TOKEN`.",
  ]);
  expect(await problemsOf({}, { secrets: "id=hk49dkf03kd" })).toEqual([
    expect.stringMatching(/^--secrets: an id without env and src is neither a variable /),
  ]);
});
