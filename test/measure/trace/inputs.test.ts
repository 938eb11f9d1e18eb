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
const PINS = layer("COPY requirements.txt ./", "requirements.txt");
const MOUNT = layer("RUN --mount=source=requirements.txt,target=/r make", "requirements.txt");

test.each([
  [
    "the file that a RUN names",
    [COPY, layer("RUN pip install -r requirements.txt")],
    1,
    ["requirements.txt"],
  ],
  ["a file copied by name before a RUN", [PINS, layer("RUN make")], 1, ["requirements.txt"]],
  [
    "all files that a pattern copied before a RUN",
    [COPY, layer("RUN make")],
    1,
    ["requirements.txt", "requirements-dev.txt"],
  ],
  ["the copied file that a RUN names", [COPY, layer("RUN pip -r requirements.txt")], 1, ["requirements.txt"]],
  ["nothing of an unnamed folder before a RUN", [layer("COPY app app", "app"), layer("RUN make")], 1, []],
  ["nothing that only an earlier RUN mounted", [MOUNT, layer("RUN make")], 1, []],
  [
    "the mounted file before a copied one",
    [layer("COPY app/a.js .", "app/a.js"), MOUNT],
    1,
    ["requirements.txt"],
  ],
  ["nothing of a later line", [layer("RUN make"), COPY], 0, []],
  ["nothing if many changed", [ALL, layer("RUN make")], 1, []],
  ["the named file of many", [ALL, layer("RUN npm ci && cat ./app/a.js")], 1, ["app/a.js"]],
  [
    "the file that a RUN mounts",
    [layer("RUN --mount=target=/x make", "requirements.txt")],
    0,
    ["requirements.txt"],
  ],
  ["nothing of a whole mounted context", [layer("RUN --mount=target=. make", "")], 0, []],
  [
    "the file of a mounted context that a RUN names",
    [layer("RUN --mount=target=. sh <app/a.js", "")],
    0,
    ["app/a.js"],
  ],
  ["the file that a COPY takes", [layer("COPY app/a.js /", "app/a.js")], 0, ["app/a.js"]],
  ["the file that a COPY takes from a folder", [layer("COPY app/ /", "app/")], 0, ["app/a.js", "app/b.js"]],
])("the changed input of an instruction is %s", (_, own, at, expected) => {
  const changed = ["requirements.txt", "requirements-dev.txt", "app/a.js", "app/b.js"];
  const made = changed.map((path) => `srv/${path}`);
  expect(changedInputs(own, at, changed, made)).toEqual(expected);
});

test.each([
  ["that made bytes there", ALL, ["srv/app/a.js"], ["app/a.js"]],
  ["of a folder that made bytes there", layer("COPY app /x", "app"), ["x/b.js", "y/a.js.map"], ["app/b.js"]],
  ["of the same name only, if it is the whole path", ALL, ["srv/other/a.js"], []],
  ["that is copied by name and renamed", layer("COPY app/a.js /x", "app/a.js"), ["x"], ["app/a.js"]],
  [
    "that made bytes, of several copied by name",
    layer("COPY a b", "app/a.js", "app/b.js"),
    ["b.js"],
    ["app/b.js"],
  ],
  ["of a folder, if no file of it made bytes", ALL, ["srv/dist/x"], []],
])("the changed input of a COPY is the file %s", (_, copy, made, expected) => {
  expect(changedInputs([copy], 0, ["app/a.js", "app/b.js"], made)).toEqual(expected);
});

test("a COPY with many changed files names the few that made bytes", () => {
  const changed = ["a", "b", "c", "d", "e"];
  expect(changedInputs([ALL], 0, changed, ["srv/d"])).toEqual(["d"]);
  expect(changedInputs([ALL], 0, changed, changed)).toEqual([]);
});

test.each([
  ["the same text in the same stage", "builder", "RUN make -j2", true],
  ["another text", "builder", "RUN make", false],
  ["the same text in another stage only", "other", "RUN make -j2", false],
])("text and stage identify an instruction in the base: %s", (_, stage, instruction, expected) => {
  const before = "FROM alpine AS builder\nRUN make \\\n  -j2\nFROM alpine AS other\nRUN ls\n";
  const origin = { kind: "instruction", stage, file: "Dockerfile", lines: [9, 9], instruction } as const;
  expect(instructionFinder(before)(origin)).toBe(expected);
});
