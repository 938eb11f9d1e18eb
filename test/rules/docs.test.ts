import { readFileSync } from "node:fs";
import { RULES } from "../../src/rules/index.ts";

test("every rule has its section in docs/rules.md, in the same order", () => {
  const text = readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8");
  const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(RULES.map(({ id }) => id));
});
