import { createHash } from "node:crypto";
import { Allowance, DEFAULT_READ_LIMITS } from "../../src/image/limits.ts";
import { SecretReader } from "../../src/image/secret-reader.ts";
import { CERTIFICATE, ED25519, RSA } from "./made.ts";

type Files = Readonly<Record<string, string>>;

/** Paths of the keys in a layer with these files, read in pieces. */
function keysIn(files: Files, piece = 65_536): string[] {
  const reader = new SecretReader(new Allowance(DEFAULT_READ_LIMITS));
  for (const [path, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    reader.file(path, bytes.length);
    for (let at = 0; at < bytes.length; at += piece) reader.body(bytes.subarray(at, at + piece));
  }
  return reader.found.map(({ path }) => path);
}

const KEY = RSA.privateKey;
const hash = (text: string) => `sha256=${createHash("sha256").update(text).digest("base64url")}`;

const PYTHON = "usr/local/lib/python3.13/site-packages/";
const PEM = `${PYTHON}mypkg/prod.pem`;
const LOCAL = JSON.stringify({ url: "file:///src", dir_info: {} });
const WHEEL = JSON.stringify({ url: "file:///wheels/mypkg-1.0-py3-none-any.whl", archive_info: {} });

/** A package of Python as pip leaves it. */
const dist = (record: string, more: Files = {}): Files => ({
  [`${PYTHON}mypkg-1.0.dist-info/INSTALLER`]: "pip\n",
  [`${PYTHON}mypkg-1.0.dist-info/RECORD`]: record,
  ...Object.fromEntries(
    Object.entries(more).map(([name, text]) => [`${PYTHON}mypkg-1.0.dist-info/${name}`, text]),
  ),
});

const LISTED = `mypkg/__init__.py,sha256=x,1\nmypkg/prod.pem,${hash(KEY)},1700\n`;
const UNLISTED = "mypkg/__init__.py,sha256=x,1\nmypkg/prod.pem.txt,,\nold/mypkg/prod.pem,,\n";

test.each<[what: string, files: Files, expected: boolean]>([
  ["in the list of a package from an index", dist(LISTED), false],
  ["listed without a hash", dist("mypkg/prod.pem,,\r\n"), false],
  ["listed in quotes", dist(`"mypkg/prod.pem",${hash(KEY)},1700\n`), false],
  ["in no list of a package", dist(UNLISTED), true],
  ["in place of a listed file", dist(LISTED.replace(hash(KEY), hash("other"))), true],
  ["of a package installed from a folder", dist(LISTED, { "direct_url.json": LOCAL }), true],
  ["of a package installed from a wheel", dist(LISTED, { "direct_url.json": WHEEL }), false],
  ["in a layer without packages", {}, true],
  ["beside packages of conda", dist(UNLISTED, { INSTALLER: "conda\n" }), false],
  ["beside an egg", { [`${PYTHON}mypkg-1.0.egg-info/PKG-INFO`]: "Name: mypkg\n" }, false],
  ["beside packages in another folder", { "opt/site-packages/mypkg-1.0.dist-info/RECORD": LISTED }, true],
])("a key beside Python packages: %s", (_, files, expected) => {
  const keys = expected ? [PEM] : [];
  expect(keysIn({ [PEM]: KEY, ...files })).toEqual(keys);
  expect(keysIn({ ...files, [PEM]: KEY }, 100)).toEqual(keys);
});

const NODE = "app/node_modules/";
const NODE_KEY = `${NODE}own/certs/private.key`;
const PACKAGE: Files = { [`${NODE}own/package.json`]: '{"name": "own"}' };
const lock = (packages: object): Files => ({ [`${NODE}.package-lock.json`]: JSON.stringify({ packages }) });
const REGISTRY = { resolved: "https://registry.npmjs.org/own/-/own-1.0.0.tgz", integrity: "sha512-x" };

test.each<[what: string, files: Files, expected: boolean]>([
  ["of a package from npm's registry", { ...PACKAGE, ...lock({ "node_modules/own": REGISTRY }) }, false],
  ["of a package without a record", PACKAGE, false],
  ["of a package without npm", { ...PACKAGE, ...lock({ "node_modules/other": REGISTRY }) }, true],
  [
    "of a package from a folder",
    { ...PACKAGE, ...lock({ "node_modules/own": { resolved: "file:../own" } }) },
    true,
  ],
  ...[
    { resolved: "packages/own", link: true },
    { resolved: "packages/own" },
    { resolved: "file:own-1.0.0.tgz", integrity: "sha512-x" },
    { resolved: "git+ssh://git@github.com/example/own.git#0123456" },
    { version: "1.0.0" },
  ].map((entry): [string, Files, boolean] => [
    `of a package that npm notes as ${JSON.stringify(entry)}`,
    { ...PACKAGE, ...lock({ "node_modules/own": entry }) },
    true,
  ]),
  ...[
    { version: "1.0.0", integrity: "sha512-x" },
    { version: "1.0.0", inBundle: true },
  ].map((entry): [string, Files, boolean] => [
    `of a package that npm notes as ${JSON.stringify(entry)}`,
    { ...PACKAGE, ...lock({ "node_modules/own": entry }) },
    false,
  ]),
  ["of a private package", { [`${NODE}own/package.json`]: '{"name": "own",\n "private" : true}' }, true],
  ["without its package", {}, true],
  ["with a damaged record of npm", { ...PACKAGE, [`${NODE}.package-lock.json`]: "{" }, false],
])("a key beside Node packages: %s", (_, files, expected) => {
  const keys = expected ? [NODE_KEY] : [];
  expect(keysIn({ [NODE_KEY]: KEY, ...files })).toEqual(keys);
  expect(keysIn({ ...files, [NODE_KEY]: KEY }, 100)).toEqual(keys);
});

test("a key in a nested package belongs to that package and npm's outer record", () => {
  const inner = `${NODE}@a/b/node_modules/@c/d/`;
  const files = { [`${inner}server.key`]: KEY, [`${inner}package.json`]: "{}" };
  expect(keysIn({ ...files, ...lock({ "node_modules/@a/b": REGISTRY }) })).toEqual([]);
  expect(keysIn({ ...files, ...lock({ "node_modules/b": REGISTRY }) })).toEqual([`${inner}server.key`]);
});

test.each([
  ["a test", `${NODE}own/test/server.key`, KEY],
  ["an example", `${PYTHON}mypkg/examples/server.pem`, KEY],
  ["a folder of a tool", `${NODE}.cache/x/server.key`, KEY],
  ["a certificate", `${NODE}own/ca.pem`, CERTIFICATE],
  ["a source file with a key", `${NODE}own/index.js`, `const key = \`${KEY}\`;`],
  ["a package of the system", "usr/lib/python3/dist-packages/mypkg/prod.pem", KEY],
  ["a long file", `${NODE}own/bundle.pem`, KEY + "x".repeat(70_000)],
])("among packages %s is not searched for keys", (_, path, text) => {
  expect(keysIn({ [path]: text })).toEqual([]);
});

test("a key is found by its content, whatever its name", () => {
  const path = `${PYTHON}mypkg/deploy`;
  expect(keysIn({ [path]: ED25519.privateKey }, 30)).toEqual([path]);
});

test("records beyond the limit cause no finding", () => {
  const record = "x".repeat(7 * 1024 ** 2);
  const many = Object.fromEntries(
    ["a", "b", "c"].map((name) => [`${PYTHON}${name}-1.dist-info/RECORD`, record]),
  );
  expect(keysIn({ [PEM]: KEY, ...many })).toEqual([]);
});
