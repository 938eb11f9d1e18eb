import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readReport } from "../../src/report/read.ts";
import { finding, imageReport, reportOf } from "../fixtures/report.ts";
import { type FakeGitHub, startFakeGitHub } from "../github/fake-github.ts";
import { cliIn } from "./world.ts";

/** The output folder after a run with an error, where an earlier run has left its report. */

const LOG = { logFile: "logs/app.log" };
const PASSED = JSON.stringify(reportOf(imageReport({ name: "old", findings: [finding(LOG)] })));

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  write("app.tar", "");
  write("reports/report.json", PASSED);
  write("reports/report.md", "### stagegate: ✅ the image passes");
  write("reports/logs/app.log", "what it said");
});
afterEach(() => rmSync(cwd, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
}

const read = (name: string) => readFileSync(join(cwd, "reports", name), "utf8");
const report = () => readReport(read("report.json"), "report.json");

const TO_REPORTS = ["--output-dir", "reports"];
const WITH_FOLDER = "output-dir: reports\nimages: {app: {image: app.tar, ";

describe.each<[string, { argv?: string[]; file?: string; message: string; place?: number }]>([
  ["no Dockerfile", { argv: TO_REPORTS, message: "there is no Dockerfile in " }],
  [
    "a flag that has no effect without another one",
    {
      argv: [...TO_REPORTS, "--min-saving", "50%"],
      message: "min-saving has no effect without compare-with",
    },
  ],
  ["an unknown flag", { argv: [...TO_REPORTS, "--onyl=app"], message: "--onyl: unknown flag" }],
  [
    "a wrong value in the file that names the folder",
    {
      file: `${WITH_FOLDER}max-size: huge}}`,
      message: 'max-size: "huge" is not a size',
      place: 2,
    },
  ],
  [
    "an unknown key in the file that names the folder",
    { file: `imagse: {}\n${WITH_FOLDER}}}`, message: 'unknown key "imagse" at the top level', place: 1 },
  ],
])("%s", (_, { argv = [], file, message, place }) => {
  beforeEach(async () => {
    if (file !== undefined) write(".stagegate.yml", file);
    expect(await cliIn(cwd, argv)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
  });

  test("is a report with the error and no image", () => {
    expect(report()).toMatchObject({
      verdict: "error",
      images: [],
      findings: [
        {
          rule: "run",
          level: "error",
          message: expect.stringContaining(message),
          place: place === undefined ? null : { file: ".stagegate.yml", lines: [place, place] },
        },
      ],
    });
    expect(read("report.md")).toMatch(/^### stagegate: ⚠️ nothing could be judged\n\n- ❌ /);
    expect(read("report.junit.xml")).toContain('tests="1" failures="0" errors="1"');
    expect(read("report.html")).toContain("nothing could be judged");
    expect(existsSync(join(cwd, "reports/logs"))).toBe(false);
  });

  test("is an error of the merged reports, with its file name", async () => {
    write("passed.json", PASSED);
    const { code, stdout } = await cliIn(cwd, ["merge", "passed.json", "reports/report.json"]);
    expect([code, stdout]).toEqual([2, expect.stringContaining("a run ended with an error")]);
    expect(stdout).toContain("reports/report.json: ");
  });
});

test("a file of the repository cannot place an error report outside the repository", async () => {
  mkdirSync(join(cwd, "app/.git"), { recursive: true });
  write("app/.stagegate.yml", "output-dir: ../reports\nimages: {app: {image: app.tar}}");
  expect(await cliIn(join(cwd, "app"), [])).toMatchObject({ code: 2 });
  expect(read("report.json")).toBe(PASSED);
});

describe("the comment of an error", () => {
  let github: FakeGitHub;
  beforeEach(async () => {
    github = await startFakeGitHub();
  });
  afterEach(() => github.close());

  test("replaces a passing one", async () => {
    const env = {
      PATH: process.env["PATH"],
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: "octocat/hello-world",
      GITHUB_BASE_REF: "main",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_TOKEN: "job",
    };
    const comment = () => cliIn(cwd, ["comment", "reports/report.json"], env);
    await comment();
    await cliIn(cwd, TO_REPORTS);
    expect(await comment()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Comment updated: /) });
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining("⚠️ nothing could be judged"),
    ]);
  });
});

test.each([
  [["--output-dir", "file/reports", "--nonsense"], "", "--output-dir reports"],
  [[], "output-dir: file/reports\nimagse: {}\n", "output-dir: reports"],
])("a folder that cannot be made has an example in the syntax of %j", async (argv, file, example) => {
  write("file", "");
  if (file !== "") write(".stagegate.yml", file);
  const { stderr } = await cliIn(cwd, argv);
  expect(stderr).toContain(`Name a writable folder, for example \`${example}\`.\n`);
});
