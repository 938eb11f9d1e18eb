import { unlinkSync } from "node:fs";
import { join } from "node:path";
import { compareLines, type InputsOfLine } from "../../src/baseline/line-comparison.ts";
import { plan } from "../../src/build/plan.ts";
import { loadSettings } from "../../src/config/load.ts";
import type { Origin } from "../../src/model/report.ts";
import { flagsOf } from "../gate-world.ts";
import { execWith, newRepository, type Repository, removeFolders } from "./repository.ts";

afterAll(removeFolders);

const DOCKERFILE = `FROM alpine:3.22
RUN apk upgrade
COPY --from=up:1 /x /x
COPY src/*.js /app/
RUN npm run build
USER 10001
`;

const FILES = {
  Dockerfile: DOCKERFILE,
  ".dockerignore": "docs\n*.md\n",
  ".gitignore": "dist\n",
  "src/a.js": "1",
  "src/a.css": "1",
  "docs/a.txt": "1",
  "README.md": "1",
};

/** Compares the lines of the working tree with those of its last commit, by their numbers now. */
async function linesOf(
  { folder, git, open }: Repository,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Record<number, InputsOfLine>> {
  const exec = execWith();
  const show = (path: string) => path.slice(folder.length + 1);
  const [image] = await plan(
    (await loadSettings(flagsOf(inputs, folder), folder, exec)).images,
    exec,
    folder,
    show,
  );
  if (image === undefined) throw new Error("there is no image");
  const commit = git("rev-parse", "HEAD");
  const file = image.builtFrom?.file ?? "";
  const [old, now] = [git("show", `HEAD:${file}`), image.builtFrom?.text ?? ""].map((text) =>
    text.split("\n"),
  );
  const compared = await compareLines(image, { configured: image, root: folder }, commit, await open());
  const origin = (instruction: string, at: number): Extract<Origin, { kind: "instruction" }> => {
    return { kind: "instruction", stage: null, file, lines: [at + 1, at + 1], instruction };
  };
  const lines = (now ?? []).flatMap((instruction, at): [number, InputsOfLine][] => {
    const before = old?.indexOf(instruction) ?? -1;
    const isLayer = /^(?:RUN|COPY)/.test(instruction) && before >= 0;
    return isLayer ? [[at + 1, compared(origin(instruction, before), origin(instruction, at))]] : [];
  });
  return Object.fromEntries(lines);
}

function repositoryOf(files: Readonly<Record<string, string>>, folder = ""): Repository {
  const repository = newRepository();
  const under = Object.entries(files).map(([path, text]) => [join(folder, path), text]);
  repository.commit(Object.fromEntries(under));
  return repository;
}

const ALL: Record<number, InputsOfLine> = { 2: "same", 3: "same", 4: "same", 5: "same" };
const COPIED: Record<number, InputsOfLine> = { 2: "same", 3: "same", 4: "changed", 5: "open" };

test.each<[what: string, files: Readonly<Record<string, string>>, lines: Record<number, InputsOfLine>]>([
  ["nothing", {}, ALL],
  ["a file that a COPY takes", { "src/a.js": "2" }, COPIED],
  ["a new file that a COPY takes", { "src/b.js": "2" }, COPIED],
  ["a file that no COPY takes", { "src/a.css": "2" }, ALL],
  ["files that are left out", { "docs/a.txt": "2", "README.md": "2", "docs/b.js": "2" }, ALL],
  ["what is left out", { ".dockerignore": "docs\n" }, COPIED],
  [
    "a line",
    { Dockerfile: DOCKERFILE.replace("upgrade", "upgrade -v") },
    { 3: "same", 4: "same", 5: "open" },
  ],
  [
    "lines put in between",
    { Dockerfile: DOCKERFILE.replace("RUN npm", "RUN x\nRUN npm") },
    { 2: "same", 3: "same", 4: "same", 6: "open" },
  ],
])("a change of %s tells which lines have the same inputs", async (_, files, lines) => {
  const repository = repositoryOf(FILES);
  repository.write(files);
  expect(await linesOf(repository)).toEqual(lines);
});

test("a file that is gone counts as changed", async () => {
  const repository = repositoryOf({ ...FILES, "src/b.js": "1" });
  unlinkSync(join(repository.folder, "src/b.js"));
  expect(await linesOf(repository)).toEqual(COPIED);
});

test("files that git does not track count as changed", async () => {
  const repository = repositoryOf({ ...FILES, Dockerfile: DOCKERFILE.replace("src/*.js", "dist") });
  repository.write({ "dist/a.js": "1" });
  expect(await linesOf(repository)).toEqual(COPIED);
});

test("a COPY of the repository itself takes something else in each commit", async () => {
  const repository = repositoryOf({ ...FILES, Dockerfile: DOCKERFILE.replace("src/*.js", ".") });
  expect(await linesOf(repository)).toEqual(COPIED);
});

test("files beside a context in a folder are none of it", async () => {
  const repository = repositoryOf(FILES, "app");
  repository.commit({ "src/a.js": "1" });
  repository.write({ "src/a.js": "2" });
  expect(await linesOf(repository, { context: "app" })).toEqual(ALL);
  repository.write({ "app/src/a.js": "2" });
  expect(await linesOf(repository, { context: "app" })).toEqual(COPIED);
});

test("files that a link leads to are those of the COPY", async () => {
  const repository = repositoryOf({ ...FILES, Dockerfile: DOCKERFILE.replace("src/*.js", "link") });
  repository.git("update-index", "--add", "--cacheinfo", `120000,${hashOf(repository, "src")},link`);
  repository.git("checkout", "--", "link");
  repository.commit();
  expect(await linesOf(repository)).toEqual(ALL);
  repository.write({ "src/a.css": "2" });
  expect(await linesOf(repository)).toEqual(COPIED);
});

function hashOf({ git, write }: Repository, target: string): string {
  write({ "dist/target": target });
  return git("hash-object", "-w", "dist/target");
}

test("an image that is only read has no lines that the repository tells of", async () => {
  const repository = repositoryOf(FILES);
  expect(await linesOf(repository, { image: "app:latest", file: "Dockerfile" })).toEqual({
    2: "changed",
    3: "changed",
    4: "changed",
    5: "changed",
  });
});
