import { plainName } from "./pairs.ts";
import { privateKeyIn } from "./private-keys.ts";
import { registryLoginIn } from "./registry-login.ts";
import { tokenIn } from "./tokens.ts";
import { isRandom, isSecretName, isSecretValue, unquote } from "./values.ts";
import { passwordInUrl } from "./variables.ts";

/**
 * The first secret entry of a Kubernetes manifest (YAML or JSON), in `data` (base64) or `stringData`, as in
 * `a Kubernetes secret (db-password)`. Null if there is no Secret, or if Helm, sops or a sealed Secret fills it in.
 */
export function secretInManifest(text: string): string | null {
  if (!text.includes("Secret")) return null;
  for (const document of text.split(/^---/m)) {
    const entries = KIND.test(document)
      ? entriesOf(document)
      : JSON_KIND.test(document)
        ? jsonEntriesOf(document)
        : [];
    for (const { name, value } of entries) {
      const what = secretInEntry(name, value);
      if (what !== null) return `${what} (${name})`;
    }
  }
  return null;
}

const KIND = /^[ \t-]*kind:[ \t]*["']?Secret["']?[ \t]*\r?$/m;
const JSON_KIND = /"kind"\s{0,9}:\s{0,9}"Secret"/;

interface Entry {
  readonly name: string;
  /** As it is, without base64. */
  readonly value: string;
}

function* entriesOf(document: string): Generator<Entry> {
  let block: { isEncoded: boolean; indent: number } | null = null;
  let long: { name: string; indent: number; lines: string[] } | null = null;
  const decode = (value: string) => (block?.isEncoded === true ? decoded(value) : value);
  for (const line of [...document.split(/\r?\n/), "end:"]) {
    const indent = line.search(/\S/);
    if (long !== null && indent > long.indent) {
      long.lines.push(line.trim());
      continue;
    }
    if (long !== null) {
      yield { name: long.name, value: decode(long.lines.join(block?.isEncoded === true ? "" : "\n")) };
      long = null;
    }
    if (indent < 0) continue;
    const [, name = "", value = ""] = /^[ \t]*(?:- )?["']?([\w.-]{1,253})["']?[ \t]*:(.*)$/.exec(line) ?? [];
    if (name === "data" || name === "stringData") block = { isEncoded: name === "data", indent };
    else if (block === null || indent <= block.indent) block = null;
    else if (/^[ \t]*[|>][-+\d]*[ \t]*$/.test(value)) long = { name, indent, lines: [] };
    else yield { name, value: decode(unquote(value)) };
  }
}

function* jsonEntriesOf(document: string): Generator<Entry> {
  for (const [, field, block = ""] of document.matchAll(
    /"(data|stringData)"\s{0,9}:\s{0,9}\{([^{}]{0,60000})\}/g,
  )) {
    for (const [, name = "", value = ""] of block.matchAll(/"([\w.-]{1,253})"\s{0,9}:\s{0,9}"([^"\\]*)"/g))
      yield { name, value: field === "data" ? decoded(value) : value };
  }
}

/** Empty for anything but base64, such as a reference. */
function decoded(value: string): string {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? Buffer.from(value, "base64").toString() : "";
}

function secretInEntry(name: string, value: string): string | null {
  const what = tokenIn(value) ?? privateKeyIn(value) ?? registryLoginIn(value) ?? passwordInUrl(value);
  if (what !== null) return what;
  const isSecret = isRandom(value) || (isSecretName(plainName(name)) && isSecretValue(value));
  return isSecret ? "a Kubernetes secret" : null;
}
