import { createHash } from "node:crypto";
import fc from "fast-check";
import { createRedactor } from "../../src/host/redactor.ts";
import { htmlText, markdownText, terminalText } from "../../src/report/escape.ts";

const redactorOf = (...values: readonly (string | Uint8Array)[]) => {
  const redactor = createRedactor();
  redactor.hide(values);
  return redactor;
};

const TOKEN = "zq9SECRET/value+7731=abc";

test.each<[string, string, string]>([
  ["as it is", `token ${TOKEN}.`, "token ***."],
  ["inside a longer word", `x${TOKEN}x`, "x***x"],
  ["twice", `${TOKEN}${TOKEN}`, "******"],
  ["with percent signs", `?t=${encodeURIComponent(TOKEN)}&x`, "?t=***&x"],
  ["with percent signs in small letters", `zq9SECRET%2fvalue%2b7731%3dabc`, "***"],
  ["in JSON that escapes slashes", String.raw`{"t":"zq9SECRET\/value+7731=abc"}`, '{"t":"***"}'],
  ["in JSON that escapes signs as Go does", String.raw`zq9SECRET\u002fvalue\u002B7731\u003dabc`, "***"],
  ["in HTML", "zq9SECRET&#x2F;value&#43;7731&#61;abc", "***"],
])("hides a value %s", (_, text, redacted) => {
  expect(redactorOf(TOKEN).redact(text)).toBe(redacted);
});

test.each([
  ["JSON", JSON.stringify],
  ["JSON in JSON", (text: string) => JSON.stringify(JSON.stringify(text))],
  ["Markdown", markdownText],
  ["HTML", htmlText],
  ["a terminal", terminalText],
  ["a URL", encodeURIComponent],
  ["a form", (text: string) => new URLSearchParams({ text }).toString()],
  ["base64", (text: string) => Buffer.from(text).toString("base64")],
  ["base64 for URLs", (text: string) => Buffer.from(text).toString("base64url")],
  ["base64 of something longer", (text: string) => Buffer.from(`user:${text}@`).toString("base64")],
  ["base64 of JSON", (text: string) => Buffer.from(JSON.stringify({ a: "1", text })).toString("base64")],
])("no value of any characters is readable in %s", (_, write) => {
  const character = fc.constantFrom(..."abcXYZ0189-_.~!@#$%^&*()+=[]{}|\\:;\"'<>,?/`");
  const value = fc.string({ unit: character, minLength: 12, maxLength: 60 });
  // The few characters of base64 that also hold bits of a neighbour stay.
  const surroundings = write("").length + 6;
  fc.assert(
    fc.property(value, (secret) => {
      const redacted = redactorOf(secret).redact(write(secret));
      expect(redacted).toContain("***");
      expect(redacted.replaceAll("***", "").length).toBeLessThanOrEqual(surroundings);
    }),
  );
});

test.each(["&1", "$1", "%1", "~x", "!1", "GH-1", "www.", "http://", "@x"])(
  "a value with %s, which our Markdown breaks, is hidden in it",
  (reference) => {
    const value = `zq9SECRET ${reference} zq9SECRET`;
    expect(redactorOf(value).redact(markdownText(`x ${value} x`))).toBe("x *** x");
  },
);

test("base64 that is wrapped at 76 columns is hidden", () => {
  const key = Array.from({ length: 20 }, (_, line) => `line ${line} of the key: ${"k7Q".repeat(15)}${line}`);
  const wrapped = Buffer.from(`${key.join("\n")}\n`)
    .toString("base64")
    .replace(/.{76}/g, "$&\n");
  expect(redactorOf(`${key.join("\n")}\n`).redact(`log\n${wrapped}\nend`)).toMatch(
    /^log\n\*\*\*.{0,4}\nend$/,
  );
});

test("some lines of the base64 text of a long value are hidden but for their ends", () => {
  const value = Array.from({ length: 300 }, (_, at) => (at * 7919).toString(36)).join("");
  const lines =
    Buffer.from(value)
      .toString("base64")
      .match(/.{1,76}/g) ?? [];
  const shown = redactorOf(value).redact(lines.slice(5, 9).join("\n"));
  expect(shown.replaceAll("***", "").replace(/\s/g, "").length).toBeLessThan(2 * 36);
});

