import fc from "fast-check";
import { escaped, unescaped } from "../../src/bake/template.ts";

test.each([
  [`\${A}`, `$\${A}`],
  ["%{if}", "%%{if}"],
  ["$$ $A %", "$$ $A %"],
])("%s is written %s", (text, written) => {
  expect(escaped(text)).toBe(written);
});

test("any text comes back, and nothing in what is written begins a template", () => {
  const texts = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a") });
  fc.assert(
    fc.property(texts, (text) => {
      expect(unescaped(escaped(text))).toBe(text);
      expect(escaped(text)).not.toMatch(/(?:^|[^$])\$\{|(?:^|[^%])%\{/);
    }),
  );
});
