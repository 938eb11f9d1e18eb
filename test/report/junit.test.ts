import fc from "fast-check";
import { SaxesParser } from "saxes";
import { imageVerdict } from "../../src/judge/verdict.ts";
import type { ImageReport, Level, Report } from "../../src/model/report.ts";
import { junit } from "../../src/report/junit.ts";
import { RULES } from "../../src/rules/index.ts";
import { finding, imageReport, loosened, reportOf, richImageReport } from "../fixtures/report.ts";
import { hostileText, reportWith } from "./hostile.ts";

/** An element of a document that is well-formed. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Parses strictly, as XML 1.0 says. */
function parse(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.write(xml).close();
  return root.children[0] ?? root;
}

/** The cases of all suites. */
function cases(report: Report): Element[] {
  return parse(junit(report)).children.flatMap(({ children }) => children);
}

/** What became of a case: the names of its elements. */
function outcome(image: ImageReport, name: string): string[] {
  const found = cases(reportOf(image)).find(({ attributes }) => attributes["name"] === name);
  return found?.children.map((child) => child.name) ?? ["no such case"];
}

test("a report has a suite for each image", () => {
  const smoke = {
    status: "failed" as const,
    ready: 300,
    duration: 900,
    checks: [
      { kind: "ready" as const, what: "ready", problem: null },
      { kind: "request" as const, what: "GET /health", problem: "GET /health answered 500, not 200" },
    ],
    processes: [],
  };
  const failing = finding({ rule: "smoke", message: "production did not do well", log: "boom" });
  const rich = richImageReport();
  const report = reportOf(
    { ...rich, smoke, findings: [...rich.findings, failing] },
    imageReport({ name: "worker" }),
  );
  expect(junit(report)).toMatchSnapshot();
});

test("every rule is a case, in order", () => {
  const names = cases(reportOf(imageReport({ tests: [] }))).map(({ attributes }) => attributes["name"]);
  expect(names).toEqual(RULES.map(({ id }) => id));
});

test.each<[string, Partial<ImageReport>, string, string[]]>([
  ["a rule without findings passes", {}, "size", []],
  ["an error fails", { findings: [finding()] }, "size", ["failure"]],
  ["a warning is output", { findings: [finding({ level: "warning" })] }, "size", ["system-out"]],
  [
    "a notice is output",
    { reportOnly: true, findings: [finding({ level: "notice" })] },
    "size",
    ["system-out"],
  ],
  [
    "a rule whose check has no result is an error",
    {
      verdict: "error",
      findings: [finding({ rule: "smoke" })],
      rules: [{ id: "smoke", level: "error", skipped: null, problem: "the engine stopped" }],
    },
    "smoke",
    ["error"],
  ],
  [
    "a rule that could not have failed is skipped",
    { rules: [{ id: "user", level: "off", skipped: "it is off", problem: null }] },
    "user",
    ["skipped"],
  ],
  ["a limit that is not set is skipped", { budgets: {} }, "size", ["skipped"]],
  [
    "a warning without a limit is skipped, with the warning",
    { budgets: {}, findings: [finding({ level: "warning" })] },
    "size",
    ["skipped", "system-out"],
  ],
  ["growth without a baseline is skipped", { budgets: { growth: "10 %" } }, "growth", ["skipped"]],
  ["a rule that needs an image is skipped without one", { image: null }, "user", ["skipped"]],
  [
    "an image that does not build is a failure",
    { verdict: "fail", image: null, findings: [finding({ rule: "build" })] },
    "build",
    ["failure"],
  ],
  [
    "an image that cannot be read is an error",
    { verdict: "error", image: null, findings: [finding({ rule: "build" })] },
    "build",
    ["error"],
  ],
])("%s", (_what, change, name, expected) => {
  expect(outcome(imageReport(change), name)).toEqual(expected);
});

test("a test target has its time in seconds, and a cached one has none", () => {
  const tests = [
    { target: "unit", status: "passed" as const, cached: false, duration: 24_100 },
    { target: "lint", status: "passed" as const, cached: true, duration: null },
  ];
  const found = cases(reportOf(imageReport({ tests }))).filter(
    ({ attributes }) => attributes["classname"] === "production.test",
  );
  expect(found.map(({ attributes: { name, time } }) => [name, time])).toEqual([
    ["unit", "24.100"],
    ["lint", "0.000"],
  ]);
});

test.each<[string, Level | null, string]>([
  ["fails by the rule's error", "error", "failure"],
  ["is output if the rule only warns", "warning", "system-out"],
  ["is output if the rule is off", null, "system-out"],
])("a test target that failed %s", (_what, level, expected) => {
  const tests = [{ target: "unit", status: "failed" as const, cached: false, duration: 100 }];
  const findings = level === null ? [] : [finding({ rule: "test", level })];
  expect(outcome(imageReport({ tests, findings }), "unit")).toEqual([expected]);
});