test.each([
  ["20", "npm_Zk39xQw81LmVt62R\npYb47NsHd05JcUe3gAaT"],
  ["9", "npm_Zk39x\nQw81LmVt6\n2RpYb47Ns\nHd05JcUe3\ngAaT"],
  ["12, with an indent", "  npm_Zk39xQw8\n  1LmVt62RpYb4\n  7NsHd05JcUe3\n  gAaT"],
])("a value that is wrapped at %s columns is hidden", (_, text) => {
  const { redact } = redactorOf("npm_Zk39xQw81LmVt62RpYb47NsHd05JcUe3gAaT");
  expect(redact(`begin\n${text}\nend`)).toMatch(/^begin\n *\*\*\*\nend$/);
});

test("text around a base64 text is unchanged", () => {
  const encoded = Buffer.from(TOKEN).toString("base64");
  expect(redactorOf(TOKEN).redact(`Bearer\n${encoded}\narguments follow\n`)).toBe(
    "Bearer\n***\narguments follow\n",
  );
});

test("every line of a value with several lines is hidden, also alone", () => {
  const { redact } = redactorOf("-----BEGIN KEY-----\r\nMIIEvQIBADANBg\r\n}\r\n-----END KEY-----\r\n");
  expect(redact("12 MIIEvQIBADANBg\n}\n")).toBe("12 ***\n}\n");
  expect(redact("x -----BEGIN KEY----- MIIEvQIBADANBg } -----END KEY----- y")).toBe("x *** y");
});

test.each([
  ["many lines", Array.from({ length: 8000 }, (_, at) => `line ${at} / ${at * 7919} +="`).join("\n")],
  ["one long line", Array.from({ length: 8000 }, (_, at) => `line ${at} / ${at * 7919} +="`).join(" ")],
])("a file of 200 kB with %s is hidden completely", (_, file) => {
  const redacted = redactorOf(file).redact(`begin\n${file}\nend`);
  expect(redacted).toMatch(/^begin\n[*\s]+\nend$/);
});

test("the credential in a line of a settings file is hidden, also alone", () => {
  const { redact } = redactorOf("registry=https://npm.internal/\n//npm.internal/:_authToken=hk49dkf03kd\n");
  expect(redact("token is hk49dkf03kd here")).toBe("token is *** here");
});

test("a value that an ellipsis cuts off is hidden", () => {
  const { redact } = redactorOf(TOKEN);
  expect(redact("RUN set token=zq9SECRET/v…")).toBe("RUN set token=***…");
  expect(redact("…value+7731=abc is the end")).toBe("…*** is the end");
  expect(redact("a…b")).toBe("a…b");
});

test.each(["test", "8080", "true", "abc"])("a plain word like %s is not hidden", (word) => {
  expect(redactorOf(word).redact(`a ${word} b`)).toBe(`a ${word} b`);
});

test("a short value is hidden only as a whole word", () => {
  const { redact } = redactorOf("h4ck");
  expect(redact("PIN=h4ck sha256:0h4ck0")).toBe("PIN=*** sha256:0h4ck0");
});

test("the longer of two values with a common start is hidden completely", () => {
  expect(redactorOf("password1", "password1-and-more").redact("password1-and-more")).toBe("***");
});

test("strings anywhere in an object are redacted, keys and numbers are not", () => {
  const { redactIn } = redactorOf(TOKEN);
  expect(redactIn({ a: [{ b: `x ${TOKEN}` }, 7, null, true], [TOKEN]: 1 })).toEqual({
    a: [{ b: "x ***" }, 7, null, true],
    [TOKEN]: 1,
  });
});

test("each hidden value is passed on once", () => {
  const hidden: string[] = [];
  const { hide } = createRedactor((value) => hidden.push(value));
  hide([TOKEN, "test"]);
  hide([TOKEN, "first line of it\nsecond line of it"]);
  expect(hidden).toEqual([
    TOKEN,
    "first line of it\nsecond line of it",
    "first line of it",
    "second line of it",
  ]);
});

/** Bytes that look random, the same in each run. */
function randomBytes(count: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, at) =>
    createHash("sha256").update(String(at)).digest(),
  );
  return Buffer.concat(blocks).subarray(0, count);
}

const pem = (bytes: number) => {
  const lines =
    randomBytes(bytes)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
};

