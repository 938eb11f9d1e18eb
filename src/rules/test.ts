import { isDeepStrictEqual } from "node:util";
import { flag, names } from "../values/kinds.ts";
import { fewerTests, switchedOff } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { NOT_BUILT, rule } from "./rule.ts";

export const testRule = rule({
  id: "test",
  why: "An image should pass its own tests before it ships.",
  level: "error",
  settings: {
    "test-target": setting(
      "tests",
      names,
      "test",
      "Test stages to run. They do not ship. The gate fails if one fails.",
      fewerTests,
      { default: "a stage called test, tests or testing" },
    ),
    "rerun-tests": setting(
      "tests",
      flag,
      "true",
      "Run the test stages again, even if their result is in the build cache.",
      switchedOff,
      { default: "false" },
    ),
  },
  needsNoImage: true,
  skip: ({ imageName, tests, testsNotRun, testsOn, isUnchanged, place }) =>
    isUnchanged
      ? NOT_BUILT
      : tests.length > 0
        ? null
        : testsNotRun.length > 0
          ? `not run: ${imageName} could not be built`
          : testsOn === null
            ? place === null
              ? `${imageName} was built elsewhere, so stagegate does not run its tests`
              : "there is no test target"
            : `the tests ran on ${testsOn}`,
  check: ({ imageName, failure: ofImage, tests }) =>
    tests.flatMap(({ target, failure }, at) => {
      if (failure === null) return [];
      // If the image and its tests share the step that failed, one log is enough.
      const earlier = [ofImage, ...tests.slice(0, at).map((test) => test.failure)];
      const isShown = earlier.some((other) => isDeepStrictEqual(other, failure));
      return [
        {
          message: `the tests of ${imageName} ${failure.kind === "build" ? "failed" : "could not run"} in stage ${target}: ${failure.message}`,
          place: failure.place,
          log: isShown ? null : failure.log,
          logFile: isShown ? null : failure.logFile,
        },
      ];
    }),
});
