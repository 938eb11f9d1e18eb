import type { Rule } from "./rule.ts";

export const test: Rule = {
  id: "test",
  why: "What ships should have passed its own tests, in the stage that holds them.",
  level: "error",
  settings: ["test-target", "rerun-tests"],
  check: ({ name, tests }) =>
    tests.flatMap(({ target, failure }) =>
      failure === null
        ? []
        : [
            {
              message: `the tests of ${name} failed in stage ${target}: ${failure.message}`,
              place: failure.place,
              log: failure.log,
            },
          ],
    ),
};
