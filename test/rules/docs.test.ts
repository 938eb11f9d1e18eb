import { readFileSync } from "node:fs";
import { RULES } from "../../src/rules/index.ts";
import { RULE_EXAMPLES } from "../fixtures/rule-examples.ts";

const IDS = RULES.map(({ id }) => id);

test("every rule has its section in docs/rules.md, in the same order", () => {
  const text = readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8");
  const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(IDS);
});

test("every rule has examples, in the same order", () => {
  expect(RULE_EXAMPLES.map(({ rule }) => rule)).toEqual(IDS);
});