test("a suite fails exactly if its image fails, and has right numbers", () => {
  const level = fc.constantFrom<Level>("error", "warning", "notice");
  const one = fc.record({ rule: fc.constantFrom(...RULES.map(({ id }) => id)), level }).map(finding);
  fc.assert(
    fc.property(fc.array(one), fc.boolean(), fc.boolean(), (found, reportOnly, isUnreadable) => {
      const all = isUnreadable ? [finding({ rule: "build" }), ...found] : found;
      const findings = reportOnly ? all.map((one) => finding({ ...one, level: "notice" })) : all;
      const verdict = imageVerdict(findings, isUnreadable, reportOnly);
      const report = reportOf(imageReport({ verdict, reportOnly, findings }));
      const [suite] = parse(junit(report)).children;
      const { tests, failures, errors, skipped } = suite?.attributes ?? {};
      expect(Number(failures) + Number(errors) > 0).toBe(verdict !== "pass");
      expect(Number(errors) > 0).toBe(verdict === "error");
      const count = (name: string) =>
        suite?.children.filter(({ children }) => children.some((child) => child.name === name)).length;
      expect([tests, failures, errors, skipped].map(Number)).toEqual([
        suite?.children.length,
        count("failure"),
        count("error"),
        count("skipped"),
      ]);
    }),
  );
});

test("no text changes the structure of the XML", () => {
  const shape = ({ name, children }: Element): unknown => [name, children.map(shape)];
  const harmless = shape(parse(junit(reportWith("harmless"))));
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(shape(parse(junit(reportWith(`a${text}b`))))).toEqual(harmless);
    }),
  );
});

describe("one failure is one failed case", () => {
  const failing = (image: Partial<ImageReport>) =>
    cases(reportOf(imageReport({ verdict: "fail", ...image })))
      .filter(({ children }) => children.some(({ name }) => name === "failure"))
      .map(({ attributes: { classname, name }, children }) => [
        `${classname} ${name}`,
        children[0]?.attributes["message"],
        children[0]?.text,
      ]);

  test("by its smoke test", () => {
    const checks = [
      { kind: "ready" as const, what: "ready", problem: null },
      { kind: "request" as const, what: "GET /a", problem: "answered 500 instead of 200" },
      { kind: "request" as const, what: "GET /b", problem: "answered 404 instead of 200" },
    ];
    expect(
      failing({
        smoke: { status: "failed", ready: 1, duration: 2, checks, processes: [] },
        findings: [
          finding({ rule: "smoke", message: "GET /a of app answered 500 instead of 200", log: "boom" }),
          finding({ rule: "smoke", message: "GET /b of app answered 404 instead of 200" }),
        ],
      }),
    ).toEqual([
      [
        "production.smoke GET /a",
        "GET /a of app answered 500 instead of 200",
        "GET /a of app answered 500 instead of 200\nboom",
      ],
      [
        "production.smoke GET /b",
        "GET /b of app answered 404 instead of 200",
        "GET /b of app answered 404 instead of 200",
      ],
    ]);
  });

  test("by a test target, beside one that passes", () => {
    const tests = [
      { target: "lint", status: "passed" as const, cached: true, duration: null },
      { target: "unit", status: "failed" as const, cached: false, duration: 100 },
    ];
    expect(failing({ tests, findings: [finding({ rule: "test", message: "unit failed" })] })).toEqual([
      ["production.test unit", "unit failed", "unit failed"],
    ]);
  });

  test("by a finding without a part", () => {
    expect(failing({ findings: [finding({ rule: "test", message: "no tests" })] })).toEqual([
      ["production test", "no tests", "no tests"],
    ]);
  });

  test("by its build, if its tests did not run", () => {
    const image = { image: null, tests: [], testsNotRun: ["unit"] };
    const findings = [finding({ rule: "build", message: "no" })];
    expect(failing({ ...image, findings })).toEqual([["production build", "no", "no"]]);
    expect(outcome(imageReport({ ...image, findings }), "unit")).toEqual(["skipped"]);
  });
});

describe("a finding on the run", () => {
  const report = (level: Level): Report => ({
    ...reportOf(imageReport()),
    findings: [
      loosened("this change no longer gates old", { level }),
      loosened("this change loosens only", { level }),
    ],
  });

  test("is in a suite before those of the images", () => {
    const suites = parse(junit(report("error"))).children;
    expect(suites.map(({ attributes }) => attributes["name"])).toEqual(["stagegate", "production"]);
    expect(suites[0]).toMatchObject({
      attributes: { tests: "1", failures: "1", errors: "0", skipped: "0" },
      children: [
        {
          attributes: { classname: "stagegate", name: "loosened" },
          children: [
            {
              name: "failure",
              attributes: { message: "this change no longer gates old" },
              text: "this change no longer gates old\n\nthis change loosens only",
            },
          ],
        },
      ],
    });
  });

  test("is output if it is not an error", () => {
    const [suite] = parse(junit(report("warning"))).children;
    expect(suite).toMatchObject({
      attributes: { failures: "0" },
      children: [{ children: [{ name: "system-out" }] }],
    });
  });

  test("has no suite if there is none", () => {
    expect(parse(junit(reportOf(imageReport()))).children).toHaveLength(1);
  });
});

test("a case with too many long logs keeps their starts and ends", () => {
  const long = `first line\n${"x".repeat(61_000)}\nlast line`;
  const findings = Array.from({ length: 3000 }, () => finding({ log: long }));
  const xml = junit(reportOf(imageReport({ findings })));
  expect(xml.length).toBeLessThan(200_000);
  const text = cases(reportOf(imageReport({ findings })))
    .map(({ children }) => children[0]?.text ?? "")
    .join("");
  expect(text).toContain("first line\nxxx");
  expect(text).toContain("41021 characters left out");
  expect(text).toContain("xxx\nlast line\n\n");
  expect(text).toContain("2,995 more findings in report.json");
});
