import type { ImageSettings } from "../../src/config/settings.ts";
import { judgeByRules } from "../../src/judge/judge.ts";
import type { Failure, TestOutcome } from "../../src/model/outcomes.ts";
import type { Finding, LayerReport, Origin, WasteReport } from "../../src/model/report.ts";
import { RULES } from "../../src/rules/index.ts";
import type { Facts } from "../../src/rules/rule.ts";
import { baseline } from "../fixtures/baseline.ts";
import { factsOf, findingsOf, settingsWith } from "../fixtures/facts.ts";
import { measuredImage } from "../fixtures/report.ts";

const PLACE = { file: "Dockerfile", lines: [12, 12] } as const;

function found(change: Partial<Facts>, settings: Partial<ImageSettings> = {}): readonly Finding[] {
  const budget = { maxSize: 1e9, ...settings };
  return findingsOf({ name: "app", target: "app", place: PLACE, ...change }, budget);
}

/** An image that grew by some bytes, of which some are drift, from 100 MB. */
const grown = (size: number, drift = 0): Partial<Facts> => ({
  baseline: baseline({ size: 100_000_000 }),
  change: {
    size,
    transferSize: null,
    layers: 0,
    drift,
    history: 0,
    growth: size - drift,
    growthPercent: (size - drift) / 1e6,
    negligible: false,
    origins: [],
  },
});

const words = (findings: readonly Finding[]) =>
  findings.map(({ rule, level, message }) => `${rule} ${level}: ${message}`);

const user = (
  configured: string,
  name: string | null,
  uid: number | null,
  problem: string | null = null,
) => ({
  image: measuredImage({ user: { configured, name, uid, gid: uid, problem } }),
});

/** An image for Windows of which the source lacks the first layer. */
function lacking(origin: "base" | "unknown") {
  const image = measuredImage();
  const [first, ...own] = image.layers;
  if (first === undefined || image.baseImage === null) throw new Error("the image has no base");
  return measuredImage({
    platform: "windows/amd64",
    size: 38_100_000,
    unknownLayers: 1,
    layers: [{ ...first, size: null, origin: { kind: origin } }, ...own],
    baseImage: origin === "base" ? { ...image.baseImage, size: 0 } : null,
    user: { configured: "app", name: "app", uid: null, gid: null, problem: null },
  });
}

/** An image for Windows. */
const account = (configured: string) => ({
  image: measuredImage({
    platform: "windows/amd64",
    user: { configured, name: configured === "" ? null : configured, uid: null, gid: null, problem: null },
  }),
});

