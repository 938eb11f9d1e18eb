import { resolve } from "node:path";
import querystring from "node:querystring";
import { isSecretValue } from "../secrets/values.ts";
import { secretInVariable } from "../secrets/variables.ts";
import { csvValues } from "../text/csv.ts";
import { parseSecretEntry } from "../values/secret-entry.ts";
import type { Inputs } from "./inputs.ts";
import type { ImageSettings } from "./settings.ts";

/** Access to the values that settings only name. */
export interface ConfidentialWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; paths of secrets start from it. */
  readonly cwd: string;
  /** Reads the file of a secret; null if it cannot be read. */
  readonly readFile: (path: string) => Promise<Uint8Array | null>;
}

const TOKEN_NAMES: ReadonlySet<string> = new Set([
  "GITHUB_TOKEN",
  "GH_TOKEN",
  "GITEA_TOKEN",
  "FORGEJO_TOKEN",
  "GITLAB_TOKEN",
  "STAGEGATE_TOKEN",
  "ACTIONS_RUNTIME_TOKEN",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
]);

/** The tokens of a run: its own, and the credentials among the variables of its process. */
export function accessTokens(inputs: Inputs, env: ConfidentialWorld["env"]): string[] {
  const ownToken = inputs.get("github-token")?.value;
  const tokens = Object.entries(env).flatMap(([name, value = ""]) =>
    TOKEN_NAMES.has(name) || secretInVariable(name, value) !== null ? [value] : [],
  );
  return [ownToken, ...tokens].filter((token) => typeof token === "string");
}

/**
 * The values that an image's settings hold or name and that must never be shown: its secrets; build arguments,
 * named contexts and attributes of caches that the rule `secret` would find; variables and login headers of its
 * smoke test.
 */
export async function confidentialValues(
  { secrets, buildArgs, buildContexts, cacheFrom, cacheTo, smoke }: ImageSettings,
  world: ConfidentialWorld,
): Promise<(string | Uint8Array)[]> {
  const ofSecrets = await Promise.all((secrets ?? []).map((entry) => valueOfSecret(entry, world)));
  const known = (pairs: Readonly<Record<string, string | null>> | null | undefined) =>
    Object.entries(pairs ?? {}).map(([name, value]) => [name, value ?? world.env[name] ?? ""] as const);
  const variables = known(smoke?.env);
  const attributes = [...(cacheFrom ?? []), ...(cacheTo ?? [])].flatMap((entry) => [
    ...(csvValues(entry) ?? []),
  ]);
  const headers = (smoke?.requests ?? []).flatMap((request) => Object.entries(request.headers));
  return [
    ...ofSecrets.flatMap((value) => value ?? []),
    ...[...known(buildArgs), ...known(buildContexts), ...variables, ...attributes]
      .filter(([name, value]) => secretInVariable(name, value) !== null)
      .flatMap(([, value]) => [value, ...passwordOf(value)]),
    // Most variables of a container only configure it: `production`, `/data`, `true`.
    ...variables.map(([, value]) => value).filter(isSecretValue),
    ...headers
      .filter(([name]) => LOGIN_HEADER.test(name))
      // The scheme, as in `Bearer …`, is no secret.
      .flatMap(([, value]) => value.split(" ").slice(-1)),
  ];
}

const LOGIN_HEADER = /^(?:(?:proxy-)?authorization|cookie|.*(?:token|api-?key|secret).*)$/i;

/** The value of a build secret; null if there is none. As buildx: without a source, its id is a variable or a file. */
async function valueOfSecret(
  entry: string,
  { env, cwd, readFile }: ConfidentialWorld,
): Promise<string | Uint8Array | null> {
  const secret = parseSecretEntry(entry);
  if (!("id" in secret)) return null;
  const variable = secret.env ?? (secret.file === null ? secret.id : null);
  const value = variable === null ? undefined : env[variable];
  return value ?? (secret.env === null ? readFile(resolve(cwd, secret.file ?? secret.id)) : null);
}

/** The variables that secrets name and that are not set, in words. buildx takes such a secret for an empty one. */
export function unsetSecrets({ secrets }: ImageSettings, env: ConfidentialWorld["env"]): string[] {
  return (secrets ?? []).flatMap((entry) => {
    const secret = parseSecretEntry(entry);
    return "id" in secret && secret.env !== null && env[secret.env] === undefined
      ? [`secrets: ${secret.id} is empty, because the variable ${secret.env} is not set.`]
      : [];
  });
}

function passwordOf(value: string): string[] {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url === null || url.password === "" ? [] : [querystring.unescape(url.password)];
}
