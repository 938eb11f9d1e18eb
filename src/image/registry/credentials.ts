import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import * as v from "valibot";
import type { Environment } from "../../host/environment.ts";
import { codeOf } from "../../host/errors.ts";
import type { Exec } from "../../host/exec.ts";
import { InvalidImageError } from "../invalid-image.ts";
import { quirksOf } from "./quirks.ts";

/** The credentials for a registry. */
export type Credentials =
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** A refresh token, to exchange for an access token. */
  | { readonly kind: "identity token"; readonly token: string }
  /** A token that the registry accepts directly. */
  | { readonly kind: "registry token"; readonly token: string };

/** A credential helper of docker's configuration that does not work. */
export interface HelperFault {
  readonly program: string;
  /** The problem: `is not installed`. */
  readonly why: string;
  /** What to do, as a part of a sentence. */
  readonly advice: string;
  /** Absolute path of docker's configuration. */
  readonly config: string;
  /** Its entry there: `"credsStore": "pass"`. */
  readonly entry: string;
}

/** Docker's credentials for a host. */
export interface FoundCredentials {
  /** Null if there are none: the registry is then asked anonymously. */
  readonly credentials: Credentials | null;
  /** The helper that may have some and does not work; null if there are credentials. */
  readonly helperFault: HelperFault | null;
}

/** Where to look for credentials. */
export interface CredentialsWorld {
  readonly env: Environment;
  readonly exec: Exec;
}

const text = v.nullish(v.string(), "");

const authEntry = v.object({
  auth: text,
  username: text,
  password: text,
  identitytoken: text,
  registrytoken: text,
});

/** The parts of docker's configuration about logins. As for docker, null counts as left out. */
const dockerConfig = v.nullish(
  v.object({
    auths: v.nullish(v.record(v.string(), v.nullish(authEntry, {})), {}),
    credHelpers: v.nullish(v.record(v.string(), text), {}),
    credsStore: text,
  }),
  {},
);

type DockerConfig = v.InferOutput<typeof dockerConfig>;

/** The answer of a credential helper. */
const helperAnswer = v.pipe(v.string(), v.parseJson(), v.object({ Username: text, Secret: v.string() }));

/** @see https://github.com/docker/docker-credential-helpers/blob/v0.9.3/credentials/error.go */
const HAS_NONE = /credentials not found/;

/** The user name that marks the secret of a helper as an identity token. */
const TOKEN_USER = "<token>";

/**
 * Docker's credentials for a host from `DOCKER_CONFIG` or `~/.docker`: from the helper of the host, else from the
 * store, else from the file. A helper that does not work counts as one without credentials, as with docker: public
 * images need none. Throws InvalidImageError if the configuration cannot be read.
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
export async function findCredentials(
  host: string,
  { env, exec }: CredentialsWorld,
): Promise<FoundCredentials> {
  const folder = env["DOCKER_CONFIG"] || join(env["HOME"] || homedir(), ".docker");
  const path = resolve(folder, "config.json");
  const config = await readConfig(path);
  if (config === null) return NONE;
  const keys = quirksOf(host).configKeys ?? [host];
  const ask = async (helper: string, key: string, setting: string): Promise<FoundCredentials> => {
    const answer = await askHelper(helper, key, exec);
    if (answer === null || !("why" in answer)) return { ...NONE, credentials: answer };
    const entry = `${JSON.stringify(setting)}: ${JSON.stringify(helper)}`;
    return { ...NONE, helperFault: { ...answer, config: path, entry } };
  };
  const ownKey = keys.find((key) => Object.hasOwn(config.credHelpers, key));
  const written: FoundCredentials = { ...NONE, credentials: storedFor(keys, config) };
  if (ownKey !== undefined) {
    const helper = config.credHelpers[ownKey] ?? "";
    // A helper without a name turns the store off for its host.
    return helper === "" ? written : ask(helper, ownKey, ownKey);
  }
  const [first = host] = keys;
  const stored = config.credsStore === "" ? NONE : await ask(config.credsStore, first, "credsStore");
  return stored.credentials !== null || written.credentials === null ? stored : written;
}

const NONE: FoundCredentials = { credentials: null, helperFault: null };

async function readConfig(path: string): Promise<DockerConfig | null> {
  const json = await readFile(path, "utf8").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return null;
    throw unreadable(path, error);
  });
  if (json === null || json.trim() === "") return null;
  try {
    return v.parse(dockerConfig, JSON.parse(json));
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The invalid text is not quoted: it may be a part of a credential. */
function unreadable(path: string, error: unknown): InvalidImageError {
  const reason = codeOf(error).startsWith("E") ? `cannot be read (${codeOf(error)})` : "is not valid";
  return new InvalidImageError(
    `docker's configuration ${path} ${reason}`,
    "Fix the file, or set DOCKER_CONFIG to another folder.",
    { cause: error },
  );
}

/** Null if the helper has no credentials. Its output is not quoted: it may be a part of a credential. */
async function askHelper(
  helper: string,
  key: string,
  exec: Exec,
): Promise<Credentials | Pick<HelperFault, "program" | "why" | "advice"> | null> {
  const program = `docker-credential-${helper}`;
  // The name is a part of a program's name, not a path.
  if (!/^[\w.-]+$/.test(helper))
    return { program: JSON.stringify(program), why: "is not the name of a program", advice: "correct it" };
  const { code, notStarted, stdout, stderr } = await exec(program, ["get"], { input: key });
  const advice = `check it with \`${program} list\``;
  if (notStarted === "ENOENT") return { program, why: "is not installed", advice: `install ${program}` };
  if (notStarted !== undefined) return { program, why: `cannot be started (${notStarted})`, advice };
  if (code !== 0)
    return HAS_NONE.test(stdout + stderr) ? null : { program, why: `fails (exit code ${code})`, advice };
  const { success, output } = v.safeParse(helperAnswer, stdout);
  if (!success) return { program, why: "gives an invalid answer", advice };
  const { Username: username, Secret: secret } = output;
  if (secret === "") return null;
  return username === TOKEN_USER
    ? { kind: "identity token", token: secret }
    : { kind: "password", username, password: secret };
}

function storedFor(keys: readonly string[], { auths }: DockerConfig): Credentials | null {
  const names = [
    ...keys.filter((key) => Object.hasOwn(auths, key)),
    ...Object.keys(auths).filter((name) => keys.includes(hostOf(name))),
  ];
  for (const name of names) {
    const entry = auths[name];
    if (entry === undefined) continue;
    if (entry.identitytoken !== "") return { kind: "identity token", token: entry.identitytoken };
    if (entry.registrytoken !== "") return { kind: "registry token", token: entry.registrytoken };
    const pair = Buffer.from(entry.auth, "base64").toString("utf8");
    const colon = pair.indexOf(":");
    const username = entry.username || pair.slice(0, Math.max(0, colon));
    const password = entry.password || (colon < 0 ? "" : pair.slice(colon + 1).replace(/\0+$/, ""));
    if (username !== "" || password !== "") return { kind: "password", username, password };
  }
  return null;
}

/** Docker's older versions wrote `https://registry.example/v1/` for a host. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, "").split("/")[0] ?? "";
}

/** The value of the header `Authorization` for a name and a password. */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