// The image is of 162,400,000 bytes, 58,000,000 to transfer, in 3 layers, and runs as appuser.
test.each<[what: string, change: Partial<Facts>, settings: Partial<ImageSettings>, expected: string[]]>([
  [
    "an image within all its budgets",
    {},
    { maxTransferSize: 58_000_000, maxLayers: 3, runAs: "appuser" },
    [],
  ],
  ["a size at its budget", {}, { maxSize: 162_400_000 }, []],
  [
    "a size that is not known, with a budget",
    { image: measuredImage({ unknownLayers: 2 }) },
    {},
    [
      "size error: the size of app is unknown: the image's source lacks 2 foreign layers; the other layers have 162.4 MB",
    ],
  ],
  [
    "a size that is not known, with a limit for warnings",
    { image: measuredImage({ unknownLayers: 1 }) },
    { maxSize: null, warnSize: 1 },
    [
      "size warning: the size of app is unknown: the image's source lacks 1 foreign layer; the other layers have 162.4 MB",
    ],
  ],
  [
    "a size that is not known, without a budget",
    { image: measuredImage({ unknownLayers: 1 }) },
    { maxSize: null },
    [
      "size notice: the size of app is unknown: the image's source lacks 1 foreign layer; the other layers have 162.4 MB",
    ],
  ],
  [
    "a saving of an image whose size is not known",
    { image: measuredImage({ unknownLayers: 1 }), variant: { name: "single", size: 1e9, leftOut: [] } },
    { maxSize: null, rules: { size: "off" }, minSaving: { percent: 1 } },
    ["saving error: app cannot be compared with single: the size of some of its layers is unknown"],
  ],
  [
    "a size one byte over its budget",
    {},
    { maxSize: 162_399_999 },
    ["size error: app is 162,400,000 B, 1 B over max-size (162,399,999 B)"],
  ],
  [
    "a size over a round budget by less than rounding shows",
    { image: measuredImage({ size: 150_040_000 }) },
    { maxSize: 150_000_000 },
    ["size error: app is 150,040,000 B, 40,000 B over max-size (150 MB)"],
  ],
  [
    "a transfer size one byte over its warning level",
    {},
    { warnTransferSize: 57_999_999 },
    [
      "transfer-size warning: the compressed size of app is 58,000,000 B, 1 B over warn-transfer-size (57,999,999 B)",
    ],
  ],
  [
    "one hidden byte over its budget",
    { image: measuredImage({ wasted: 20_000_001 }) },
    { maxWasted: 20e6 },
    ["wasted error: later layers hide 20,000,001 B of app, 1 B over max-wasted (20 MB)"],
  ],
  [
    "a size over its warning level",
    {},
    { warnSize: 150_000_000 },
    ["size warning: app is 162.4 MB, 12.4 MB over warn-size (150 MB)"],
  ],
  [
    "a size over both",
    {},
    { maxSize: 160_000_000, warnSize: 150_000_000 },
    ["size error: app is 162.4 MB, 2.4 MB over max-size (160 MB)"],
  ],
  [
    "no budget for the size",
    {},
    { maxSize: null },
    ["size notice: app has no size budget; it is 162.4 MB now"],
  ],
  ["no budget for the size, but for its own size", { hasOwnSizeBudget: true }, { maxSize: null }, []],
  ["an own size at its budget", {}, { maxOwnSize: 38_100_000 }, []],
  [
    "an own size over its budget",
    {},
    { maxOwnSize: 30_000_000 },
    ["own-size error: the own size of app is 38.1 MB, 8.1 MB over max-own-size (30 MB)"],
  ],
  [
    "an own size over its warning level",
    {},
    { maxOwnSize: 40_000_000, warnOwnSize: 30_000_000 },
    ["own-size warning: the own size of app is 38.1 MB, 8.1 MB over warn-own-size (30 MB)"],
  ],
  [
    "an own size whose base image has a layer of unknown size",
    { image: lacking("base"), hasOwnSizeBudget: true },
    { maxSize: null, maxOwnSize: 38_100_000, maxWasted: 0 },
    [],
  ],
  [
    "an own size with an own layer of unknown size",
    { image: lacking("unknown"), hasOwnSizeBudget: true },
    { maxSize: null, warnOwnSize: 1e9 },
    [
      "own-size warning: the own size of app is unknown: the image's source lacks 1 foreign layer; the other layers have 38.1 MB",
    ],
  ],
  [
    "own layers of unknown size, with budgets",
    { image: lacking("unknown"), hasOwnSizeBudget: true },
    { maxSize: null, maxOwnSize: 1e9, maxWasted: 1e9, maxTransferSize: 58_000_000 },
    [
      "own-size error: the own size of app is unknown: the image's source lacks 1 foreign layer; the other layers have 38.1 MB",
      "wasted error: the waste of app is unknown: the image's source lacks 1 foreign layer; the other layers waste 0 B",
    ],
  ],
  [
    "an own size without a known base image",
    { image: measuredImage({ baseImage: null }) },
    { maxOwnSize: 160_000_000 },
    [
      "own-size error: the own size of app is 162.4 MB (all layers, because the base image is unknown), 2.4 MB over max-own-size (160 MB)",
    ],
  ],
  ["no budget for what is only reported", {}, { maxSize: null, reportOnly: true }, []],
  [
    "a transfer size over its budget",
    {},
    { maxTransferSize: 50_000_000 },
    ["transfer-size error: the compressed size of app is 58.0 MB, 8.0 MB over max-transfer-size (50 MB)"],
  ],
  [
    "a transfer size that is not known",
    { image: measuredImage({ transferSize: null }) },
    { maxTransferSize: 50_000_000 },
    ["transfer-size error: the compressed size of app is unknown: its source holds uncompressed layers"],
  ],
  ["a transfer size without a budget", { image: measuredImage({ transferSize: null }) }, {}, []],
  [
    "layers over their budget",
    {},
    { maxLayers: 2 },
    ["layers error: app has 3 layers, 1 over max-layers (2)"],
  ],
  [
    "layers over their warning level",
    {},
    { warnLayers: 1 },
    ["layers warning: app has 3 layers, 2 over warn-layers (1)"],
  ],
  ["root", user("", "root", 0), {}, ["user error: app runs as root"]],
  ["a second name for uid 0", user("toor", "toor", 0), {}, ["user error: app runs as root"]],
  ["root, allowed", user("", "root", 0), { allowRoot: true }, []],
  [
    "root, demanded and not allowed",
    user("", "root", 0),
    { runAs: "root" },
    ["user error: app runs as root"],
  ],
  ["uid 0, demanded and not allowed", user("0", "root", 0), { runAs: "0" }, ["user error: app runs as root"]],
  [
    "another name for uid 0, demanded and not allowed",
    user("toor", "toor", 0),
    { runAs: "toor" },
    ["user error: app runs as root"],
  ],
  [
    "uid 0 without a name, demanded and not allowed",
    user("0", null, 0),
    { runAs: "0" },
    ["user error: app runs as root"],
  ],
  ["root, demanded and allowed", user("", "root", 0), { runAs: "root", allowRoot: true }, []],
  [
    "another user than root, which is demanded",
    {},
    { runAs: "root", allowRoot: true },
    ["user error: app runs as appuser (uid 1000), not as root"],
  ],
  [
    "another user than demanded",
    {},
    { runAs: "nobody" },
    ["user error: app runs as appuser (uid 1000), not as nobody"],
  ],
  [
    "root if another user is demanded, allowed or not",
    user("", "root", 0),
    { runAs: "nobody", allowRoot: true },
    ["user error: app runs as root (uid 0), not as nobody"],
  ],
  ["the demanded uid", {}, { runAs: "1000" }, []],
  [
    "a uid without a name",
    user("65532", null, 65532),
    { runAs: "app" },
    ["user error: app runs as uid 65532, not as app"],
  ],
  ["an account of Windows", account("ContainerAdministrator"), {}, []],
  ["the default account of Windows", account(""), {}, []],
  ["the account of Windows that is demanded", account("containeruser"), { runAs: "ContainerUser" }, []],
  [
    "another account of Windows than demanded",
    account("ContainerAdministrator"),
    { runAs: "ContainerUser" },
    ["user error: app runs as ContainerAdministrator, not as ContainerUser"],
  ],
  [
    "the default account of Windows if another is demanded",
    account(""),
    { runAs: "ContainerUser" },
    ["user error: app runs as the default account of its base image, not as ContainerUser"],
  ],
  [
    "a user that does not exist",
    user("ghost", null, null, "no entry"),
    { allowRoot: true },
    ["user error: app runs as a user that cannot be resolved: no entry"],
  ],
  [
    "more hidden bytes than its budget",
    { image: measuredImage({ wasted: 30_000_000 }) },
    { maxWasted: 20e6 },
    ["wasted error: later layers hide 30.0 MB of app, 10.0 MB over max-wasted (20 MB)"],
  ],
  [
    "more hidden bytes than its warning level",
    { image: measuredImage({ wasted: 15_000_000 }) },
    { maxWasted: 20e6, warnWasted: 10e6 },
    ["wasted warning: later layers hide 15.0 MB of app, 5.0 MB over warn-wasted (10 MB)"],
  ],
  [
    "forbidden files, one finding for each pattern",
    {
      forbidden: [
        { path: "app/a.map", pattern: "*.map", origin: { kind: "base" }, size: 1, hidden: false },
        { path: "app/b.map", pattern: "*.map", origin: { kind: "base" }, size: 1, hidden: false },
        { path: ".git/HEAD", pattern: ".git", origin: { kind: "base" }, size: 1, hidden: true },
      ],
    },
    { forbid: [".git", "*.map"] },
    [
      "forbidden-file error: app contains `/.git/HEAD`, which `forbid` does not allow",
      "forbidden-file error: app contains `/app/a.map` and 1 more file, which `forbid` does not allow",
    ],
  ],
  [
    "no health check, which is off by default",
    { image: measuredImage({ healthcheck: false }) },
    { rules: { healthcheck: "notice" } },
    ["healthcheck notice: app has no health check"],
  ],
  [
    "a saving that is enough",
    { variant: { name: "single", size: 324_800_000, leftOut: [] } },
    { minSaving: { percent: 50 } },
    [],
  ],
  [
    "a saving that is too small",
    { variant: { name: "single", size: 300_000_000, leftOut: [] } },
    { minSaving: { percent: 50 } },
    ["saving error: app saves 137.6 MB (45.9 %) against single, less than min-saving (50 %)"],
  ],
  [
    "a saving in bytes that is too small",
    { variant: { name: "single", size: 100_000_000, leftOut: [] } },
    { minSaving: { bytes: 1 } },
    ["saving error: app saves -62.4 MB (-62.4 %) against single, less than min-saving (1 B)"],
  ],
  [
    "a saving that is half a byte too small",
    { variant: { name: "single", size: 324_799_999, leftOut: [] } },
    { minSaving: { percent: 50 } },
    ["saving error: app saves 162,399,999 B against single, less than min-saving (50 %, 162,400,000 B)"],
  ],
  [
    "a saving against nothing",
    { variant: { name: "single", size: null, leftOut: [] } },
    { minSaving: { percent: 50 } },
    ["saving error: app cannot be compared with single: single could not be measured"],
  ],
  [
    "growth within its limits",
    grown(10_000_000),
    { maxGrowth: { percent: 10 }, warnGrowth: { bytes: 10_000_000 } },
    [],
  ],
  [
    "growth over its limit in percent",
    grown(10_500_000),
    { maxGrowth: { percent: 10 }, warnGrowth: { percent: 1 } },
    ["growth error: app grew by 10.5 MB, 500.0 kB over max-growth (10 %)"],
  ],
  [
    "growth over its limit in bytes",
    grown(5_000_000),
    { maxGrowth: { bytes: 0 } },
    ["growth error: app grew by 5.0 MB, 5.0 MB over max-growth (0 B)"],
  ],
  [
    "growth over its warning level",
    grown(5_000_000),
    { maxGrowth: { percent: 10 }, warnGrowth: { bytes: 1_000_000 } },
    ["growth warning: app grew by 5.0 MB, 4.0 MB over warn-growth (1 MB)"],
  ],
  [
    "growth of one byte where none is allowed",
    grown(1),
    { maxGrowth: { bytes: 0 } },
    ["growth error: app grew by 1 B, 1 B over max-growth (0 B)"],
  ],
  [
    "growth of one byte where no percentage is allowed",
    grown(1),
    { maxGrowth: { percent: 0 } },
    ["growth error: app grew by 1 B, 1 B over max-growth (0 %)"],
  ],
  [
    "growth that rebuilding alone may make, over its limit",
    grown(80_000),
    { maxGrowth: { bytes: 10_000 } },
    ["growth error: app grew by 80.0 kB, 70.0 kB over max-growth (10 kB)"],
  ],
  [
    "growth that rebuilding alone may make, over its warning level",
    grown(10_001),
    { warnGrowth: { bytes: 10_000 } },
    ["growth warning: app grew by 10,001 B, 1 B over warn-growth (10 kB)"],
  ],
  [
    "growth one byte over a percentage",
    grown(10_000_001),
    { maxGrowth: { percent: 10 } },
    ["growth error: app grew by 10,000,001 B, 1 B over max-growth (10 %, 10 MB)"],
  ],
  ["growth at a percentage", grown(10_000_000), { maxGrowth: { percent: 10 } }, []],
  ["no growth where none is allowed", grown(0), { maxGrowth: { percent: 0 } }, []],
  ["an image that shrank", grown(-5_000_000), { maxGrowth: { bytes: 0 } }, []],
  ["drift, which is no growth", grown(20_000_000, 20_000_000), { maxGrowth: { bytes: 0 } }, []],
  [
    "drift that is to count",
    grown(20_000_000, 19_950_000),
    { maxGrowth: { percent: 10 }, maxGrowthIncludesDrift: true },
    ["growth error: app grew by 20.0 MB, 10.0 MB over max-growth (10 %)"],
  ],
  [
    "growth behind shrinking drift",
    grown(0, -20_000_000),
    { maxGrowth: { percent: 10 } },
    ["growth error: app grew by 20.0 MB, 10.0 MB over max-growth (10 %)"],
  ],
  [
    "growth without a baseline",
    {},
    { maxGrowth: { percent: 10 } },
    ["growth notice: app: max-growth was not judged: first run"],
  ],
  [
    "a setting that was loosened",
    {
      loosened: [
        {
          of: "app",
          setting: "max-size",
          kind: "loosens",
          before: "150 MB",
          after: "200 MB",
          place: { name: ".stagegate.yml:7", at: { file: ".stagegate.yml", line: 7 } },
        },
      ],
    },
    {},
    ["loosened warning: this change loosens max-size of app: 150 MB → 200 MB"],
  ],
  [
    "a platform that no smoke test can be started for, beside one that was",
    { smokeNotRun: "no emulation", isSmokeRun: true },
    {},
    ["smoke notice: app: the smoke test did not run: no emulation"],
  ],
  [
    "a smoke test that can be started for no platform",
    { smokeNotRun: "no emulation", isSmokeRun: false },
    {},
    ["smoke error: app: smoke was not checked: no emulation"],
  ],
  [
    "platforms that nobody judges",
    { rowPlatforms: ["linux/amd64"], leftPlatforms: ["linux/arm64", "linux/arm/v7"] },
    {},
    ["platforms notice: app: judged 1 of 3 platforms: linux/amd64; not judged: linux/arm64, linux/arm/v7"],
  ],
  [
    "a build for another platform without emulation",
    {
      image: null,
      platform: "linux/arm64",
      rowPlatforms: ["linux/amd64", "linux/arm64"],
      failure: {
        kind: "build",
        message: "no",
        place: null,
        log: "exec /bin/sh: exec format error",
        logFile: null,
      },
    },
    {},
    ["build error: app could not be built: no"],
  ],
  [
    "an image that was not built",
    { image: null, failure: { kind: "build", message: "no", place: null, log: null, logFile: null } },
    { runAs: "x" },
    ["build error: app could not be built: no"],
  ],
  [
    "an image that was not read",
    { image: null, failure: { kind: "unreadable", message: "no", place: null, log: null, logFile: null } },
    {},
    ["build error: app could not be read: no"],
  ],
  [
    "an image that could not be read, and is called by its reference",
    {
      name: "registry:o/app:1 · linux/arm64",
      imageName: "registry:o/app:1",
      failure: {
        kind: "unreadable",
        message: "o/app:1: the registry has no tag 1",
        place: null,
        log: null,
        logFile: null,
      },
    },
    {},
    ["build error: registry:o/app:1 · linux/arm64 could not be read: the registry has no tag 1"],
  ],
])("%s", (_, change, settings, expected) => {
  expect(words(found(change, settings))).toEqual(expected);
});

