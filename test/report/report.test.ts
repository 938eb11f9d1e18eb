import fc from "fast-check";
import { LONGEST_COMMENT, markdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { terminal } from "../../src/report/terminal.ts";
import { exitCode, imageVerdict, runVerdict } from "../../src/report/verdict.ts";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";

const REPORTS: Readonly<Record<string, Report>> = {
  "one image that passes": reportOf(imageReport()),
  "an image over its budget beside one that passes": reportOf(
    imageReport({
      verdict: "fail",
      budgets: { size: 150_000_000, transferSize: 60_000_000, layers: null, growth: null },
      variant: { name: "single-stage", size: 812_000_000, saving: 649_600_000 },
      findings: [
        finding({
          message: "production is 162.4 MB: 12.4 MB over its budget of 150.0 MB",
          place: { file: "Dockerfile", lines: [12, 12] },
        }),
        finding({
          rule: "layers",
          level: "warning",
          message: "production has 3 layers: 1 layer over its warning level of 2 layers",
        }),
      ],
    }),
    imageReport({
      name: "worker",
      image: measuredImage({
        transferSize: null,
        baseImage: null,
        user: { configured: "65532", name: null, uid: 65532, gid: 0, problem: null },
      }),
    }),
    imageReport({
      name: "single-stage",
      reportOnly: true,
      tests: [],
      image: measuredImage({ user: { configured: "", name: "root", uid: 0, gid: 0, problem: null } }),
      findings: [finding({ rule: "user", message: "single-stage runs as root", advice: "Add a user" })],
    }),
  ),
  "tests that fail and an image that does not build": reportOf(
    imageReport({
      verdict: "fail",
      tests: [
        { target: "test", status: "failed", cached: false, duration: 3000 },
        { target: "lint", status: "passed", cached: true, duration: 10 },
      ],
      findings: [
        finding({
          rule: "test",
          message: "the tests of production failed in stage test: RUN npm test ended with exit code 1",
          place: { file: "Dockerfile", lines: [8, 10] },
          log: "FAIL a.test.js\n  expected 1",
        }),
      ],
    }),
    imageReport({
      name: "worker",
      verdict: "fail",
      image: null,
      tests: [],
      findings: [finding({ rule: "build", message: "worker could not be built: no" })],
    }),
  ),
  "an image on a stand-in": reportOf(
    imageReport({
      image: measuredImage({
        baseImage: {
          knownBy: "history",
          name: "python:3.13-slim",
          from: "python:3.13-slim",
          digest: null,
          layers: 1,
          size: 124_300_000,
          standIn: "Debian trixie python3 3.13.5",
        },
      }),
    }),
  ),
  "an existing image, without an engine": {
    ...reportOf(
      imageReport({ target: null, tests: [], budgets: { size: null, transferSize: null, layers: null, growth: null } }),
    ),
    engine: null,
  },
};

describe.each(Object.entries(REPORTS))("%s", (_, report) => {
  test("as Markdown", () => expect(markdown(report)).toMatchSnapshot());
  test("for a terminal", () => expect(terminal(report)).toMatchSnapshot());
});

test.each([
  ["passes without findings", [], null, false, "pass"],
  ["passes with warnings", [finding({ level: "warning" })], null, false, "pass"],
  ["fails by an error", [finding()], null, false, "fail"],
  ["is not judged when it could not be read", [finding()], "unreadable", false, "error"],
  ["fails when it could not be built", [finding()], "build", false, "fail"],
  ["passes when it is only reported", [finding()], "build", true, "pass"],
] as const)("an image %s", (_, findings, kind, reportOnly, verdict) => {
  const failure = kind === null ? null : { kind, message: "no", place: null, log: null };
  expect(imageVerdict(findings, failure, reportOnly)).toBe(verdict);
});

test.each([
  [["pass", "pass"], "pass", 0],
  [["pass", "error"], "error", 2],
  [["error", "fail"], "fail", 1],
] as const)("images %j make the run %s", (verdicts, verdict, code) => {
  expect(runVerdict(verdicts.map((own) => ({ verdict: own })))).toBe(verdict);
  expect(exitCode({ ...reportOf(), verdict })).toBe(code);
});

const HOSTILE = "|a`b`<img src=x>@octocat #1 https://evil.example [x](y) **b**\n# h\u001b[31m\u202e\u0007";

// Control characters and the like, but for line ends and the invisible space that breaks mentions.
const UNPRINTABLE = /[^\P{C}\n\u200b]/u;

test("text from outside keeps to its place in Markdown", () => {
  const report = reportOf(
    imageReport({
      name: HOSTILE,
      verdict: "fail",
      image: measuredImage({
        user: { configured: HOSTILE, name: HOSTILE, uid: 1, gid: 1, problem: null },
        baseImage: { knownBy: "history", name: HOSTILE, from: HOSTILE, digest: null, layers: 0, size: 0, standIn: HOSTILE },
        layers: [
          {
            diffId: "sha256:1",
            size: 1,
            transferSize: 1,
            files: 1,
            origin: {
              kind: "instruction",
              stage: HOSTILE,
              file: HOSTILE,
              lines: [1, 1],
              instruction: HOSTILE,
            },
          },
        ],
      }),
      findings: [
        finding({
          message: HOSTILE,
          advice: HOSTILE,
          place: { file: HOSTILE, lines: [1, 1] },
          log: `${HOSTILE}\n\`\`\`\n</details>\n# out`,
        }),
      ],
    }),
  );
  const text = markdown(report);
  // Outside of code, nothing that GitHub would make a mention, a reference, a link, HTML or a cell of.
  const withoutCode = text.replace(/(`{3,})text\n[\s\S]*?\n\1/g, "").replace(/`[^`\n]*`/g, "");
  expect(withoutCode).not.toMatch(/@octocat|#1\b|https:\/\/|<img|(?<!\\)\[x/);
  expect(withoutCode.match(/<\/?(?!details|\/details|summary|\/summary|br)\w+/g)).toBeNull();
  expect(text).not.toMatch(UNPRINTABLE);
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  expect(new Set(rows.slice(0, 3).map((row) => row.match(/(?<!\\)\|/g)?.length))).toEqual(new Set([8]));
  expect(text).toMatch(/````text\n/);
  expect(terminal(report)).not.toMatch(UNPRINTABLE);
});

test("the comment stays under its limit, whatever there is to say", () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 12 }), (findings, layers, images) => {
      const [layer] = measuredImage().layers.slice(1);
      const image = imageReport({
        findings: Array.from({ length: findings }, () =>
          finding({ message: HOSTILE.repeat(9), log: "x\n".repeat(40) }),
        ),
        image: measuredImage({
          layers: Array.from({ length: layers }, () => layer).filter((one) => one !== undefined),
        }),
      });
      const report = reportOf(...Array.from({ length: images }, () => image));
      const text = markdown(report);
      expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
      expect(text.split("<details>")).toHaveLength(text.split("</details>").length);
    }),
    { numRuns: 10 },
  );
});

test("what is dropped is counted", () => {
  const findings = Array.from({ length: 3000 }, (_, number) => finding({ message: `finding ${number}` }));
  const text = markdown(reportOf(imageReport({ findings })));
  const shown = text.match(/\*\*finding \d+\*\*/g)?.length ?? 0;
  expect(text).toContain(`- and ${3000 - shown} findings more`);
});
