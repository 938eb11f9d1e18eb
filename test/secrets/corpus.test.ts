import { Allowance, DEFAULT_READ_LIMITS } from "../../src/image/limits.ts";
import { SecretReader } from "../../src/image/secret-reader.ts";
import { CREDENTIALS, type Credential, PLACES, TOKENS } from "./credentials.ts";
import { LOOK_ALIKES } from "./look-alikes.ts";

/** The secret that the reader of layers finds in a file. */
function read({ path, content }: Credential): string | null {
  const reader = new SecretReader(new Allowance(DEFAULT_READ_LIMITS));
  const bytes = Buffer.from(content as string);
  reader.file(path, bytes.length);
  for (let at = 0; at < bytes.length; at += 50_000) reader.body(bytes.subarray(at, at + 50_000));
  return reader.found[0]?.what ?? null;
}

const shown = ({ kind, path }: Credential, what: string | null) => `${kind} in ${path}: ${what ?? "nothing"}`;

test("credentials of all kinds are found, and look-alikes are not", () => {
  const missed = CREDENTIALS.filter((one) => read(one) === null).map((one) => shown(one, null));
  const alarms = LOOK_ALIKES.flatMap((one) => {
    const what = read(one);
    return what === null ? [] : [shown(one, what)];
  });
  process.stdout.write(
    `${CREDENTIALS.length - missed.length} of ${CREDENTIALS.length} credentials found, ${alarms.length} false alarms in ${LOOK_ALIKES.length} look-alikes\n`,
  );
  expect({ missed, alarms }).toEqual({ missed: [], alarms: [] });
});

test("the corpus is large and has no duplicates", () => {
  for (const corpus of [CREDENTIALS, LOOK_ALIKES])
    expect(new Set(corpus.map(({ kind }) => kind)).size).toBeGreaterThan(0.6 * corpus.length);
  expect(CREDENTIALS.length).toBeGreaterThanOrEqual(65);
  expect(LOOK_ALIKES.length).toBeGreaterThanOrEqual(200);
});

test.each(TOKENS)("a %s is found in a text of any kind", (kind, token) => {
  for (const [number, place] of PLACES.entries()) {
    const [path, content] = place(token, number);
    expect(`${path}: ${read({ kind, path, content })}`).not.toBe(`${path}: null`);
  }
});

test("the description of a credential contains no part of it", () => {
  for (const one of CREDENTIALS) {
    const words = (read(one) ?? "").replace(/ \([\w. -]+\)$/, "").split(" ");
    const content = one.content.toString();
    expect(words.filter((word) => word.length > 10 && content.includes(word))).toEqual([]);
  }
});