test("an image for another system than the classic store has advice", () => {
  const message = "operating system is not supported";
  const failure = { kind: "build", message, place: null, log: null, logFile: null } as const;
  const [finding] = found({ image: null, failure });
  expect(finding?.message).toBe(`app could not be built: ${message}`);
  expect(finding?.advice).toContain("Use the containerd image store");
});

test("a waiver turns errors of sizes and growth into warnings, and no others", () => {
  const change = { ...grown(5_000_000), ...user("", "root", 0) };
  const settings = {
    maxSize: 1e6,
    maxOwnSize: 1e6,
    maxTransferSize: 1,
    maxGrowth: { bytes: 1 },
    maxLayers: 1,
  };
  const findings = findingsOf({ name: "app", ...change }, settings, true);
  expect(words(findings)).toEqual([
    "layers error: app has 3 layers, 2 over max-layers (1)",
    "user error: app runs as root",
    "size warning: app is 162.4 MB, 161.4 MB over max-size (1 MB)",
    "own-size warning: the own size of app is 38.1 MB, 37.1 MB over max-own-size (1 MB)",
    "transfer-size warning: the compressed size of app is 58.0 MB, 58.0 MB over max-transfer-size (1 B)",
    "growth warning: app grew by 5.0 MB, 5.0 MB over max-growth (1 B)",
  ]);
  expect(findings.map(({ waived }) => waived)).toEqual([false, false, true, true, true, true]);
});

