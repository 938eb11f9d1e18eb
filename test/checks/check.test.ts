import { ONE_ROW } from "../../src/build/plan.ts";
import { type CheckSubject, type CheckWorld, check } from "../../src/checks/check.ts";
import { runChecks } from "../../src/checks/index.ts";
import { StagegateError, StoppedError } from "../../src/host/errors.ts";
import { noSettings } from "../fixtures/settings.ts";

// The checks of this file and the build context read no other fields.
const subject = { job: { name: "app" } } as CheckSubject;
const world = {} as CheckWorld;

/** The outcome of a check that ends in this way. */
const outcomeOf = (look: () => string | null) =>
  check("scan", "built", async () => look()).run(subject, world);

const fail = (error: unknown) => () => {
  throw error;
};

test.each<[string, () => string | null, object]>([
  ["a result gives the outcome done", () => "fine", { kind: "done", result: "fine" }],
  ["no result gives the outcome skipped", () => null, { kind: "skipped" }],
  ["an error gives a problem", fail(new Error("spawn EAGAIN")), { kind: "failed", problem: "spawn EAGAIN" }],
  [
    "an error with a hint gives a problem with it",
    fail(new StagegateError("no engine", "Start Docker")),
    { kind: "failed", problem: "no engine. Start Docker" },
  ],
  [
    "an error without a hint gives its message",
    fail(new StagegateError("no engine")),
    { kind: "failed", problem: "no engine" },
  ],
])("%s", async (_, look, outcome) => {
  expect(await outcomeOf(look)).toEqual(outcome);
});

test("a stopped check has no outcome", async () => {
  await expect(outcomeOf(fail(new StoppedError()))).rejects.toThrow(StoppedError);
});

test("a build context that cannot be measured is a problem", async () => {
  const settings = { ...noSettings, context: import.meta.dirname };
  const builtFrom = { file: "Dockerfile", text: "FROM scratch\nCOPY . /\n", target: null };
  const image = {
    ...ONE_ROW,
    settings,
    builtFrom,
    how: { kind: "built", file: "Dockerfile", testTargets: [] },
  };
  const show = fail(new Error("no such folder"));
  const job = { image, isJudged: true } as unknown as CheckSubject["job"];
  expect(await runChecks("planned", { job, image: null, results: [] }, { ...world, show })).toEqual({
    context: { kind: "failed", problem: "no such folder" },
  });
});
