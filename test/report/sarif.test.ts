import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Log, Result } from "sarif";
import { MOST_RESULTS, sarif } from "../../src/report/sarif.ts";
import { RULES } from "../../src/rules/index.ts";
import {
  finding,
  imageReport,
  loosened,
  measuredImage,
  reportOf,
  richImageReport,
} from "../fixtures/report.ts";
import { hostileText, reportWith } from "./hostile.ts";

/** The structure of OASIS's schema, without its prose. It is of draft 4, and means the same in draft 7. */
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(new URL("../fixtures/sarif-schema-2.1.0.json", import.meta.url), "utf8"));

const isSarif = new Ajv({
  strict: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    "uri-reference": (text: string) => /^[!-~]*$/.test(text) && URL.canParse(text, "file:///src/"),
    "date-time": () => true,
  },
}).compile<Log>(schema);

function read(text: string): Log {
  const log: unknown = JSON.parse(text);
  if (!isSarif(log)) throw new Error(JSON.stringify(isSarif.errors));
  return log;
}

function results(...reports: Parameters<typeof reportOf>): Result[] {
  return read(sarif(reportOf(...reports))).runs[0]?.results ?? [];
}

test("a report has a result for each finding, at its lines", () => {
  const { findings } = richImageReport();
  const report = { ...reportOf(richImageReport()), waiver: "image-size-ok" };
  const [run] = read(sarif(report)).runs;
  expect(run?.results).toHaveLength(findings.length);
  expect(run?.results).toMatchSnapshot();
});

test("every rule is listed with its level, and every result points at its rule", () => {
  const [run] = read(sarif(reportOf(richImageReport()))).runs;
  const rules = run?.tool.driver.rules ?? [];
  expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  expect(rules.find(({ id }) => id === "size")).toMatchSnapshot();
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
});

test("an unknown rule has a result without an index", () => {
  const [result] = results(imageReport({ findings: [finding({ rule: "of-tomorrow" })] }));
  expect(result).toMatchObject({ ruleId: "of-tomorrow" });
  expect(result).not.toHaveProperty("ruleIndex");
});

test("a finding without a place is shown at the FROM of its image", () => {
  const [result] = results(imageReport({ findings: [finding({ place: null })] }));
  expect(result?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: "Dockerfile", uriBaseId: "%SRCROOT%" },
    region: { startLine: 12, endLine: 12 },
  });
});

test("an existing image has its name and no place", () => {
  const [result] = results(imageReport({ place: null, findings: [finding({ place: null })] }));
  expect(result?.locations).toEqual([{ logicalLocations: [{ name: "production", kind: "image" }] }]);
});

test.each([
  ["my app/Dockerfile", "my%20app/Dockerfile"],
  ["a:b/100%.Dockerfile", "a%3Ab/100%25.Dockerfile"],
  ["ä?#", "%C3%A4%3F%23"],
  ["//example.com/Dockerfile", "/example.com/Dockerfile"],
])("the path %s is the URI %s", (file, uri) => {
  const [result] = results(imageReport({ findings: [finding({ place: { file, lines: [1, 2] } })] }));
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
});

test("a report-only image has no errors, and the label suppresses a waived error", () => {
  const image = imageReport({ reportOnly: true, findings: [finding({ level: "notice" })] });
  const waived = imageReport({ findings: [finding({ level: "warning", waived: true })] });
  const log = read(sarif({ ...reportOf(image, waived), waiver: "image-size-ok" }));
  expect(log.runs[0]?.results?.map(({ level, suppressions }) => ({ level, suppressions }))).toEqual([
    { level: "warning", suppressions: [{ kind: "external", justification: "image-size-ok" }] },
    { level: "note", suppressions: [] },
  ]);
});

test("a message comes before its advice and has no link", () => {
  const message = "see [this](https://example.com)";
  const [result] = results(imageReport({ findings: [finding({ message, advice: "do that" })] }));
  expect(result?.message.text).toBe("see [this]\u200b(https://example.com)\ndo that");
});

describe("a fingerprint", () => {
  const of = (...findings: Parameters<typeof finding>[0][]) =>
    results(imageReport({ image: measuredImage(), findings: findings.map(finding) })).map(
      ({ partialFingerprints }) => partialFingerprints?.["stagegate/v1"],
    );

  test.each([
    ["the lines change", { place: { file: "Dockerfile", lines: [40, 41] as const } }],
    ["the numbers change", { message: "production is 3.4 GB, 1.4 GB over max-size (2 GB)" }],
    ["the level changes", { level: "warning" as const }],
  ])("stays when %s", (_what, change) => {
    const before = { message: "production is 162.4 MB, 12.4 MB over max-size (150 MB)" };
    expect(of({ ...before, ...change })).toEqual(of(before));
  });

  test("differs by rule, by message and by repetition", () => {
    const all = of({}, {}, { rule: "layers" }, { message: "other" });
    expect(new Set(all).size).toBe(4);
    expect(all[1]).toBe(all[0]?.replace(/1$/, "2"));
  });
});

test("too many results are cut after the errors, with a count", () => {
  const notices = Array.from({ length: MOST_RESULTS }, () => finding({ level: "notice" }));
  const log = read(
    sarif(reportOf(imageReport({ findings: notices }), imageReport({ findings: [finding()] }))),
  );
  expect(log.runs[0]?.results).toHaveLength(MOST_RESULTS);
  expect(log.runs[0]?.results?.[0]?.level).toBe("error");
  expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
    "1 more finding in report.json",
  );
});

test("no text changes the structure of SARIF", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const { message, locations } of read(sarif(reportWith(text))).runs[0]?.results ?? []) {
        expect(/[^\P{C}\n\u200b]/u.exec(message.text ?? "")).toBeNull();
        expect(message.text).not.toContain("](");
        const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "";
        expect(decodeURIComponent(uri)).toBe(text.replace(/\p{Cs}/gu, "\ufffd").replace(/\/+/g, "/"));
      }
    }),
  );
});

test("findings on the run are at their line or the first FROM", () => {
  const [first, second] =
    read(
      sarif({
        ...reportOf(imageReport()),
        findings: [
          loosened("this change loosens only", { place: { file: ".stagegate.yml", lines: [2, 2] } }),
          loosened("this change no longer gates old"),
        ],
      }),
    ).runs[0]?.results ?? [];
  const at = (uri: string, line: number) => ({
    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
    region: { startLine: line, endLine: line },
  });
  const logicalLocations = [{ name: "stagegate", kind: "run" }];
  expect(first).toMatchObject({
    ruleId: "loosened",
    level: "warning",
    locations: [{ physicalLocation: at(".stagegate.yml", 2), logicalLocations }],
    properties: { image: null },
  });
  const { place } = imageReport();
  expect(second?.locations).toEqual([
    { physicalLocation: at(place?.file ?? "", place?.lines[0] ?? 0), logicalLocations },
  ]);
  expect(first?.partialFingerprints).not.toEqual(second?.partialFingerprints);
});
