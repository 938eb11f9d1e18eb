import { symlinkSync, unlinkSync } from "node:fs";
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

/** The comparison of the lines in the working tree with the last commit, by their present numbers. */
async function linesOf(
  { folder, git, open }: Repository,
  inputs: Readonly<Record<string, string>> = {},
  provenance: (text: string) => unknown = (text) => provenanceOf(text, []),
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
  const text = image.builtFrom?.text ?? "";
  const build = { cwd: folder, provenance: provenance(text) };
  const base = { configured: image, root: folder };
  const compared = await compareLines(image, base, commit, await open(), build);
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

/** BuildKit's provenance of a build. @param lines of the Dockerfile with a step each */
function provenanceOf(text: string, lines: readonly number[]): unknown {
  const steps = lines.map((line) => [`step${line}`, line] as const);
  const placeOf = (line: number) => ({ locations: [{ ranges: [{ start: { line }, end: { line } }] }] });
  return {
    buildConfig: {
      llbDefinition: [
        { id: "step0", op: { Op: { source: { identifier: "docker-image://alpine:3.22" } } } },
        ...steps.map(([id]) => ({ id, op: { Op: { exec: { mounts: [] } } }, inputs: ["step0:0"] })),
      ],
    },
    metadata: {
      "https://mobyproject.org/buildkit@v1#metadata": {
        source: {
          locations: Object.fromEntries(
            [["step0", 1] as const, ...steps].map(([id, line]) => [id, placeOf(line)]),
          ),
          infos: [{ data: Buffer.from(text).toString("base64") }],
        },
      },
    },
  };
}

function repositoryOf(files: Readonly<Record<string, string>>, folder = ""): Repository {
  const repository = newRepository();
  const under = Object.entries(files).map(([path, text]) => [join(folder, path), text]);
  repository.commit(Object.fromEntries(under));
  return repository;
}

/** A COPY of files that are all in the repository does not drift. */
const ALL: Record<number, InputsOfLine> = { 2: "same", 3: "same", 4: "changed", 5: "same" };
const COPIED: Record<number, InputsOfLine> = { 2: "same", 3: "same", 4: "changed", 5: "open" };

test.each<[what: string, files: Readonly<Record<string, string>>, lines: Record<number, InputsOfLine>]>([
  ["nothing", {}, ALL],
  ["a file that a COPY takes", { "src/a.js": "2" }, COPIED],
  ["a new file that a COPY takes", { "src/b.js": "2" }, COPIED],
  ["a file that no COPY takes", { "src/a.css": "2" }, ALL],
  ["ignored files", { "docs/a.txt": "2", "README.md": "2", "docs/b.js": "2" }, ALL],
  ["the ignore file", { ".dockerignore": "docs\n" }, COPIED],
  [
    "a line",
    { Dockerfile: DOCKERFILE.replace("upgrade", "upgrade -v") },
    { 3: "same", 4: "changed", 5: "open" },
  ],
  [
    "inserted lines",
    { Dockerfile: DOCKERFILE.replace("RUN npm", "RUN x\nRUN npm") },
    { 2: "same", 3: "same", 4: "changed", 6: "open" },
  ],
])("a change of %s leaves some lines with the same inputs", async (_, files, lines) => {
  const repository = repositoryOf(FILES);
  repository.write(files);
  expect(await linesOf(repository)).toEqual(lines);
});

test("a removed file counts as changed", async () => {
  const repository = repositoryOf({ ...FILES, "src/b.js": "1" });
  unlinkSync(join(repository.folder, "src/b.js"));
  expect(await linesOf(repository)).toEqual(COPIED);
});

test("untracked files count as changed", async () => {
  const repository = repositoryOf({ ...FILES, Dockerfile: DOCKERFILE.replace("src/*.js", "dist") });
  repository.write({ "dist/a.js": "1" });
  expect(await linesOf(repository)).toEqual(COPIED);
});

test("a COPY of the whole repository has new inputs in each commit", async () => {
  const repository = repositoryOf({ ...FILES, Dockerfile: DOCKERFILE.replace("src/*.js", ".") });
  expect(await linesOf(repository)).toEqual(COPIED);
});

test("files outside the context are no inputs", async () => {
  const repository = repositoryOf(FILES, "app");
  repository.commit({ "src/a.js": "1" });
  repository.write({ "src/a.js": "2" });
  expect(await linesOf(repository, { context: "app" })).toEqual(ALL);
  repository.write({ "app/src/a.js": "2" });
  expect(await linesOf(repository, { context: "app" })).toEqual(COPIED);
});

test("all files of a context count as changed if the context is a link", async () => {
  const repository = repositoryOf(FILES, "app");
  symlinkSync("app", join(repository.folder, "link"));
  repository.commit({ "more.txt": "1" });
  repository.write({ "app/src/a.js": "2" });
  expect(await linesOf(repository, { context: "link", file: "app/Dockerfile" })).toEqual(COPIED);
});

test("files behind a link are inputs of the COPY", async () => {
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

test.each([".gitattributes", "sub/.gitattributes", ".gitmodules", ".lfsconfig"])(
  "a change of %s counts as a change of all files",
  async (path) => {
    const repository = repositoryOf(FILES);
    repository.commit({ [path]: "#" });
    repository.write({ [path]: "# 2" });
    expect(await linesOf(repository)).toEqual(COPIED);
  },
);

const ONBUILD = "FROM up AS build\nRUN make\nFROM alpine:3.22\nRUN apk upgrade\nCOPY --from=build /b /b\n";

test.each<[what: string, steps: readonly number[] | null, path: string, lines: Record<number, InputsOfLine>]>(
  [
    ["with unknown steps", null, "src/a.css", { 2: "open", 4: "open", 5: "open" }],
    ["with ONBUILD", [1, 2, 4], "src/a.css", { 2: "open", 4: "same", 5: "open" }],
    ["with ONBUILD, of ignored files", [1, 2, 4], "docs/a.txt", { 2: "same", 4: "same", 5: "same" }],
    ["without ONBUILD", [2, 4], "src/a.css", { 2: "same", 4: "same", 5: "same" }],
  ],
)("a stage on an image %s takes the context accordingly", async (_, steps, path, lines) => {
  const repository = repositoryOf({ ...FILES, Dockerfile: ONBUILD });
  repository.write({ [path]: "2" });
  const provenance = (text: string) => (steps === null ? null : provenanceOf(text, steps));
  expect(await linesOf(repository, {}, provenance)).toEqual(lines);
});

const SECRET = "FROM a\nRUN --mount=type=secret,id=s make\nRUN --mount=type=secret,target=/t x\n";

test.each<[what: string, secrets: string, path: string, lines: Record<number, InputsOfLine>]>([
  ["a changed file", "id=s,src=s.txt", "s.txt", { 2: "open", 3: "open" }],
  ["an unchanged file", "id=s,src=s.txt", "README.md", { 2: "same", 3: "same" }],
  ["an untracked file", "id=s,src=dist", "README.md", { 2: "open", 3: "open" }],
  ["a variable", "id=s,env=S", "README.md", { 2: "open", 3: "open" }],
  ["a file, by its mount path", "id=t,src=s.txt", "s.txt", { 2: "same", 3: "open" }],
  ["nothing", "id=other,env=S", "s.txt", { 2: "same", 3: "same" }],
])("a RUN with a secret from %s", async (_, secrets, path, lines) => {
  const repository = repositoryOf({ ...FILES, Dockerfile: SECRET, "s.txt": "1" });
  repository.write({ dist: "1" });
  repository.write({ [path]: "2" });
  expect(await linesOf(repository, { secrets })).toEqual(lines);
});

test("an existing image has no lines to compare", async () => {
  const repository = repositoryOf(FILES);
  expect(await linesOf(repository, { image: "app:latest", file: "Dockerfile" })).toEqual({
    2: "changed",
    3: "changed",
    4: "changed",
    5: "changed",
  });
});
