import type { ComparedImage } from "../../src/baseline/compared-image.ts";
import { ONE_ROW } from "../../src/build/plan.ts";
import { NOTHING_CHECKED } from "../../src/checks/index.ts";
import type { ImageSettings } from "../../src/config/settings.ts";
import { gatherFacts } from "../../src/judge/facts.ts";
import type { CheckOutcomes } from "../../src/model/outcomes.ts";
import { baseline } from "../fixtures/baseline.ts";
import { settingsWith } from "../fixtures/facts.ts";
import { measuredImage } from "../fixtures/report.ts";
import { file } from "../measure/layers.ts";

const DOCKERFILE = "FROM debian AS production\nCOPY . .\n";

/** An image that was built of a Dockerfile with an unpinned base, changed as a test needs it. */
function compared(
  settings: Partial<ImageSettings>,
  { outcomes = {}, before = null }: { outcomes?: Partial<CheckOutcomes>; before?: ImageSettings | null } = {},
): ComparedImage {
  const report = baseline({ size: 10_000_000 });
  return {
    own: {
      image: {
        ...ONE_ROW,
        name: "production",
        imageName: "production",
        bake: null,
        settings: { ...settingsWith(settings), context: "/app" },
        placeOf: (setting) => ({ name: `.stagegate.yml: ${setting}`, at: null }),
        builtFrom: { file: "Dockerfile", text: DOCKERFILE, target: "production" },
        how: {
          kind: "built",
          file: "/app/Dockerfile",
          testTargets: [],
          place: { file: "Dockerfile", lines: [1, 1] },
        },
      },
      measurement: { image: measuredImage(), entries: [[], [file("app/main.js.map", 5)], []] },
      withoutClaim: null,
      failure: null,
      tests: [],
      testsNotRun: [],
      steps: [],
      outcomes: { ...NOTHING_CHECKED, ...outcomes },
    },
    plan: { kind: "none", why: "first run" },
    baseline: { report, measurement: null },
    change: null,
    openGrowth: 0,
    contents: [],
    settings:
      before === null
        ? null
        : { before, after: settingsWith(settings), placeOf: () => ({ name: "here", at: null }) },
    warning: null,
  };
}

const factsOf = (...args: Parameters<typeof compared>) => {
  const image = compared(...args);
  return gatherFacts(image, [image], "optional");
};

test("files that the settings forbid are among the facts", () => {
  expect(factsOf({ forbid: ["*.map"] }).forbidden).toMatchObject([
    { path: "app/main.js.map", pattern: "*.map", size: 5 },
  ]);
  expect(factsOf({}).forbidden).toEqual([]);
});

test("bases without a version are among the facts", () => {
  expect(factsOf({}).unpinned).toEqual([{ image: "debian", place: { file: "Dockerfile", lines: [1, 1] } }]);
});

test("the place of the user is its USER, or the FROM where the base image brings it", () => {
  const image = compared({});
  const placeWith = (text: string) => {
    const builtFrom = { file: "Dockerfile", text, target: "production" };
    const own = { ...image.own, image: { ...image.own.image, builtFrom } };
    return gatherFacts({ ...image, own }, [image], "optional").userPlace?.lines[0];
  };
  expect(placeWith(`${DOCKERFILE}USER app\n`)).toBe(3);
  expect(placeWith(DOCKERFILE)).toBe(1);
});

test("whether a limit in bytes is looser than one in percent depends on the size of the baseline", () => {
  const before = settingsWith({ maxGrowth: { percent: 10 } });
  const loosened = (bytes: number) =>
    factsOf({ maxGrowth: { bytes } }, { before }).loosened.map(({ setting }) => setting);
  expect(loosened(5_000_000)).toEqual(["max-growth"]);
  expect(loosened(500_000)).toEqual([]);
});

test("results of checks are facts, and so are the problems of those that failed", () => {
  const facts = factsOf(
    {},
    {
      outcomes: {
        context: { kind: "failed", problem: "no such folder" },
        scan: {
          kind: "done",
          result: { scanner: null, version: null, problem: "no", counts: null, worst: [] },
        },
      },
    },
  );
  expect(facts.failedChecks).toEqual({ context: "no such folder" });
  expect([facts.context, facts.scan?.problem, facts.smoke, facts.buildChecks]).toEqual([
    null,
    "no",
    null,
    [],
  ]);
});

test("an image is compared with the variant that its settings name", () => {
  const [small, large] = [compared({ compareWith: "large" }), compared({})];
  const other = {
    ...large,
    own: { ...large.own, image: { ...large.own.image, name: "large", imageName: "large" } },
  };
  expect(gatherFacts(small, [small, other], "optional").variant).toMatchObject({
    name: "large",
    size: 162_400_000,
  });
  expect(gatherFacts(other, [small, other], "optional").variant).toBeNull();
});
