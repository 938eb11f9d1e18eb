import { Ajv } from "ajv";
import fc from "fast-check";
import { codeQuality } from "../../src/report/codequality.ts";
import { finding, imageReport, loosened, reportOf, richImageReport } from "../fixtures/report.ts";
import { hostileText, reportWith } from "./hostile.ts";

interface Issue {
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** What GitLab demands: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const isCodeQuality = new Ajv().compile<Issue[]>({
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string" },
      check_name: { type: "string" },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", not: { pattern: "^\\.?/" } },
          lines: {
            type: "object",
            required: ["begin"],
            properties: { begin: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
});

function read(text: string): Issue[] {
  const issues: unknown = JSON.parse(text);
  if (!isCodeQuality(issues)) throw new Error(JSON.stringify(isCodeQuality.errors));
  return issues;
}

test("a report has an issue for each finding, at its line", () => {
  expect(read(codeQuality(reportOf(richImageReport())))).toMatchSnapshot();
});

test("a report without findings is an empty list", () => {
  expect(codeQuality(reportOf(imageReport()))).toBe("[]\n");
});

test("a finding without a place is at the FROM, else at the configuration", () => {
  const ofRun = { ...reportOf(imageReport({ place: null })), findings: [loosened("less strict")] };
  const findings = [finding({ place: null })];
  expect(read(codeQuality(reportOf(imageReport({ findings }))))[0]?.location).toEqual({
    path: "Dockerfile",
    lines: { begin: 12 },
  });
  expect(read(codeQuality(ofRun))[0]?.location).toEqual({ path: ".stagegate.yml", lines: { begin: 1 } });
});

test("a fingerprint stays when numbers and lines change, and is unique", () => {
  const at = (line: number, size: string) => {
    const one = finding({ message: `it is ${size}`, place: { file: "Dockerfile", lines: [line, line] } });
    const issues = read(codeQuality(reportOf(imageReport({ findings: [one, one] }))));
    return issues.map(({ fingerprint }) => fingerprint);
  };
  expect(at(3, "1.5 MB")).toEqual(at(9, "20 kB"));
  expect(new Set(at(3, "1.5 MB")).size).toBe(2);
});

test.each([
  ["./app/Dockerfile", "app/Dockerfile"],
  ["/srv/Dockerfile", "srv/Dockerfile"],
  ["my app/Dockerfile", "my app/Dockerfile"],
])("the path %s is written %s", (file, path) => {
  const findings = [finding({ place: { file, lines: [1, 1] } })];
  expect(read(codeQuality(reportOf(imageReport({ findings }))))[0]?.location.path).toBe(path);
});

test("any text keeps the format valid", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const issues = read(codeQuality(reportWith(text)));
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    }),
  );
});
