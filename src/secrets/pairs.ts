import { isSecretName, isSecretValue, unquote } from "./values.ts";
import { passwordInUrl, secretInVariable } from "./variables.ts";

/**
 * The secret in a file of settings: in `name: value`, `name = value`, `"name": "value"`,
 * `'name' => 'value'`, `define('name', 'value')`, `name="value"` and `<name>value</name>`, whatever the
 * format; or in a URL or a connection string. Names the first one, as in `a secret value (jwt.secret)`; null
 * if there is none.
 */
export function secretInSettings(text: string): string | null {
  return secretInPairs(pairsInSettings(text)) ?? passwordInText(text);
}

/** The same for source code: only a quoted value is a literal there. */
export function secretInCode(text: string): string | null {
  return secretInPairs(pairsInCode(text)) ?? passwordInText(text);
}

function passwordInText(text: string): string | null {
  return passwordInConnection(text) ?? passwordInUrl(text) ?? loginInHeader(text);
}

/** All names with their values, in quotes or without. */
export function* pairsInSettings(text: string): Generator<Pair> {
  yield* pairsInCode(text);
  yield* pairsWithoutQuotes(text);
}

/** All names with their values, if the values have quotes. */
export function* pairsInCode(text: string): Generator<Pair> {
  for (const pattern of [QUOTED, DEFINED]) {
    for (const [, name = "", one, other = ""] of text.matchAll(pattern)) yield [name, one ?? other];
  }
}

export type Pair = readonly [name: string, value: string];

function* pairsWithoutQuotes(text: string): Generator<Pair> {
  for (const pattern of [LINE, ELEMENT])
    for (const [, name = "", value = ""] of text.matchAll(pattern)) yield [name, unquote(value)];
}

function secretInPairs(pairs: Iterable<Pair>): string | null {
  for (const [name, value] of pairs) {
    const what = secretOf(name, value);
    if (what !== null) return `${what} (${name})`;
  }
  return null;
}

/** The kind of secret, by a name as settings write it: `spring.datasource.password`; or null. */
export function secretOf(name: string, value: string): string | null {
  return isSecretName(plainName(name)) ? secretInVariable(plainName(name), value) : null;
}

/** A name as variables write it: `spring_datasource_password`. */
export function plainName(name: string): string {
  return name.replace(/[.-]/g, "_");
}

const VALUE = `(?:"((?:[^"\\\\\\n]|\\\\.){1,2000})"|'((?:[^'\\\\\\n]|\\\\.){1,2000})')`;

const QUOTED = new RegExp(
  `(?<![\\w.-])([A-Za-z_][\\w.-]{0,99})["']?\\]?[ \\t]{0,9}(?:=>|:=|[:=])\\s{0,9}${VALUE}`,
  "g",
);

const DEFINED = new RegExp(`\\bdefine\\(\\s{0,9}["'](\\w{1,99})["']\\s{0,9},\\s{0,9}${VALUE}`, "g");

/** Also an item of a list, as Compose has `- NAME=value`. */
const LINE = /^[ \t]*(?:- )?(?:export[ \t]+)?([A-Za-z_][\w.-]{0,99})[ \t]*[:=](.*)$/gm;

const ELEMENT = /<([A-Za-z_][\w.-]{0,99})>([^<>\n]{1,500})<\//g;

/** Finds `Server=db;User Id=app;Password=…`, as ADO.NET and ODBC write it, unless the server is this machine. */
export function passwordInConnection(text: string): string | null {
  for (const [, before = "", password = "", after = ""] of text.matchAll(CONNECTION)) {
    if (isSecretValue(password) && !OWN_SERVER.test(before) && !OWN_SERVER.test(after))
      return "a connection string with a password";
  }
  return null;
}

const CONNECTION =
  /((?:Server|Data Source|Host|Addr|Address|Network Address|Driver|Database|Initial Catalog|User Id|Uid|Username|User)\s{0,3}=[^"'\n<>]{1,300};)\s{0,3}(?:Password|Pwd)\s{0,3}=\s{0,3}([^;"'\n<>]{1,200})([^"'\n<>]{0,300})/gi;

/** Finds `Authorization: Basic …`, which is a name and a password in base64. */
export function loginInHeader(text: string): string | null {
  for (const [, value = ""] of text.matchAll(BASIC)) {
    const [, password = ""] = /^[^:]{1,200}:(.*)$/s.exec(Buffer.from(value, "base64").toString()) ?? [];
    if (isSecretValue(password)) return "a login in an HTTP header";
  }
  return null;
}

const BASIC =
  /\bAuthorization["']?[ \t]{0,9}[:=]?[ \t]{0,9}["']?Basic[ \t]{1,9}([A-Za-z0-9+/]{8,400}={0,2})(?![\w+/])/gi;

const OWN_SERVER =
  /(?:Server|Data Source|Host|Addr|Address)\s{0,3}=\s{0,3}(?:tcp:)?(?:localhost|127\.|\(local|\.[\\;]|host\.docker)/i;