test("a failing test has the step's lines and log", () => {
  const failure = {
    kind: "build",
    message: "RUN npm test ended with exit code 1",
    place: { file: "Dockerfile", lines: [8, 9] },
    log: "1 failed",
    logFile: "logs/app-test.log",
  } as const;
  const outcome: TestOutcome = { target: "test", status: "failed", cached: false, duration: 1, failure };
  const passed: TestOutcome = { target: "lint", status: "passed", cached: true, duration: 1, failure: null };
  expect(found({ tests: [passed, outcome] })).toEqual([
    {
      rule: "test",
      level: "error",
      waived: false,
      message: "the tests of app failed in stage test: RUN npm test ended with exit code 1",
      place: failure.place,
      log: failure.log,
      logFile: failure.logFile,
      actual: null,
      limit: null,
      advice: null,
    },
  ]);
});

test("tests that could not start beside an image that does not build have no finding", () => {
  const failure = { kind: "build", message: "no", place: null, log: null, logFile: null } as const;
  const { findings, rules } = judgeByRules(
    factsOf({ image: null, failure, testsNotRun: ["test"] }),
    settingsWith(),
    false,
  );
  expect(findings.map(({ rule }) => rule)).toEqual(["build"]);
  expect(rules.find(({ id }) => id === "test")?.skipped).toBe("not run: production could not be built");
});

