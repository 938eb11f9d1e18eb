import type { BuildResult } from "../../src/build/bake.ts";
import type { Step } from "../../src/build/progress.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import { testOutcomes } from "../../src/measure/tests.ts";
import type { Failure } from "../../src/model/outcomes.ts";
import { noSettings } from "../fixtures/settings.ts";

const target = (stage: string | null): BuildTarget => ({
  id: `test-${stage}`,
  title: `app ${stage}`,
  context: "/app",
  file: "/app/Dockerfile",
  stage,
  settings: noSettings,
  bake: null,
  output: { kind: "test" },
  loadAs: null,
});

const step = (name: string, error = ""): Step => ({
  digest: name,
  name,
  targets: ["image-0"],
  link: null,
  started: 0,
  completed: 100,
  cached: false,
  error,
  log: "",
});

const result = (failure: Failure | null, ...steps: Step[]): BuildResult => ({
  failure,
  steps,
  provenance: null,
  checks: [],
  image: null,
});

const failed = (message: string): Failure => ({
  kind: "build",
  message,
  place: null,
  log: null,
  logFile: null,
});

const MAKE = failed("RUN make ended with exit code 2");
// BuildKit writes the names of stages in lower case.
const made = step("[builder 2/3] RUN make", "exit code: 2");
const tested = step("[test 1/1] RUN npm test", "exit code: 1");

test.each<[what: string, stage: string | null, BuildResult, ran: string[], notRun: string[]]>([
  ["that pass", "test", result(null, step("[test 1/1] RUN npm test")), ["test passed"], []],
  ["that fail in their own step", "test", result(failed("npm"), tested), ["test failed"], []],
  ["whose shared step failed", "test", result({ ...MAKE }, made), [], ["test"]],
  ["whose own step fails the image, too", "Test", result({ ...MAKE }, tested), ["Test failed"], []],
  [
    "that fail in a step that the image does not need",
    "test",
    result(failed("x"), made),
    ["test failed"],
    [],
  ],
  ["of a stage without a name", null, result({ ...MAKE }, made), [" failed"], []],
])("beside an image that does not build, tests %s", (_, stage, own, ran, notRun) => {
  const tests = target(stage);
  const outcomes = testOutcomes([tests], new Map([[tests.id, own]]), MAKE);
  expect(outcomes.tests.map(({ target, status }) => `${target} ${status}`)).toEqual(ran);
  expect(outcomes.testsNotRun).toEqual(notRun);
});

test("tests with a failed step fail if the image builds", () => {
  const tests = target("test");
  const outcomes = testOutcomes([tests], new Map([[tests.id, result(MAKE, made)]]), null);
  expect(outcomes.testsNotRun).toEqual([]);
  expect(outcomes.tests).toMatchObject([{ status: "failed", failure: MAKE }]);
});
