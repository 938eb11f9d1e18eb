import { Allowance, DEFAULT_READ_LIMITS } from "../../src/image/limits.ts";
import { SecretReader } from "../../src/image/secret-reader.ts";
import { MOST_BYTES } from "../../src/secrets/secret-in.ts";
import { CERTIFICATE, ED25519, OPENSSH, random } from "../secrets/made.ts";

/** Reads files whose bytes come in these pieces. */
function read(...files: readonly (readonly [path: string, ...pieces: Buffer[]])[]) {
  const reader = new SecretReader(new Allowance(DEFAULT_READ_LIMITS));
  for (const [path, ...pieces] of files) {
    reader.file(
      path,
      pieces.reduce((sum, { length }) => sum + length, 0),
    );
    for (const piece of pieces) reader.body(piece);
  }
  return reader.found;
}

test.each([
  ["deploy", OPENSSH, "a private key (OpenSSH)"],
  ["root/.netrc", `machine a login b password ${random(20)}\n`, "a password of netrc"],
])("a secret in %s is found wherever its bytes are cut", (path, content, what) => {
  const bytes = Buffer.from(content);
  for (let at = 1; at < bytes.length; at += 1) {
    expect(read([path, bytes.subarray(0, at), bytes.subarray(at)])).toEqual([{ path, what }]);
  }
  expect(read([path, ...Array.from(bytes, (byte) => Buffer.from([byte]))])).toEqual([{ path, what }]);
});

test("what one file held is not taken for another's", () => {
  const key = Buffer.from(ED25519.privateKey);
  const nothing = Buffer.alloc(key.length, "-");
  expect(
    read(
      ["a.pem", key],
      ["b.pem", nothing],
      ["c"],
      ["d", Buffer.from("-----BEGIN ")],
      ["e", nothing],
      ["f", key],
    ),
  ).toEqual([
    { path: "a.pem", what: "a private key" },
    { path: "f", what: "a private key" },
  ]);
});

test("of a large file the first 64 KiB are looked at, of large settings nothing", () => {
  const key = Buffer.from(ED25519.privateKey);
  const rest = Buffer.alloc(MOST_BYTES, "\n");
  const before = Buffer.from(CERTIFICATE.repeat(MOST_BYTES / CERTIFICATE.length + 1));
  const found = read(
    ["bundle.pem", key, rest],
    ["late.pem", before, key],
    ["deploy", key, rest],
    ["data.json", key, rest],
    ["config.json", key, rest.subarray(key.length)],
  );
  expect(found.map(({ path }) => path)).toEqual(["bundle.pem", "deploy", "config.json"]);
});

test("the paths of secrets are counted", () => {
  const reader = new SecretReader(new Allowance({ ...DEFAULT_READ_LIMITS, names: 11 }));
  const key = Buffer.from(OPENSSH);
  reader.file("one.pem", key.length);
  reader.body(key);
  reader.file("two.pem", key.length);
  expect(() => reader.body(key)).toThrow("more than 11 characters");
});
