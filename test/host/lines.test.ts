import fc from "fast-check";
import { splitLines } from "../../src/host/lines.ts";

/** The lines of a text that comes in pieces. */
function linesOf(pieces: readonly string[], longest?: number): string[] {
  const lines: string[] = [];
  const splitter = splitLines((line) => lines.push(line), longest);
  for (const piece of pieces) splitter.add(piece);
  splitter.end();
  return lines;
}

test("lines are the same, however the text is cut into pieces", () => {
  const piece = fc.string({ unit: fc.constantFrom("a", "\r", "\n", "é"), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const whole = pieces.join("").split(/\r\n|\n|\r/);
      if (whole.at(-1) === "") whole.pop();
      expect(linesOf(pieces)).toEqual(whole);
    }),
  );
});

test("an endless line is cut, and the next one is whole", () => {
  expect(linesOf(["abc", "def", "ghi\nxyz"], 4)).toEqual(["abcd", "xyz"]);
});
