import { withoutRepetition } from "../../src/judge/repetition.ts";
import type { Finding } from "../../src/model/report.ts";
import { finding, imageReport } from "../fixtures/report.ts";

const place = { file: "Dockerfile", lines: [3, 3] } as const;

const check = (change: Partial<Finding> = {}): Finding =>
  finding({ rule: "dockerfile-check", level: "warning", message: "casing", place, ...change });

test.each<[what: string, first: Finding, second: Finding, isToldTwice: boolean]>([
  ["the same of a Dockerfile", check(), check(), false],
  ["the same of a context", check({ rule: "context" }), check({ rule: "context" }), false],
  ["another line", check(), check({ place: { file: "Dockerfile", lines: [4, 4] } }), true],
  ["another Dockerfile", check(), check({ place: { file: "b/Dockerfile", lines: [3, 3] } }), true],
  ["another level", check(), check({ level: "notice" }), true],
  // An image's verdict rests on its errors.
  ["an error", check({ level: "error" }), check({ level: "error" }), true],
  ["a finding of the image itself", check({ rule: "leftover" }), check({ rule: "leftover" }), true],
])("the second of two images repeats %s: %#", (_, first, second, isToldTwice) => {
  const own = finding({ rule: "size", level: "error", message: "too big" });
  const reports = [imageReport({ findings: [first] }), imageReport({ findings: [own, second] })];
  const [one, two] = withoutRepetition(reports);
  expect(one?.findings).toEqual([first]);
  expect(two?.findings).toEqual(isToldTwice ? [own, second] : [own]);
});

test("an image with the same message for two places has both", () => {
  const [one] = withoutRepetition([imageReport({ findings: [check(), check()] })]);
  expect(one?.findings).toHaveLength(2);
});
