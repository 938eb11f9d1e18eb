import { csvFields } from "../text/csv.ts";
import { type Fault, type Kind, lines } from "./kinds.ts";

/** Where the value of a build secret comes from. */
export interface SecretEntry {
  readonly id: string;
  /** The environment variable that holds it; null if a file does, or if neither is named. */
  readonly env: string | null;
  /** Path of the file that holds it; null if a variable does, or if neither is named. */
  readonly file: string | null;
}

/**
 * Reads one entry of `secrets` as buildx does, or returns its problem. The words repeat nothing of the
 * entry but names, because the entry may hold the secret itself.
 * @see https://github.com/docker/buildx/blob/master/util/buildflags/secrets.go
 */
export function parseSecretEntry(
  entry: string,
): SecretEntry | { readonly problem: string; readonly hint: string } {
  const fields = csvFields(entry)?.map((field) => /^([^=]*)(?:=(.*))?$/s.exec(field));
  if (fields === undefined)
    return { problem: "is not valid CSV: a quote is in the wrong place", hint: EXAMPLE };
  const values = new Map<string, string>();
  for (const field of fields) {
    const name = field?.[1]?.trim().toLowerCase() ?? "";
    const key = name === "source" ? "src" : name;
    const value = field?.[2];
    if (!KEYS.has(key)) return values.size > 0 ? UNKNOWN_FIELD : valueInPlaceOfSource(entry);
    if (value === undefined) return { problem: `has no value behind ${key}`, hint: EXAMPLE };
    values.set(key, value);
  }
  const [id, type, env, src] = ["id", "type", "env", "src"].map((key) => values.get(key) || null);
  if (id == null) return { problem: "has no id", hint: EXAMPLE };
  if (type != null && type !== "env" && type !== "file")
    return { problem: "has a type that is neither env nor file", hint: EXAMPLE };
  if (env != null && src != null)
    return { problem: "names both a variable (env) and a file (src)", hint: EXAMPLE };
  const isVariable = type === "env" && env == null;
  return { id, env: (isVariable ? src : env) ?? null, file: isVariable ? null : (src ?? null) };
}

const KEYS: ReadonlySet<string> = new Set(["id", "type", "env", "src"]);

const EXAMPLE = "Name the variable or the file that holds it, for example `id=npm_token,env=NPM_TOKEN`.";

const UNKNOWN_FIELD = { problem: "has a field that is none of id, env, src and type", hint: EXAMPLE };

/** `NPM_TOKEN=…`, as docker/build-push-action takes secrets. */
function valueInPlaceOfSource(entry: string): { readonly problem: string; readonly hint: string } {
  // A name is in capitals or in small letters; anything else may be a part of the secret.
  const name = /^"?([A-Z_][A-Z0-9_]{0,40}|[a-z_][a-z0-9_]{0,40})=[^=]/.exec(entry)?.[1];
  const problem = "does not name where the secret comes from";
  if (name === undefined || KEYS.has(name)) return { problem, hint: EXAMPLE };
  return {
    problem,
    hint: `Put the value into an environment variable, and name that: \`id=${name},env=${name.toUpperCase()}\`.`,
  };
}

/** Build secrets, one a line, as `docker buildx build --secret` takes them. */
export const secretEntries: Kind<readonly string[]> = {
  ...lines,
  noun: "a list of secrets",
  isConfidential: true,
  parse: (raw) => {
    const entries = lines.parse(raw);
    return entries?.every((entry) => "id" in parseSecretEntry(entry)) === true ? entries : undefined;
  },
  faults: (raw) => {
    const entries = lines.parse(raw);
    if (entries === undefined)
      return [{ message: "secrets: the value is not a list of texts", hint: EXAMPLE }];
    return entries.flatMap((entry, at): Fault[] => {
      const read = parseSecretEntry(entry);
      if ("id" in read) return [];
      const path = Array.isArray(raw) ? [at] : [];
      return [{ message: `secrets: entry ${at + 1} ${read.problem}`, hint: read.hint, path }];
    });
  },
};
