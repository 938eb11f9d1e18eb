import {
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
import { removeSentFolder } from "../../../src/checks/context/output-folder.ts";
import type { FilePlace } from "../../../src/model/report.ts";
import { noSettings } from "../../fixtures/settings.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
});
afterEach(() => rmSync(root, { recursive: true }));

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

/** The remaining files and folders. */
async function remove(output: string, text = "FROM scratch\nCOPY . /\n", settings = {}) {
  await removeSentFolder([image(text, settings)], join(root, output), join(root, "app"));
  return readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
}

const make = (...folders: string[]) => {
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
};

test("an empty output folder in the context is removed, with empty parents", async () => {
  write({ "app/a": "" });
  make("app/build/out");
  expect(await remove("app/build/out")).toEqual(["app", "app/a"]);
});

test("a folder with a file or a folder stays", async () => {
  write({ "app/out/mine.html": "" });
  expect(await remove("app/out")).toContain("app/out/mine.html");
  write({ "app/build/b": "" });
  make("app/build/out");
  const left = await remove("app/build/out");
  expect(left).toContain("app/build/b");
  expect(left).not.toContain("app/build/out");
});

test("the folder of the context stays", async () => {
  make("app");
  expect(await remove("app")).toEqual(["app"]);
});

test("a link and its target stay", async () => {
  make("app/real", "elsewhere");
  symlinkSync("real", join(root, "app/out"));
  symlinkSync("../elsewhere", join(root, "app/away"));
  expect(await remove("app/out")).toContain("app/real");
  expect(await remove("app/away")).toContain("elsewhere");
});

test.each<[what: string, files: Readonly<Record<string, string>>, output: string, copy: string]>([
  ["outside the context", {}, "out", "COPY . /"],
  ["beside the context, with a name that starts with the context's name", {}, "app-out", "COPY . /"],
  ["that .dockerignore leaves out", { "app/.dockerignore": "out" }, "app/out", "COPY . /"],
  ["that no instruction takes", {}, "app/out", "COPY src /"],
  ["of a context that no instruction takes from", {}, "app/out", "USER 1"],
])("an output folder %s stays", async (_, files, output, instruction) => {
  write({ "app/src/a": "", ...files });
  make(output);
  expect(await remove(output, `FROM scratch\n${instruction}\n`)).toContain(output);
});

test("a named context that contains the output folder counts, too", async () => {
  write({ "app/a": "", "docs/b": "" });
  make("docs/out");
  const left = await remove("docs/out", "FROM scratch\nCOPY --from=docs . /\n", {
    buildContexts: { docs: join(root, "docs"), base: "docker-image://alpine:3.22", none: null },
  });
  expect(left).toEqual(["app", "app/a", "docs", "docs/b"]);
});

test("a missing output folder is no error", async () => {
  write({ "app/a": "" });
  expect(await remove("app/out")).toEqual(["app", "app/a"]);
});