test("the log of a step that an image and its tests share is shown once", () => {
  const failure = {
    kind: "build",
    message: "RUN npm ci ended with exit code 1",
    place: { file: "Dockerfile", lines: [3, 3] },
    log: "ECONNREFUSED",
    logFile: "logs/app.log",
  } as const;
  const other = { ...failure, log: "1 failed", logFile: "logs/app-lint.log" };
  const test = (target: string, own: Failure): TestOutcome => {
    return { target, status: "failed", cached: false, duration: null, failure: { ...own } };
  };
  const facts = {
    image: null,
    failure,
    tests: [test("test", failure), test("lint", other), test("e2e", other)],
  };
  expect(found(facts).map(({ rule, log, logFile }) => [rule, log, logFile])).toEqual([
    ["build", "ECONNREFUSED", "logs/app.log"],
    ["test", null, null],
    ["test", "1 failed", "logs/app-lint.log"],
    ["test", null, null],
  ]);
});

test("growth is shown at the line that made most of it", () => {
  const origin = (line: number): Origin => ({
    kind: "instruction",
    stage: null,
    file: "Dockerfile",
    lines: [line, line],
    instruction: "RUN true",
  });
  const { change, ...rest } = grown(5_000_000);
  const origins = [
    { before: origin(3), after: null, size: -9_000_000, drift: 0, files: [] },
    { before: origin(4), after: origin(5), size: 8_000_000, drift: 0, files: [] },
    { before: null, after: origin(6), size: 6_000_000, drift: 0, files: [] },
  ];
  const [finding] = found(
    { ...rest, change: change == null ? null : { ...change, origins } },
    { maxGrowth: { bytes: 0 } },
  );
  expect(finding).toMatchObject({ rule: "growth", place: { file: "Dockerfile", lines: [5, 5] } });
});

