import fc from "fast-check";
import { createRedactor } from "../../src/host/redactor.ts";
import { htmlText, markdownText, terminalText } from "../../src/report/escape.ts";

const redactorOf = (...values: readonly string[]) => {
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
])("no value of any characters survives in %s", (_, write) => {
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

test("what stands around a base64 text stays as it is", () => {
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
])("a file of 200 kB with %s is hidden whole", (_, file) => {
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

test("a short value is hidden only where it stands alone", () => {
  const { redact } = redactorOf("h4ck");
  expect(redact("PIN=h4ck sha256:0h4ck0")).toBe("PIN=*** sha256:0h4ck0");
});

test("the longer of two values that begin alike is hidden whole", () => {
  expect(redactorOf("password1", "password1-and-more").redact("password1-and-more")).toBe("***");
});

test("strings anywhere in a value are redacted, keys and numbers are not", () => {
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
