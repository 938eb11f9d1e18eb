import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINES } from "./engine.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/engines.md"), "utf8");
const BUILDKITD = process.env["STAGEGATE_BUILDKITD"];
if (BUILDKITD === undefined)
  throw new Error("these tests need STAGEGATE_BUILDKITD: run npm test, which sets it");

/** Cells of a table's row. */
const cells = (row: string) =>
  row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

// Versions of Debian's packages, and of the Docker that a machine has, change without a change here.
const PINNED = ENGINES.filter((engine) => engine === "newest");

for (const engine of PINNED)
  test(`docs/engines.md has the versions of the engine ${engine}`, () => {
    const row = execFileSync(join(ROOT, "scripts/engine"), ["row", engine], { encoding: "utf8" });
    const [, ...stated] = cells(PAGE.split("\n").find((line) => line.startsWith(`| \`${engine}\` |`)) ?? "");
    expect(stated.slice(0, -1)).toEqual(cells(row));
  });

test("docs/engines.md has the version of BuildKit", () => {
  const version = execFileSync(BUILDKITD, ["--version"], { encoding: "utf8" })
    .split(" ")[2]
    ?.replace("v", "");
  const drivers = PAGE.split("\n").filter((line) => /^\| `(remote|docker-container)` \|/.test(line));
  expect(drivers.map((line) => cells(line)[1])).toEqual([version, version]);
});
