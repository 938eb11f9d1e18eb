import { Allowance, DEFAULT_READ_LIMITS } from "../../src/image/limits.ts";
import { SecretReader } from "../../src/image/secret-reader.ts";
import { MOST_BYTES, OVERLAP, WINDOW } from "../../src/secrets/secret-in.ts";
import { ED25519, OPENSSH, random } from "../secrets/made.ts";

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
])("a secret in %s is found with its bytes cut anywhere", (path, content, what) => {
  const bytes = Buffer.from(content);
  for (let at = 1; at < bytes.length; at += 1) {
    expect(read([path, bytes.subarray(0, at), bytes.subarray(at)])).toEqual([{ path, what }]);
  }
  expect(read([path, ...Array.from(bytes, (byte) => Buffer.from([byte]))])).toEqual([{ path, what }]);
});

test("the content of one file is not mixed with another's", () => {
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

test("a large text is searched up to 1 MiB", () => {
  const key = Buffer.from(ED25519.privateKey);
  const before = (length: number) => Buffer.alloc(length, "a line\n");
  const at = (length: number) => [before(length), key] as const;
  const found = read(
    ["first.pem", key, before(MOST_BYTES)],
    ["second.pem", ...at(WINDOW)],
    ["cut.pem", ...at(WINDOW - 60)],
    ["cut.js", ...at(3 * WINDOW - 2 * OVERLAP - 60)],
    ["last.json", ...at(MOST_BYTES - key.length)],
    ["behind.json", ...at(MOST_BYTES - 60)],
    ["far.pem", ...at(3 * MOST_BYTES)],
  );
  expect(found.map(({ path }) => path)).toEqual([
    "first.pem",
    "second.pem",
    "cut.pem",
    "cut.js",
    "last.json",
  ]);
});

test("a token is found anywhere in a large text", () => {
  const token = Buffer.from(`"ghp_${random(36)}"`);
  for (let at = WINDOW - 50; at < WINDOW + 50; at += 1) {
    const bytes = Buffer.alloc(2 * WINDOW, " ");
    token.copy(bytes, at);
    expect(read(["app.js", bytes.subarray(0, 70_000), bytes.subarray(70_000)])).toHaveLength(1);
  }
});

test.each([1, 100, 7999, 8000, WINDOW])("a zero in byte %i decides whether a file is text", (zero) => {
  const bytes = Buffer.alloc(3 * WINDOW, " ");
  bytes[zero] = 0;
  Buffer.from(`"ghp_${random(36)}"`).copy(bytes, 2 * WINDOW);
  const cuts = [1, 300, WINDOW, 2 * WINDOW].map(
    (at) => read(["app.js", bytes.subarray(0, at), bytes.subarray(at)]).length,
  );
  expect(cuts).toEqual(Array(4).fill(zero < 8000 ? 0 : 1));
});

test("the paths of secrets are counted", () => {
  const reader = new SecretReader(new Allowance({ ...DEFAULT_READ_LIMITS, names: 11 }));
  const key = Buffer.from(OPENSSH);
  reader.file("one.pem", key.length);
  reader.body(key);
  reader.file("two.pem", key.length);
  expect(() => reader.body(key)).toThrow("more than 11 characters");
});
