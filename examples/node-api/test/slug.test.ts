import assert from "node:assert/strict";
import { test } from "node:test";
import { slug } from "../src/slug.ts";

for (const [title, expected] of [
  ["Hello", "hello"],
  ["Crème Brûlée, 2 ways", "creme-brulee-2-ways"],
  ["  spaced  out  ", "spaced-out"],
  ["東京 2025", "東京-2025"],
  ["!?", ""],
] as const) {
  test(`slug of ${JSON.stringify(title)}`, () => assert.equal(slug(title), expected));
}
