import fc from "fast-check";
import { alternatives, countAlternatives } from "../../src/patterns/alternatives.ts";

test.each<[pattern: string, all: string[]]>([
  ["a", ["a"]],
  ["", [""]],
  ["{a,b}", ["a", "b"]],
  ["{a,b}{c,d}", ["ac", "ad", "bc", "bd"]],
  ["{a,b/{c,d}}/e", ["a/e", "b/c/e", "b/d/e"]],
  ["{,a/}b", ["b", "a/b"]],
  ["{a}", ["a"]],
  ["{}", [""]],
  ["a,b", ["a,b"]],
  ["{a{b,c}", ["{ab", "{ac"]],
  ["a}{b,c}", ["a}b", "a}c"]],
])("%s stands for %j", (pattern, all) => {
  expect(alternatives(pattern)).toEqual(all);
});

test("the count equals the number of alternatives", () => {
  const part = fc.constantFrom("a", "b", "{", "}", ",", "{a,b}", "*");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      expect(countAlternatives(parts.join(""))).toBe(alternatives(parts.join("")).length);
    }),
  );
});

test("patterns of 4,096 characters are counted with any braces", () => {
  expect(countAlternatives("{a,b}".repeat(23))).toBe(2 ** 23);
  expect(countAlternatives("{a,b}".repeat(819))).toBe(2 ** 819);
  expect(countAlternatives("{,".repeat(2048))).toBe(1);
  expect(countAlternatives(`${"{".repeat(2048)}${"}".repeat(2048)}`)).toBe(1);
  expect(alternatives(`${"{".repeat(2048)}${"}".repeat(2048)}`)).toEqual([""]);
  expect(countAlternatives(`${"{a,".repeat(1000)}b${"}".repeat(1000)}`)).toBe(1001);
});
