import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ONE_ROW, type PlannedImage } from "../../../src/build/plan.ts";
import { removeEarlierReports } from "../../../src/checks/context/earlier-reports.ts";
import type { FilePlace } from "../../../src/model/report.ts";
import { noSettings } from "../../fixtures/settings.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
});
afterEach(() => rmSync(root, { recursive: true }));

const REPORT = '{\n  "schemaVersion": 1,\n  "verdict": "passed"\n}\n';

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function image(text: string, settings: Partial<PlannedImage["settings"]> = {}): PlannedImage {
  const context = join(root, "app");
  const place: FilePlace = { file: "Dockerfile", lines: [1, 1] };
  return {
    ...ONE_ROW,
    name: "app",
    imageName: "app",
    settings: { ...noSettings, context, ...settings },
    bake: null,
    placeOf: () => ({ name: "", at: null }),
    builtFrom: { file: "Dockerfile", text, target: null },
    how: { kind: "built", file: join(context, "Dockerfile"), testTargets: [], place },
  };
}

/** Removes, and gives what is told and what is left of the files. */
async function remove(output: string | null, text = "FROM scratch\nCOPY . /\n", settings = {}) {
  const told = await removeEarlierReports(
    [image(text, settings)],
    output === null ? null : join(root, output),
    join(root, "app"),
    (path) => path.replace(`${root}/`, ""),
  );
  const left = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).replace(`${root}/`, ""))
    .sort();
  return { told, left };
}

test("reports of an earlier run that the build context sends are removed, with their folder", async () => {
  write({ "app/a": "", "app/build/out/report.json": REPORT, "app/build/out/report.md": "" });
  expect(await remove("app/build/out")).toEqual({
    told: "Before the build, stagegate removed the reports of an earlier run from app/build/out: the build context app sends them to the builder. To keep them, add to app/.dockerignore: `build/out`",
    left: ["app/a"],
  });
  expect(existsSync(join(root, "app/build"))).toBe(false);
});

test("the whole logs that the report names are removed with it, and no others", async () => {
  const report = REPORT.replace(
    "}",
    ', "findings": [{"logFile": "logs/app.log"}, {"logFile": "logs/../a"}]}',
  );
  const files = { "app/a": "", "app/out/report.json": report, "app/out/logs/app.log": "" };
  write(files);
  expect((await remove("app/out")).left).toEqual(["app/a"]);
  expect(existsSync(join(root, "app/out"))).toBe(false);
  write({ ...files, "app/out/logs/mine.log": "" });
  expect((await remove("app/out")).left).toEqual(["app/a", "app/out/logs/mine.log"]);
});

test("what is beside the reports stays", async () => {
  write({ "app/out/report.json": REPORT, "app/out/report.html": "", "app/out/mine.html": "" });
  const { told, left } = await remove("app/out");
  expect(told).toContain("removed");
  expect(left).toEqual(["app/out/mine.html"]);
});

test("reports in the context's own folder are removed, and the folder stays", async () => {
  write({ "app/report.json": REPORT, "app/report.sarif": "" });
  const { told, left } = await remove("app");
  expect(told).toContain(
    "`report.json`, `report.md`, `report.html`, `report.sarif`, `report.junit.xml`, `report.codequality.json`, `report.metrics.txt`",
  );
  expect(left).toEqual([]);
  expect(existsSync(join(root, "app"))).toBe(true);
});

test("an empty output folder stays, since an instruction may copy it", async () => {
  mkdirSync(join(root, "app/out"), { recursive: true });
  expect(await remove("app/out")).toEqual({ told: null, left: [] });
  expect(existsSync(join(root, "app/out"))).toBe(true);
});

test("a folder that the output folder is a link to stays, without the reports", async () => {
  write({ "app/real/report.json": REPORT });
  symlinkSync("real", join(root, "app/out"));
  expect((await remove("app/out")).told).not.toBeNull();
  expect(readdirSync(join(root, "app/real"))).toEqual([]);
});

test.each<[what: string, files: Readonly<Record<string, string>>, output: string, copy: string]>([
  ["outside of the context", {}, "out", "COPY . /"],
  ["beside it, with a name that begins as its own", {}, "app-out", "COPY . /"],
  ["in a folder that .dockerignore leaves out", { "app/.dockerignore": "out" }, "app/out", "COPY . /"],
  ["in a folder that no instruction takes", {}, "app/out", "COPY src /"],
  ["where nothing is taken of the context", {}, "app/out", "USER 1"],
])("reports %s stay", async (_, files, output, instruction) => {
  write({ "app/src/a": "", ...files, [`${output}/report.json`]: REPORT });
  const { told, left } = await remove(output, `FROM scratch\n${instruction}\n`);
  expect(told).toBeNull();
  expect(left).toContain(`${output}/report.json`);
});

test("a report.json that stagegate has not written stays", async () => {
  write({ "app/out/report.json": '{"schemaVersion": 1}', "app/out/report.html": "" });
  expect(await remove("app/out")).toEqual({
    told: null,
    left: ["app/out/report.html", "app/out/report.json"],
  });
});

test("a named context that is a folder sends its reports too", async () => {
  write({ "app/a": "", "docs/out/report.json": REPORT });
  const { told } = await remove("docs/out", "FROM scratch\nCOPY --from=docs . /\n", {
    buildContexts: { docs: join(root, "docs"), base: "docker-image://alpine:3.22", none: null },
  });
  expect(told).toContain("the build context docs sends them");
});

test("a link out of the context is no folder of it", async () => {
  write({ "app/a": "", "elsewhere/report.json": REPORT });
  symlinkSync("../elsewhere", join(root, "app/out"));
  expect(await remove("app/out")).toEqual({
    told: null,
    left: ["app/a", "app/out", "elsewhere/report.json"],
  });
});

test("without an output folder, or before the first run, there is nothing to remove", async () => {
  write({ "app/a": "" });
  expect(await remove(null)).toEqual({ told: null, left: ["app/a"] });
  expect(await remove("app/out")).toEqual({ told: null, left: ["app/a"] });
});
