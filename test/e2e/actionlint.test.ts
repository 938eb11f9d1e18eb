import { spawnSync } from "node:child_process";
import { OWN_WORKFLOWS, WORKFLOWS } from "../fixtures/workflows.ts";

const ACTIONLINT = process.env["STAGEGATE_ACTIONLINT"];

test("actionlint has nothing against any workflow file", () => {
  if (ACTIONLINT === undefined)
    throw new Error("this test needs STAGEGATE_ACTIONLINT: run npm test, which sets it");
  expect(WORKFLOWS.length).toBeGreaterThan(OWN_WORKFLOWS.length + 10);
  const { status, stdout, stderr } = spawnSync(ACTIONLINT, WORKFLOWS, { encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
});
