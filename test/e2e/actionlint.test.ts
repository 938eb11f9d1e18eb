import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { blocks, PAGES, shownBy } from "../fixtures/docs.ts";
import { OWN_WORKFLOWS, WORKFLOWS } from "../fixtures/workflows.ts";

const ACTIONLINT = process.env["STAGEGATE_ACTIONLINT"];

function actionlint(paths: readonly string[]) {
  if (ACTIONLINT === undefined)
    throw new Error("this test needs STAGEGATE_ACTIONLINT: run npm test, which sets it");
  const { status, stdout, stderr } = spawnSync(ACTIONLINT, paths, { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("actionlint finds no problem in any workflow file", () => {
  expect(WORKFLOWS.length).toBeGreaterThan(OWN_WORKFLOWS.length + 10);
  expect(actionlint(WORKFLOWS)).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("actionlint finds no problem in the workflows of the docs", () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-docs-"));
  try {
    const paths = blocks(PAGES, "yaml").flatMap((block) => {
      const shown = shownBy(block);
      if (shown.kind !== "workflow") return [];
      const path = join(folder, `${block.place.replace(/\W/g, "-")}.yml`);
      writeFileSync(path, stringify(shown.workflow, { lineWidth: 0 }));
      return [path];
    });
    expect(paths.length).toBeGreaterThan(10);
    expect(actionlint(paths)).toEqual({ status: 0, stdout: "", stderr: "" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