test("growth that drift of the base image hides is shown at the line that made it", () => {
  const { change, ...rest } = grown(20_000_000, 15_000_000);
  const origins = [
    { before: BASE, after: BASE, size: 15_000_000, drift: 15_000_000, files: [] },
    { before: null, after: line(7), size: 5_000_000, drift: 0, files: [] },
  ];
  const placeWith = (maxGrowthIncludesDrift: boolean) =>
    found(
      { ...rest, change: change == null ? null : { ...change, origins } },
      { maxGrowth: { bytes: 0 }, maxGrowthIncludesDrift },
    )[0]?.place;
  expect(placeWith(false)).toEqual({ file: "Dockerfile", lines: [7, 7] });
  expect(placeWith(true)).toEqual(PLACE);
});

test("drift of a line without a rebuild is a warning, and counts if set", () => {
  const { change, ...rest } = grown(12_000_000, 11_000_000);
  const origins = [
    { before: line(7), after: line(7), size: 11_000_000, drift: 11_000_000, files: [] },
    { before: null, after: line(9), size: 1_000_000, drift: 0, files: [] },
  ];
  const withState = (state: "stored" | "rebuilt" | "built", settings: Partial<ImageSettings> = {}) =>
    found(
      {
        change: change == null ? null : { ...change, origins },
        baseline: { ...(rest.baseline ?? baseline()), state, why: "no room" },
      },
      { maxGrowth: { bytes: 5_000_000 }, ...settings },
    ).map(({ level, message, place }) => [level, message, place?.lines[0]]);
  expect(withState("stored")).toEqual([
    [
      "warning",
      "app grew by 12.0 MB, 7.0 MB over max-growth (5 MB); only a warning, because 11.0 MB may be drift of lines that did not change, and the base commit was not built: no room",
      7,
    ],
  ]);
  expect(withState("rebuilt")).toEqual([]);
  expect(withState("built")).toEqual([]);
  expect(withState("rebuilt", { maxGrowthIncludesDrift: true })).toEqual([
    ["error", "app grew by 12.0 MB, 7.0 MB over max-growth (5 MB)", 7],
  ]);
});

