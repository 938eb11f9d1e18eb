import fc from "fast-check";
import { lookFor, tailOf } from "../../../src/checks/smoke/log.ts";

test("a text is found in a log, however the log is cut into pieces", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(letters),
      letters.filter((text) => text !== ""),
      (pieces, text) => {
        let isFound = false;
        const look = lookFor(text, () => {
          isFound = true;
        });
        for (const piece of pieces) look(piece);
        return isFound === pieces.join("").includes(text);
      },
    ),
  );
});

const at = (second: number, text: string) => `2026-01-01T00:00:0${second}.000000000Z ${text}\n`;

test.each([
  ["nothing", "", "", null],
  ["both outputs by their times", at(1, "one") + at(3, "three"), at(2, "two"), "one\ntwo\nthree"],
  ["the last lines of both", at(1, "one") + at(2, "two"), at(3, "three") + at(4, "four"), "two\nthree\nfour"],
  ["an empty line", at(1, ""), "", ""],
  ["the beginning of a long line", at(1, "x".repeat(600)), "", `${"x".repeat(499)}…`],
  ["only lines of the log", "", "Error response from daemon: No such container: x\n", null],
])("the tail is %s", (_, stdout, stderr, expected) => {
  expect(tailOf(stdout, stderr, 3)).toBe(expected);
});
