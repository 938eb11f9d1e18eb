import { readFileSync } from "node:fs";
import type { Step } from "../../src/build/progress.ts";
import { stepReports } from "../../src/measure/steps.ts";

// Written by BuildKit for a target whose lines 13 and 14 made a layer each.
const provenance = JSON.parse(
  readFileSync(new URL("../fixtures/build/provenance-v0.2.json", import.meta.url), "utf8"),
);
const digestOf = (step: string): string =>
  Object.entries<string>(provenance.buildConfig.digestMapping).find(([, id]) => id === step)?.[0] ?? "";
interface Located {
  readonly locations?: readonly {
    readonly ranges?: readonly { readonly start: { readonly line: number } }[];
  }[];
}
const idOf = (line: number): string => {
  const { locations } = provenance.metadata["https://mobyproject.org/buildkit@v1#metadata"].source;
  const ids = Object.entries<Located>(locations).flatMap(([id, own]) =>
    own.locations?.[0]?.ranges?.[0]?.start.line === line ? [id] : [],
  );
  return ids[0] ?? "";
};

function step(change: Partial<Step>): Step {
  return {
    digest: "sha256:other",
    name: "[production 2/3] COPY /secret-value /big",
    targets: ["image-0"],
    link: null,
    started: 1_000,
    completed: 1_400,
    cached: false,
    error: "",
    log: "",
    ...change,
  };
}

const COPY = { stage: "production", instruction: "COPY --link --from=builder /big /big", lines: [13, 13] };
const copied = step({ digest: digestOf(idOf(13)) });
const run = step({
  digest: digestOf(idOf(14)),
  name: "[production 3/3] RUN <<EOF",
  started: 900,
  completed: 2_000,
});

test("steps have the lines of the Dockerfile, in the order of their starts", () => {
  expect(stepReports([{ steps: [copied, run], provenance }])).toEqual([
    {
      stage: "production",
      instruction: "RUN <<EOF echo hi > /hi rm /big EOF",
      lines: [14, 17],
      started: 0,
      duration: 1_100,
      cached: false,
    },
    { ...COPY, started: 100, duration: 400, cached: false },
  ]);
});

test.each([
  ["cached", step({ ...copied, cached: true }), { started: null, duration: null, cached: true }],
  ["not started", step({ ...copied, started: null, completed: null }), { started: null, duration: null }],
  ["not ended", step({ ...copied, completed: null }), { started: 100, duration: null, cached: false }],
])("a step that is %s", (_, changed, expected) => {
  const [, last] = stepReports([{ steps: [run, changed], provenance }]);
  expect(last).toMatchObject({ ...COPY, ...expected });
});

test("a line that two targets need is one step of the target that ran it", () => {
  const cached = step({ ...copied, cached: true });
  const reports = stepReports([
    { steps: [cached], provenance },
    { steps: [copied], provenance },
    { steps: [cached], provenance },
  ]);
  expect(reports).toEqual([{ ...COPY, started: 0, duration: 400, cached: false }]);
});

test("without provenance a step has no instruction", () => {
  const steps = [copied, step({ name: "[internal] load .dockerignore" }), step({ name: "[1/2] FROM x" })];
  expect(stepReports([{ steps, provenance: null }])).toEqual([
    { stage: "production", instruction: null, lines: null, started: 0, duration: 400, cached: false },
  ]);
});

test("without a build there are no steps", () => {
  expect(stepReports([])).toEqual([]);
});
