import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { trace } from "../../host/diagnostics.ts";
import type { Environment } from "../../host/environment.ts";
import { codeOf } from "../../host/errors.ts";
import type { Exec } from "../../host/exec.ts";
import { InvalidImageError } from "../invalid-image.ts";
import { quirksOf } from "./quirks.ts";

/** With which one logs in to a registry. */
export type Credentials =
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** A refresh token, which is posted for an access token. */
  | { readonly kind: "identity token"; readonly token: string }
  /** A token that the registry itself takes. */
  | { readonly kind: "registry token"; readonly token: string };

/** What credentials are looked for in. */
export interface CredentialsWorld {
  readonly env: Environment;
  readonly exec: Exec;
}

const text = v.nullish(v.string(), "");

/** Docker's configuration, as far as it says how one logs in. */
const dockerConfig = v.object({
  auths: v.nullish(
    v.record(
      v.string(),
      v.object({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text }),
    ),
    {},
  ),
  credHelpers: v.nullish(v.record(v.string(), v.string()), {}),
  credsStore: text,
});

type DockerConfig = v.InferOutput<typeof dockerConfig>;

/** What a credential helper answers. */
const helperAnswer = v.pipe(v.string(), v.parseJson(), v.object({ Username: text, Secret: v.string() }));

/** The user by which a helper says that the secret is an identity token. */
const TOKEN_USER = "<token>";

/**
 * The credentials of docker for a host, of `DOCKER_CONFIG` or `~/.docker`: of its helper, else of the store, else as
 * they stand there. Null where there are none, so that the registry is asked as anybody. Throws InvalidImageError if
 * the configuration cannot be read.
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
export async function findCredentials(
  host: string,
  { env, exec }: CredentialsWorld,
): Promise<Credentials | null> {
  const folder = env["DOCKER_CONFIG"] || join(env["HOME"] || homedir(), ".docker");
  const config = await readConfig(join(folder, "config.json"));
  if (config === null) return null;
  const keys = quirksOf(host).configKeys ?? [host];
  for (const key of keys) {
    const helper = Object.hasOwn(config.credHelpers, key) ? config.credHelpers[key] : undefined;
    if (helper !== undefined) return askHelper(helper, key, exec);
  }
  if (config.credsStore !== "") {
    const [first = host] = keys;
    const stored = await askHelper(config.credsStore, first, exec);
    if (stored !== null) return stored;
  }
  return storedFor(keys, config);
}

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

/** What is wrong is not quoted: it may be a part of a credential. */
function unreadable(path: string, error: unknown): InvalidImageError {
  const reason = codeOf(error).startsWith("E") ? `cannot be read (${codeOf(error)})` : "is not valid";
  return new InvalidImageError(
    `docker's configuration ${path} ${reason}`,
    "Fix the file, or name another folder by the variable DOCKER_CONFIG.",
    { cause: error },
  );
}

/** Null if the helper has none, or cannot be asked; docker goes on without credentials then, too. */
async function askHelper(helper: string, key: string, exec: Exec): Promise<Credentials | null> {
  // The name is a part of a program's name, and no path.
  if (!/^[\w.-]+$/.test(helper)) return null;
  const { code, stdout } = await exec(`docker-credential-${helper}`, ["get"], { input: key });
  if (code !== 0) return null;
  const { success, output } = v.safeParse(helperAnswer, stdout);
  if (!success) {
    trace("registry", () => `docker-credential-${helper} answered nothing that can be read`);
    return null;
  }
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