const BASE: Origin = { kind: "base" };

const line = (number: number, instruction = `RUN line ${number}`): Origin => ({
  kind: "instruction",
  stage: null,
  file: "Dockerfile",
  lines: [number, number],
  instruction,
});

const layer = (size: number, transferSize: number, origin: Origin): LayerReport => ({
  diffId: `sha256:${size}`,
  size,
  transferSize,
  files: 1,
  origin,
});

test.each<[what: string, layers: LayerReport[], size: number, transferSize: number]>([
  ["the line that added most", [layer(10, 1, BASE), layer(20, 2, line(4)), layer(15, 9, line(7))], 4, 7],
  ["the FROM of a base image that added most", [layer(30, 9, BASE), layer(20, 2, line(4))], 12, 12],
  [
    "the line whose layers together added most",
    [layer(9, 9, BASE), layer(5, 5, line(4)), layer(6, 6, line(4)), layer(10, 10, line(7))],
    4,
    4,
  ],
  ["the FROM if no line is known", [layer(30, 9, { kind: "unknown" })], 12, 12],
  ["the FROM of an image without layers", [], 12, 12],
])("a budget is shown at %s", (_, layers, size, transferSize) => {
  const image = measuredImage({ layers });
  const findings = found({ image }, { maxSize: 1, maxTransferSize: 1 });
  expect(findings.map(({ place }) => place?.lines[0])).toEqual([size, transferSize]);
});

test("a finding on the own size stands at the line that added most of it", () => {
  const image = measuredImage({ layers: [layer(30, 9, BASE), layer(10, 2, line(4)), layer(5, 9, line(7))] });
  expect(found({ image }, { maxOwnSize: 1 })[0]).toMatchObject({
    rule: "own-size",
    place: { lines: [4, 4] },
  });
});

test("a finding on hidden bytes stands at the line that added most of them", () => {
  const hidden = (origin: Origin, size: number): WasteReport => ({
    origin,
    hiddenBy: line(9),
    size,
    files: 1,
    how: "deleted",
    path: "/x",
  });
  const image = measuredImage({
    wasted: 5,
    waste: [hidden(BASE, 9), hidden(line(4), 3), hidden(line(7), 2)],
  });
  expect(found({ image }, { maxWasted: 1 })[0]).toMatchObject({ rule: "wasted", place: { lines: [4, 4] } });
});

