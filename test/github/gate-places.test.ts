import { gatePlaces, withPlaces } from "../../src/github/gate-places.ts";
import { readInputs } from "../../src/github/inputs.ts";

/** Variables of a step on a runner. */
const STEP = {
  GITHUB_WORKFLOW: "image",
  GITHUB_JOB: "gate",
  GITHUB_ACTION: "__self",
  RUNNER_OS: "Linux",
  RUNNER_ARCH: "X64",
  RUNNER_TEMP: "/temp",
  INPUT_TARGET: "production",
};

const places = (change: Readonly<Record<string, string | undefined>> = {}) => {
  const env = { ...STEP, ...change };
  return gatePlaces(env, readInputs(env, "/repo"));
};

test("comment and folder are named after workflow and job", () => {
  const { commentKey, outputDir } = places();
  expect(commentKey).toMatch(/^image\/gate\/[0-9a-f]{8}$/);
  expect(outputDir).toMatch(/^\/temp\/stagegate\/gate-[0-9a-f]{8}$/);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["another workflow", { GITHUB_WORKFLOW: "nightly" }],
  ["another job", { GITHUB_JOB: "other" }],
  ["another step of the job", { GITHUB_ACTION: "__self_2" }],
  ["a job of the matrix with another target", { INPUT_TARGET: "worker" }],
  ["a job of the matrix with another context", { INPUT_CONTEXT: "services/api" }],
  ["a job of the matrix with another image", { INPUT_IMAGE: "ghcr.io/octo/api:1.2" }],
  ["a job of the matrix on another runner", { RUNNER_ARCH: "ARM64" }],
  ["a job of the matrix with another value of any kind", { INPUT_MATRIX: '{"python": "3.13"}' }],
])("%s has its own comment and folder", (_, change) => {
  const other = places(change);
  expect(other.commentKey).not.toBe(places().commentKey);
  expect(other.outputDir).not.toBe(places().outputDir);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["another run", { GITHUB_RUN_ID: "2", GITHUB_SHA: "b".repeat(40) }],
  ["another budget", { "INPUT_MAX-SIZE": "2MB" }],
  ["another build argument", { "INPUT_BUILD-ARGS": "REVISION=2" }],
])("%s has the same comment and folder", (_, change) => {
  expect(places(change)).toEqual(places());
});

test.each([
  ["none", ["", "null", "{}", undefined, "no JSON"]],
  ["one with other spaces and another order", ['{"a": 1, "b": [2]}', '{\n  "b": [2],\n  "a": 1\n}']],
])("the matrix: %s has the same comment and folder", (_, matrices) => {
  const all = matrices.map((matrix) => places({ INPUT_MATRIX: matrix }));
  expect(new Set(all.map(({ commentKey }) => commentKey)).size).toBe(1);
});

test("jobs of a matrix have different places for different values", () => {
  const matrices = ['{"python": "3.12"}', '{"python": "3.13"}', '{"python": 3.13}', '{"node": "3.13"}'];
  const keys = matrices.map((matrix) => places({ INPUT_MATRIX: matrix }).commentKey);
  expect(new Set(keys).size).toBe(matrices.length);
});

test("an image has the same comment and folder for every tag and digest", () => {
  const of = (image: string) => places({ INPUT_IMAGE: image });
  expect(of("localhost:5000/app:1.2")).toEqual(of("localhost:5000/app:1.3"));
  expect(of(`app@sha256:${"a".repeat(64)}`)).toEqual(of(`app@sha256:${"b".repeat(64)}`));
  expect(of("localhost:5000/app:1.2")).not.toEqual(of("localhost:5001/app:1.2"));
});

test("a job name is no path", () => {
  expect(places({ GITHUB_JOB: "../../etc" }).outputDir).toMatch(/^\/temp\/stagegate\/\.\.-\.\.-etc-\w{8}$/);
});

test("settings override comment and folder", () => {
  const own = { commentKey: "web", outputDir: null };
  expect(withPlaces(own, places())).toEqual({ commentKey: "web", outputDir: places().outputDir });
});
