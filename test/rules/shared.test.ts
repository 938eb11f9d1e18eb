import type { ContextReport, NeedlessReport } from "../../src/model/report.ts";
import type { Facts } from "../../src/rules/rule.ts";
import { findingsOf } from "../fixtures/facts.ts";

/** What rules say of things that images share: a Dockerfile, a build context. */
const told = (change: Partial<Facts>) =>
  findingsOf(change, { maxSize: 1e9 }).map(({ rule, level, message, place, advice }) => ({
    said: `${rule} ${level}: ${message}`,
    place: place === null ? null : `${place.file}:${place.lines.join("-")}`,
    advice,
  }));

const needless = (pattern: string, size: number, files: number, isSecret = false): NeedlessReport => ({
  pattern,
  what: "things",
  size,
  files,
  isSecret,
  paths: [{ path: pattern.replace("**/", "sub/"), size, files }],
  morePaths: 0,
  place: { file: "Dockerfile", lines: [size % 100, 90] },
});

const context = (change: Partial<ContextReport>): Partial<Facts> => ({
  context: {
    folder: ".",
    size: 345_200_000,
    files: 12_345,
    ignoreFile: ".dockerignore",
    hasIgnoreFile: true,
    ignoreFileFault: null,
    needless: [],
    ...change,
  },
});

test("a context without needless files has no finding", () => {
  expect(told(context({}))).toEqual([]);
});

test("needless files of a context are a notice with the patterns to add", () => {
  expect(
    told(
      context({ needless: [needless(".git", 300_000_014, 11_000), needless("**/*.log", 40_000_015, 1000)] }),
    ),
  ).toEqual([
    {
      said: "context notice: the build context offers 345.2 MB in 12,345 files; the build does not need 340.0 MB of it in 12,000 files: .git (300.0 MB), sub/*.log (40.0 MB)",
      place: "Dockerfile:14-90",
      advice: "Add to the end of .dockerignore: `.git`, `**/*.log`.",
    },
  ]);
});

test("credentials are a warning of their own, and advice creates the ignore file", () => {
  const change = {
    folder: "app",
    ignoreFile: "app/.dockerignore",
    hasIgnoreFile: false,
    needless: [needless(".git", 300_000_014, 1), needless(".env", 12, 1, true)],
  };
  expect(told(context(change))).toEqual([
    {
      said: "context warning: the build context app sends .env (12 B), which may hold credentials",
      place: "Dockerfile:12-90",
      advice: "Create app/.dockerignore with a line for each pattern: `.env`.",
    },
    {
      said: "context notice: the build context app offers 345.2 MB in 12,345 files; the build does not need 300.0 MB of it in 1 file: .git (300.0 MB)",
      place: "Dockerfile:14-90",
      advice: "Create app/.dockerignore with a line for each pattern: `.git`.",
    },
  ]);
});

test("a message names the largest of many files", () => {
  const row = needless("**/.env", 30, 12, true);
  const paths = ["services/api/.env", "web/.env", "a/.env", "b/.env"].map((path, index) => ({
    path,
    size: 9 - index,
    files: 1,
  }));
  expect(told(context({ needless: [{ ...row, paths, morePaths: 8 }] }))).toMatchObject([
    {
      said: "context warning: the build context sends services/api/.env (9 B), web/.env (8 B), a/.env (7 B) and 9 more, which may hold credentials",
      advice: "Add to the end of .dockerignore: `**/.env`.",
    },
  ]);
});

test("an ignore file that BuildKit does not read is a warning", () => {
  expect(
    told(
      context({
        hasIgnoreFile: false,
        ignoreFileFault: ".dockerignore is a link to ../ignore, which is elsewhere",
      }),
    ),
  ).toEqual([
    {
      said: "context warning: .dockerignore is a link to ../ignore, which is elsewhere",
      place: null,
      advice: "Replace it with a UTF-8 text file.",
    },
  ]);
});

test("each base image without a version is a warning at its line", () => {
  const unpinned = [{ image: "nginx:latest", place: { file: "Dockerfile", lines: [3, 3] as const } }];
  expect(told({ unpinned })).toEqual([
    {
      said: "base-image warning: nginx:latest names no version: an unpinned tag can change without notice",
      place: "Dockerfile:3-3",
      advice: "Name a version or a digest, for example `debian:trixie-slim`.",
    },
  ]);
});

test.each([
  ["Use absolute paths", "https://docs.docker.com/x/", "Use absolute paths: https://docs.docker.com/x/"],
  ["Use absolute paths", null, "Use absolute paths"],
  [null, null, null],
])("BuildKit's check with the detail %j and the link %j advises %j", (detail, url, advice) => {
  const place = { file: "Dockerfile", lines: [2, 2] } as const;
  const check = { name: "WorkdirRelativePath", message: "Relative workdir", detail, url, place };
  expect(told({ buildChecks: [check] })).toEqual([
    {
      said: "dockerfile-check warning: Relative workdir (WorkdirRelativePath)",
      place: "Dockerfile:2-2",
      advice,
    },
  ]);
});
