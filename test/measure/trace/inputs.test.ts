import { changedInputs } from "../../../src/measure/trace/inputs.ts";
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
  [
    "all that a line before brought, if it names none",
    [COPY, layer("RUN make")],
    1,
    ["requirements.txt", "requirements-dev.txt"],
  ],
  ["nothing of a line behind", [layer("RUN make"), COPY], 0, []],
  ["nothing if many changed", [ALL, layer("RUN make")], 1, []],
  ["the named one of many", [ALL, layer("RUN npm ci && cat ./app/a.js")], 1, ["app/a.js"]],
  ["what a RUN mounts", [layer("RUN --mount=target=/x make", "requirements.txt")], 0, ["requirements.txt"]],
  ["what a COPY takes", [layer("COPY app/a.js /", "app/a.js")], 0, ["app/a.js"]],
  ["what lies in a folder", [layer("COPY app/ /", "app/"), layer("RUN make")], 1, ["app/a.js", "app/b.js"]],
])("changed input of an instruction is %s", (_, own, at, expected) => {
  const changed = ["requirements.txt", "requirements-dev.txt", "app/a.js", "app/b.js"];
  expect(changedInputs(own, at, changed)).toEqual(expected);
});
