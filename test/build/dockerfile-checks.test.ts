import { findChecks } from "../../src/build/dockerfile-checks.ts";
import { Progress } from "../../src/build/progress.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import { noSettings } from "../fixtures/settings.ts";

const target = (id: string, file: string): BuildTarget => ({
  id,
  title: id,
  context: "/app",
  file,
  stage: null,
  settings: noSettings,
  bake: null,
  output: { kind: "test" },
  loadAs: null,
});

const base64 = (text: string) => Buffer.from(text).toString("base64");

const load = (digest: string, name: string) => ({
  vertexes: [{ digest, name: `[${name} internal] load build definition from Dockerfile` }],
});

const warning = (vertex: string, text: string, more: object = {}) => ({
  warnings: [{ vertex, level: 1, short: base64(text), ...more }],
});

const at = (start: number, end = start) => ({ range: [{ start: { line: start }, end: { line: end } }] });

function checksOf(events: readonly object[], ...targets: readonly BuildTarget[]) {
  const progress = new Progress(
    targets.map(({ id }) => id),
    () => undefined,
  );
  for (const event of events) progress.read(JSON.stringify(event));
  return targets.map((own) =>
    findChecks(own, progress, (path) => path.replace("/app/", "")).map(
      ({ name, message, place }) => `${place?.file}:${place?.lines.join("-")} ${name}: ${message}`,
    ),
  );
}

test("a check has the name, lines and documentation of its rule", () => {
  const progress = new Progress(["image-0"], () => undefined);
  const url = "https://docs.docker.com/go/dockerfile/rule/stage-name-casing/";
  const detail = [base64("Stage names should be lowercase")];
  const text = "StageNameCasing: Stage name 'Base' should be lowercase (line 3)";
  progress.read(JSON.stringify(load("sha256:a", "image-0")));
  progress.read(JSON.stringify(warning("sha256:a", text, { detail, url, ...at(3, 4) })));
  expect(findChecks(target("image-0", "/app/Dockerfile"), progress, (path) => path)).toEqual([
    {
      name: "StageNameCasing",
      message: "Stage name 'Base' should be lowercase",
      detail: "Stage names should be lowercase",
      url,
      place: { file: "/app/Dockerfile", lines: [3, 4] },
    },
  ]);
});

test("a target has the findings of its Dockerfile, each once", () => {
  const events = [
    load("sha256:a", "image-0"),
    warning("sha256:a", "AA: one (line 1)", at(1)),
    load("sha256:b", "image-1"),
    // The other target's vertex comes only after the warning.
    load("sha256:a", "image-0-test-0"),
    warning("sha256:a", "AA: one (line 1)", at(1)),
    warning("sha256:a", "AA: one (line 2)", at(2)),
    warning("sha256:b", "AA: one (line 1)", at(1)),
  ];
  const targets = [
    target("image-0", "/app/Dockerfile"),
    target("image-0-test-0", "/app/Dockerfile"),
    target("image-1", "/app/sub/Dockerfile"),
  ];
  const shared = ["Dockerfile:1-1 AA: one", "Dockerfile:2-2 AA: one"];
  expect(checksOf(events, ...targets)).toEqual([shared, shared, ["sub/Dockerfile:1-1 AA: one"]]);
});

test.each([
  ["current commit information was not captured by the build", []],
  ["buildx: failed to get git remote origin URL", []],
  ["No output specified with docker-container driver", []],
  [
    "UndefinedVar: Usage of undefined variable '$A' (did you mean $B?) (line 9)",
    ["9-9 UndefinedVar: Usage of undefined variable '$A' (did you mean $B?)"],
  ],
])("the warning %j gives the checks %j", (text, expected) => {
  const events = [load("sha256:a", "image-0"), warning("sha256:a", text, at(9))];
  expect(checksOf(events, target("image-0", "/app/D"))).toEqual([expected.map((words) => `D:${words}`)]);
});
