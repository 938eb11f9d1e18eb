import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listFiles } from "../../src/init/tree.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("no folder is listed after 50,000 files", async () => {
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "a/Dockerfile"), "");
  for (let at = 0; at < 49_999; at++) writeFileSync(join(folder, `${at}`), "");
  expect(await listFiles(folder)).toContain("a/Dockerfile");
  writeFileSync(join(folder, "49999"), "");
  expect(await listFiles(folder)).not.toContain("a/Dockerfile");
}, 60_000);