test.each<[string, (bytes: Buffer) => string]>([
  ["as they are printed", (bytes) => bytes.toString()],
  ["in base64", (bytes) => bytes.toString("base64")],
  ["in wrapped base64", (bytes) => bytes.toString("base64").replace(/.{76}/g, "$&\n")],
  ["in base64 for URLs", (bytes) => bytes.toString("base64url")],
  [
    "in the base64 of something longer",
    (bytes) => Buffer.from(`a:${bytes.toString("latin1")}`, "latin1").toString("base64"),
  ],
  ["in JSON", (bytes) => JSON.stringify({ bytes: bytes.toString() })],
])("the bytes of a binary value are hidden %s", (_, write) => {
  for (const size of [32, 3000, 100_000]) {
    const bytes = randomBytes(size);
    const shown = redactorOf(bytes).redact(write(bytes));
    expect(shown).toContain("***");
    expect(shown.replaceAll("***", "").length).toBeLessThan(24);
  }
});

test("a readable part of a binary value is hidden", () => {
  const keystore = Buffer.concat([randomBytes(900), Buffer.from("\0s3cret-passphrase\0"), randomBytes(5000)]);
  for (const bytes of [keystore, keystore.subarray(0, 930)])
    expect(redactorOf(bytes).redact("it is s3cret-passphrase.")).toBe("it is ***.");
});

test.each([
  ["as it is", (text: string) => text],
  ["in JSON", (text: string) => JSON.stringify(text)],
  ["in JSON in JSON", (text: string) => JSON.stringify(JSON.stringify(text))],
  ["in a URL", encodeURIComponent],
  ["in a form", (text: string) => new URLSearchParams({ text }).toString()],
  ["in HTML", htmlText],
  ["in Markdown", markdownText],
  ["with an indent", (text: string) => text.replace(/^/gm, "    ")],
  ["wrapped at 20 columns", (text: string) => text.replace(/.{20}/g, "$&\n")],
  ["in base64", (text: string) => Buffer.from(text).toString("base64")],
])("a long file is hidden %s", (_, write) => {
  const file = `begin\n${pem(6000)}user=me\npassword='k7Q/x+9%41&amp;'\n${pem(6000)}end`;
  const { redact } = redactorOf(file);
  expect(redact(write(file)).replaceAll("***", "").length).toBeLessThan(12);
});

test("lines of a long file are hidden alone, its short words are not", () => {
  const { redact } = redactorOf(`${pem(6000)}user=me\npassword: 'hk49dkf03kd'\nend\n`);
  const [, line = ""] = pem(6000).split("\n");
  expect(redact(`1 ${line}\n2 ${line.slice(9, 40)}\n3 hk49dkf03kd, user, me, end`)).toBe(
    "1 ***\n2 ***\n3 ***, user, me, end",
  );
});

test("no 24 letters of a long value are readable", () => {
  const letter = fc.constantFrom(..."ab");
  fc.assert(
    fc.property(
      fc.string({ unit: letter, minLength: 30, maxLength: 60 }),
      fc.string({ unit: letter, maxLength: 300 }),
      (part, text) => {
        const value = `${part}${randomBytes(4000).toString("base64")}`;
        const shown = redactorOf(value).redact(text);
        const windows = Array.from({ length: part.length - 23 }, (_, at) => part.slice(at, at + 24));
        expect(windows.filter((window) => shown.includes(window))).toEqual([]);
        const isHeld = windows.some((window) => text.includes(window));
        expect(shown.includes("***")).toBe(isHeld);
      },
    ),
  );
});

const LOG = Array.from(
  { length: 5000 },
  (_, at) =>
    `#7 ${at / 100} Get:${at} http://deb.debian.org/debian bookworm/main amd64 lib${at * 7919} [${at} B]…`,
).join("\n");

test.each<[string, string | Uint8Array]>([
  ["random bytes", randomBytes(500_000)],
  ["PEM", pem(370_000)],
  ["one letter", "a".repeat(500_000)],
  ["white space", ` x${" ".repeat(500_000)}x`],
  ["no letters", "#?!\n".repeat(125_000)],
  ["short lines", Array.from({ length: 45_000 }, (_, at) => `k${at * 7919}=v`).join("\n")],
  ["lines that begin alike", Array.from({ length: 30_000 }, (_, at) => `Get: ${at * 7919}.`).join("\n")],
])("a value of 500 kB of %s is hidden in linear time", (_, value) => {
  const started = process.cpuUsage();
  const { redact } = redactorOf(value);
  redact(LOG);
  for (const line of LOG.split("\n")) redact(line);
  const { user, system } = process.cpuUsage(started);
  // 100 times as long would be no surprise for a pattern of all parts.
  expect((user + system) / 1e6).toBeLessThan(10);
});
