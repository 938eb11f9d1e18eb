import { changedInputs, instructionFinder } from "../../../src/measure/trace/inputs.ts";
import type { StageLayer } from "../../../src/measure/trace/plan.ts";

function layer(instruction: string, ...context: string[]): StageLayer {
  const origin = {
    kind: "instruction",
    stage: "builder",
    file: "Dockerfile",
    lines: [1, 1],
    instruction,
  } as const;
  return { origin, copy: null, context };
}

const COPY = layer("COPY requirements*.txt ./", "requirements*.txt");
const ALL = layer("COPY . .", "");

test.each([
  [
    "the file that a RUN names",
    [COPY, layer("RUN pip install -r requirements.txt")],
    1,
    ["requirements.txt"],
  ],
  ["nothing that only lies there when a RUN starts", [COPY, layer("RUN make")], 1, []],
  ["nothing of a line behind", [layer("RUN make"), COPY], 0, []],
  ["nothing if many changed", [ALL, layer("RUN make")], 1, []],
  ["the named one of many", [ALL, layer("RUN npm ci && cat ./app/a.js")], 1, ["app/a.js"]],
  ["what a RUN mounts", [layer("RUN --mount=target=/x make", "requirements.txt")], 0, ["requirements.txt"]],
  ["nothing of a whole mounted context", [layer("RUN --mount=target=. make", "")], 0, []],
  [
    "what a RUN names of a mounted context",
    [layer("RUN --mount=target=. sh <app/a.js", "")],
    0,
    ["app/a.js"],
  ],
  ["what a COPY takes", [layer("COPY app/a.js /", "app/a.js")], 0, ["app/a.js"]],
  ["what a COPY takes of a folder", [layer("COPY app/ /", "app/")], 0, ["app/a.js", "app/b.js"]],
])("changed input of an instruction is %s", (_, own, at, expected) => {
  const changed = ["requirements.txt", "requirements-dev.txt", "app/a.js", "app/b.js"];
  expect(changedInputs(own, at, changed)).toEqual(expected);
});

test.each([
  ["the same text in the same stage", "builder", "RUN make -j2", true],
  ["another text", "builder", "RUN make", false],
  ["the same text in another stage only", "other", "RUN make -j2", false],
])("instruction with %s", (_, stage, instruction, expected) => {
  const before = "FROM alpine AS builder\nRUN make \\\n  -j2\nFROM alpine AS other\nRUN ls\n";
  const origin = { kind: "instruction", stage, file: "Dockerfile", lines: [9, 9], instruction } as const;
  expect(instructionFinder(before)(origin)).toBe(expected);
});
