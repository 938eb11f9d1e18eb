import type { LeftoverReport, Origin } from "../../src/model/report.ts";
import { measuredView } from "../../src/report/view/measured.ts";
import { buildToolRule } from "../../src/rules/build-tool.ts";
import { devDependencyRule } from "../../src/rules/dev-dependency.ts";
import { leftoverRule } from "../../src/rules/leftover.ts";
import { packageCacheRule } from "../../src/rules/package-cache.ts";
import { factsOf, findingsOf } from "../fixtures/facts.ts";
import { finding, measuredImage } from "../fixtures/report.ts";

const RUN: Origin = {
  kind: "instruction",
  stage: "production",
  file: "Dockerfile",
  lines: [14, 15],
  instruction: "RUN apt-get install -y ffmpeg",
};

const LISTS: LeftoverReport = {
  kind: "package-cache",
  what: "apt's package lists",
  origin: RUN,
  path: "/var/lib/apt/lists/",
  size: 18_300_000,
  files: 9,
  advice: "Delete them",
};

const withLeftovers = (...leftovers: LeftoverReport[]) => ({ image: measuredImage({ leftovers }) });

test("a leftover is a notice at the line that left it", () => {
  const findings = findingsOf(withLeftovers(LISTS), { maxSize: 1e9 });
  expect(findings).toEqual([
    finding({
      rule: "package-cache",
      level: "notice",
      message: "18.3 MB of production can be removed: apt's package lists in /var/lib/apt/lists",
      actual: 18_300_000,
      place: { file: "Dockerfile", lines: [14, 15] },
      advice: "Delete them",
    }),
  ]);
});

test.each([packageCacheRule, buildToolRule, devDependencyRule, leftoverRule])(
  "$id reports only its own kind",
  ({ id, check }) => {
    const all = (["package-cache", "build-tool", "dev-dependency", "leftover"] as const).map((kind) => ({
      ...LISTS,
      kind,
      what: kind,
    }));
    expect(check(factsOf(withLeftovers(...all)), {}).map(({ message }) => message)).toEqual([
      `${id === "dev-dependency" ? "at least " : ""}18.3 MB of production can be removed: ${id} in /var/lib/apt/lists`,
    ]);
  },
);

test("findings are in the order of the image, most bytes first", () => {
  const caches = withLeftovers(LISTS, { ...LISTS, what: "npm's cache", size: 200_000 });
  expect(packageCacheRule.check(factsOf(caches), {}).map(({ actual }) => actual)).toEqual([
    18_300_000, 200_000,
  ]);
});

test.each<[path: string, shown: string]>([
  ["/usr/bin/make", "/usr/bin/make"],
  ["/", "/"],
])("the path %s is written %s", (path, shown) => {
  const [said] = packageCacheRule.check(factsOf(withLeftovers({ ...LISTS, path })), {});
  expect(said?.message).toBe(`18.3 MB of production can be removed: apt's package lists in ${shown}`);
});

test.each<Origin>([{ kind: "base" }, { kind: "unknown" }])(
  "a leftover without a line is shown at the FROM: %j",
  (origin) => {
    const [said] = packageCacheRule.check(factsOf(withLeftovers({ ...LISTS, origin })), {});
    expect(said?.place).toEqual({ file: "Dockerfile", lines: [12, 12] });
  },
);

test.each<[Origin, boolean]>([
  [{ kind: "unknown" }, true],
  [{ kind: "history", by: "dockerfile", instruction: "RUN make" }, true],
  [RUN, false],
])("an unknown base image may have made the files of %j: %s", (origin, isDoubtful) => {
  const image = measuredImage({ baseImage: null, leftovers: [{ ...LISTS, origin }] });
  const [said] = packageCacheRule.check(factsOf({ image }), {});
  const doubt = isDoubtful ? ", but may belong to the base image" : "";
  expect(said?.message).toBe(
    `18.3 MB of production can be removed${doubt}: apt's package lists in /var/lib/apt/lists`,
  );
  expect(said?.advice).toBe(isDoubtful ? "If they are yours: Delete them" : "Delete them");
  expect(measuredView(image).leftovers.map(({ advice }) => advice)).toEqual([
    isDoubtful ? "They may belong to the base image. If they are yours: Delete them" : "Delete them",
  ]);
});

test("a report-only image has no notices, and neither has a missing image", () => {
  expect(findingsOf(withLeftovers(LISTS), { reportOnly: true, maxSize: 1e9 })).toEqual([]);
  expect(packageCacheRule.check(factsOf({ image: null }), {})).toEqual([]);
});

test("the advice has the pattern of the context rule for the same paths", () => {
  const history = {
    ...LISTS,
    kind: "leftover" as const,
    what: "the history of git",
    advice: "Add `**/.git` to .dockerignore.",
  };
  const adviceBeside = (pattern: string) => {
    const needless = {
      pattern,
      what: "the repository's history",
      size: 9,
      files: 1,
      isSecret: false,
      paths: [],
      morePaths: 0,
      place: { file: "Dockerfile", lines: [2, 2] as const },
    };
    const context = {
      folder: ".",
      size: 9,
      files: 1,
      ignoreFile: ".dockerignore",
      hasIgnoreFile: false,
      ignoreFileFault: null,
      needless: [needless],
    };
    return leftoverRule.check(factsOf({ ...withLeftovers(history), context }), {})[0]?.advice;
  };
  expect([".git", "**/.git", ".env"].map(adviceBeside)).toEqual([
    "Add `.git` to .dockerignore.",
    "Add `**/.git` to .dockerignore.",
    "Add `**/.git` to .dockerignore.",
  ]);
});
