import type { SmokeCheck } from "../../src/model/report.ts";
import { findingsOf } from "../fixtures/facts.ts";

const outcome = {
  status: "failed",
  ready: 1,
  duration: 2,
  processes: [],
  log: "listening\nno database",
} as const;

const found = (...checks: readonly (readonly [SmokeCheck["kind"], what: string, problem: string | null])[]) =>
  findingsOf(
    { smoke: { ...outcome, checks: checks.map(([kind, what, problem]) => ({ kind, what, problem })) } },
    { maxSize: 1e9 },
  ).filter(({ rule }) => rule === "smoke");

test("every failed check is an error, and the first one has the log", () => {
  const findings = found(
    ["ready", "ready", null],
    ["request", "GET /health", "answered 500 instead of 200"],
    ["processes", "processes", 'runs "cron" as root'],
    ["command", "whoami", 'printed "root" instead of "app"'],
  );
  expect(findings.map(({ level, message, log }) => [level, message, log])).toEqual([
    ["error", "GET /health of production answered 500 instead of 200", outcome.log],
    ["error", 'production runs "cron" as root', null],
    ["error", '`whoami` in production printed "root" instead of "app"', null],
  ]);
  expect(findings[0]?.place).toEqual({ file: "Dockerfile", lines: [12, 12] });
});

test("a container that does not become ready has one problem", () => {
  const [finding, ...others] = found(["ready", "ready", "ended with exit code 1 before it was ready"]);
  expect([finding?.message, others]).toEqual(["production ended with exit code 1 before it was ready", []]);
});

test("passed and missing checks have no finding", () => {
  expect(found(["ready", "ready", null], ["processes", "processes", null])).toEqual([]);
  expect(findingsOf({}, { maxSize: 1e9 }).filter(({ rule }) => rule === "smoke")).toEqual([]);
});

test("a user that the image does not have is shown at its USER", () => {
  const problem = "does not start: unable to find user ghost: no matching entries in passwd file";
  const checks = [{ kind: "ready", what: "ready", problem } as const];
  const userPlace = { file: "Dockerfile", lines: [15, 15] } as const;
  expect(findingsOf({ smoke: { ...outcome, checks }, userPlace }, { maxSize: 1e9 })).toMatchObject([
    { rule: "smoke", place: userPlace },
  ]);
});
