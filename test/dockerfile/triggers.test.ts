import { parseChain } from "../../src/dockerfile/instructions.ts";
import { fromLines, triggersAt } from "../../src/dockerfile/triggers.ts";

const DOCKERFILE = `FROM alpine AS base
ONBUILD RUN one
onbuild copy \\
  a /b
RUN base
FROM base AS other
FROM Base AS middle
FROM middle AS app
ONBUILD RUN two
RUN app
FROM app
`;

const built = (target: string | null) =>
  parseChain(DOCKERFILE, target)?.instructions.map(
    ({ keyword, stage, lines }) => `${keyword} ${stage} ${lines[0]}`,
  );

test("ONBUILD triggers nothing in its own stage", () => {
  expect(built("base")).toEqual(["ONBUILD base 2", "ONBUILD base 3", "RUN base 5"]);
});

test("ONBUILD triggers once, at the start of the next stage", () => {
  const base = ["ONBUILD base 2", "ONBUILD base 3", "RUN base 5", "RUN base 2", "COPY base 3"];
  expect(built("middle")).toEqual(base);
  const app = [...base, "ONBUILD app 9", "RUN app 10"];
  expect(built("APP")).toEqual(app);
  expect(built(null)).toEqual([...app, "RUN app 9"]);
});

test.each([
  [1, []],
  [6, [2, 3]],
  [7, [2, 3]],
  [8, []],
  [11, [9]],
  [5, []],
])("the FROM at line %d triggers the lines %j", (line, lines) => {
  expect(triggersAt(DOCKERFILE, line).map((trigger) => trigger.lines[0])).toEqual(lines);
});

test("a target consists of its stage and the stages below", () => {
  expect(fromLines(DOCKERFILE, null)).toEqual([11, 8, 7, 1]);
  expect(fromLines(DOCKERFILE, "other")).toEqual([6, 1]);
  expect(fromLines(DOCKERFILE, "nothing")).toEqual([]);
});