test("errors come first, then warnings, then notices", () => {
  const findings = found(user("", "root", 0), { maxSize: null, warnLayers: 1 });
  expect(findings.map(({ rule, level }) => `${level} ${rule}`)).toEqual([
    "error user",
    "warning layers",
    "notice size",
  ]);
});

test.each([
  [162_400_000, "180MB"],
  [5_600_000, "6.2MB"],
  [950_000_000, "1.1GB"],
  [0, "1B"],
])("for %d bytes the budget %s is suggested", (size, budget) => {
  expect(found({ image: measuredImage({ size }) }, { maxSize: null })[0]?.advice).toBe(
    `Set a budget, for example \`max-size: ${budget}\`.`,
  );
});

test("each rule has a unique name and a reason", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const { why } of RULES) expect(why).toMatch(/^[A-Z].*\.$/);
});

test("a repository's history is no growth, even if drift counts", () => {
  const { change, ...facts } = grown(3_000_000, 1_000_000);
  if (change === undefined || change === null) throw new Error("there is no change");
  const own = { ...facts, change: { ...change, history: 1_500_000, growth: 500_000 } };
  const growthOf = (settings: Partial<ImageSettings>) =>
    found(own, settings).flatMap(({ rule, actual }) => (rule === "growth" ? [actual] : []));
  expect(growthOf({ maxGrowth: { bytes: 600_000 } })).toEqual([]);
  expect(growthOf({ maxGrowth: { bytes: 600_000 }, maxGrowthIncludesDrift: true })).toEqual([1_500_000]);
});

test.each<[origin: Origin, hidden: boolean, advice: string]>([
  [
    line(4, "COPY --from=build /small /s"),
    false,
    "Do not copy it in this line, or remove it in stage `build`.",
  ],
  [line(4, "COPY --from=nginx:1.29 /etc /s"), false, "Do not copy it in this line."],
  [line(4, "COPY . /app"), false, "List it in .dockerignore."],
  [line(4, "ONBUILD COPY . /app"), false, "List it in .dockerignore."],
  [line(4, "COPY small /s"), false, "Do not copy it in this line."],
  [line(4, 'COPY ["a/s", "/"]'), false, "Do not copy it in this line."],
  [
    line(4, "ADD app.tar.gz /"),
    false,
    "Do this in another stage, and copy from it only what the image needs.",
  ],
  [line(4, "RUN make"), false, "Delete it in this RUN."],
  [line(4, "RUN make"), true, "A later layer deletes the file, but it still ships. Delete it in this RUN."],
  [
    BASE,
    false,
    "The file comes with the base image. Use another base image, or remove the pattern from `forbid`.",
  ],
])("a forbidden file of %j, hidden %s, has the advice %j", (origin, hidden, advice) => {
  const forbidden = [{ path: "s", pattern: "/s", origin, size: 1, hidden }];
  expect(found({ forbidden }, { forbid: ["/s"] })[0]?.advice).toBe(advice);
});

test.each<[runAs: string, target: string | null, advice: string]>([
  ["app", null, "Create the user `app` in the last stage if the image has none, and end it with `USER app`."],
  ["app", "web", "Create the user `app` in stage `web` if the image has none, and end it with `USER app`."],
  ["10001", "web", "End stage `web` with `USER 10001`."],
])("advice for run-as %s in the target %s shows how", (runAs, target, advice) => {
  expect(found({ ...user("", "root", 0), target }, { runAs })[0]?.advice).toBe(advice);
});

test("a finding on the user is shown at its USER", () => {
  const userPlace = { file: "Dockerfile", lines: [15, 15] } as const;
  const problems = [user("", "root", 0), user("ghost", null, null, "no entry")].map(
    (change) => found({ ...change, userPlace })[0]?.place,
  );
  expect(problems).toEqual([userPlace, userPlace]);
});
