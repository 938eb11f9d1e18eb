import { gatherFacts } from "../../src/judge/facts.ts";
import { compared, DOCKERFILE } from "../fixtures/compared.ts";
import { settingsWith } from "../fixtures/facts.ts";

const factsOf = (...args: Parameters<typeof compared>) => {
  const image = compared(...args);
  return gatherFacts(image, [image], "optional");
};

test("the facts have the files that the settings forbid", () => {
  expect(factsOf({ forbid: ["*.map"] }).forbidden).toMatchObject([
    { path: "app/main.js.map", pattern: "*.map", size: 5 },
  ]);
  expect(factsOf({}).forbidden).toEqual([]);
});

test("the facts have the base images without a version", () => {
  expect(factsOf({}).unpinned).toEqual([{ image: "debian", place: { file: "Dockerfile", lines: [1, 1] } }]);
});

test("the place of the user is its USER, or the FROM if the base sets it", () => {
  const image = compared({});
  const placeWith = (text: string) => {
    const builtFrom = { file: "Dockerfile", text, target: "production" };
    const own = { ...image.own, image: { ...image.own.image, builtFrom } };
    return gatherFacts({ ...image, own }, [image], "optional").userPlace?.lines[0];
  };
  expect(placeWith(`${DOCKERFILE}USER app\n`)).toBe(3);
  expect(placeWith(DOCKERFILE)).toBe(1);
});

test("limits in bytes and percent are compared at the baseline's size", () => {
  const before = settingsWith({ maxGrowth: { percent: 10 } });
  const loosened = (bytes: number) =>
    factsOf({ maxGrowth: { bytes } }, { before }).loosened.map(({ setting }) => setting);
  expect(loosened(5_000_000)).toEqual(["max-growth"]);
  expect(loosened(500_000)).toEqual([]);
});

test("the facts have the results of checks and the problems of failed ones", () => {
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

test("an image is compared with the variant of its settings", () => {
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

test("a smoke test counts as run if another platform of the image is unchanged", () => {
  const outcomes = { smoke: { kind: "unavailable", why: "it is for arm64" } } as const;
  const [arm, other] = [compared({}, { outcomes }), compared({})];
  const unchanged = { ...other, own: { ...other.own, isUnchanged: true as const } };
  expect(gatherFacts(arm, [arm, other], "optional").isSmokeRun).toBe(false);
  expect(gatherFacts(arm, [arm, unchanged], "optional").isSmokeRun).toBe(true);
});
