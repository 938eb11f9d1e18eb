import fc from "fast-check";
import { escapeTemplate, unescapeTemplate } from "../../src/bake/template.ts";

test.each([
  [`\${A}`, `$\${A}`],
  ["%{if}", "%%{if}"],
  ["$$ $A %", "$$ $A %"],
])("%s becomes %s", (text, written) => {
  expect(escapeTemplate(text)).toBe(written);
});

test("any text survives escaping, and no escaped text starts a template", () => {
  const texts = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a") });
  fc.assert(
    fc.property(texts, (text) => {
      expect(unescapeTemplate(escapeTemplate(text))).toBe(text);
      expect(escapeTemplate(text)).not.toMatch(/(?:^|[^$])\$\{|(?:^|[^%])%\{/);
    }),
  );
});
