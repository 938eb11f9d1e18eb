import { junit } from "../../src/report/junit.ts";
import { markdown } from "../../src/report/markdown.ts";
import { terminal } from "../../src/report/terminal.ts";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";

const WHY = "the engine runs linux/amd64 and cannot start an image for linux/arm64";

/** An image that runs on the builder's platform, and its row for another one. */
const REPORT = reportOf(
  imageReport({
    name: "production · linux/amd64",
    imageName: "production",
    smoke: { status: "passed", ready: 1200, duration: 1300, checks: [], processes: [] },
  }),
  imageReport({
    name: "production · linux/arm64",
    imageName: "production",
    platform: "linux/arm64",
    verdict: "fail",
    image: measuredImage({ platform: "linux/arm64", size: 171_000_000 }),
    budgets: { size: 170_000_000 },
    tests: [],
    testsOn: "linux/amd64",
    smokeNotRun: WHY,
    findings: [
      finding({
        message: "production · linux/arm64 is 171.0 MB: 1.0 MB over its budget of 170 MB",
        actual: 171_000_000,
        limit: 170_000_000,
      }),
      finding({
        rule: "smoke",
        level: "notice",
        message: `production · linux/arm64: the smoke test was not run: ${WHY}`,
      }),
    ],
    rules: [
      { id: "test", level: "error", skipped: "the tests ran on linux/amd64", problem: null },
      { id: "smoke", level: "error", skipped: `not run: ${WHY}`, problem: null },
    ],
  }),
);

/** The rows of the table at the head of the comment, without the spaces that line them up. */
const rows = markdown(REPORT)
  .replaceAll("\u00a0", " ")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("the comment has a row for each platform, and says what did not run there", () => {
  const [head = [], , ...body] = rows.slice(0, 4);
  const column = (name: string) => body.map((cells) => cells[head.indexOf(name)]);
  expect(column("Image")).toEqual(["production · linux/arm64", "production · linux/amd64"]);
  expect(column("Reason")).toEqual(["size", ""]);
  expect(column("Tests")).toEqual(["ran on linux/amd64", "✅ 24.1 s"]);
  expect(column("Smoke")).toEqual(["not run", "✅ 1.2 s"]);
});

test("the comment and the terminal give the reason", () => {
  for (const text of [markdown(REPORT), terminal(REPORT)])
    expect(text.replaceAll("\u00a0", " ")).toContain(`the smoke test was not run: ${WHY}`);
});

test("tests that ran for a foreign platform name the platform that they ran on", () => {
  const image = imageReport({ platform: "linux/arm64", testsOn: "linux/amd64" });
  expect(terminal(reportOf(image))).toContain("✓ 24.1 s on linux/amd64");
});

test("what did not run for a platform is skipped in JUnit, and did not pass", () => {
  const suite = junit(REPORT).split('<testsuite name="production · linux/arm64"')[1];
  expect(suite).toContain('<skipped message="the tests ran on linux/amd64"/>');
  expect(suite).toContain(`<skipped message="not run: ${WHY}"/>`);
});
