import { appendFileSync, lstatSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { measureContext } from "../../src/checks/context/context.ts";
import { docker, engineEnv, folderWith, STORES } from "./engine.ts";

const [STORE = ""] = STORES;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Each of another size, so that no two sets of them sum to the same. */
const PATHS = [
  "a.md",
  "b.md",
  "README",
  "src/a.ts",
  "src/a.md",
  "src/lib/b.ts",
  "src/lib/deep/c.md",
  "docs/a.md",
  "docs/keep/b.md",
  "docs/keep/c.txt",
  ".hidden/x",
  "c++ (1)/{y}.txt",
  "constructor",
  "A.MD",
  "[z]",
];
const FILES = Object.fromEntries(PATHS.map((path, index) => [path, "x".repeat(2 ** index)]));

function sumOf(folder: string): { size: number; files: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const sizes = files.map((entry) => lstatSync(join(entry.parentPath, entry.name)).size);
  return { size: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
}

test.each<[ignore: string, copy: string]>([
  ["", "."],
  ["*.md", "."],
  ["**/*.md", "."],
  ["**/*.md\n!README.md\n!docs/**", "."],
  ["docs\n!docs/keep", "."],
  ["docs\n!docs/keep\ndocs/keep/b.md", "."],
  ["docs/*\n!docs/keep/*.txt", "."],
  ["*\n!src\n!a.md", "."],
  ["*\n!src/**/*.ts", "."],
  ["**\n!**/lib", "."],
  ["# a comment\n #a.md\n\n/a.md\n/docs/\n./src/lib/\r", "."],
  ["\uFEFFa.md\n", "."],
  ["\uFEFF# a comment\nb.md", "."],
  ["  ! README \n*\n", "."],
  ["*\n! README", "."],
  ["**md", "."],
  ["**md*", "."],
  ["src/**", "."],
  ["src/**/deep", "."],
  ["c++ (1)", "."],
  ["c++*/{y}.*", "."],
  ["[a-b].md", "."],
  ["[^a].md", "."],
  ["\\[z\\]", "."],
  ["?.md", "."],
  ["../a.md\nx/../b.md", "."],
  ["link\ndocs/up", "."],
  [".*", "."],
  ["**/.*\nDockerfile", "."],
  ["", "src/"],
  ["", "src/*"],
  ["", "src/*/*.ts"],
  ["", "*.md"],
  ["", "/docs/../docs/keep README"],
  ["", "[a-b].md"],
  ["**/*.md\n!docs", "docs src"],
  ["src", "."],
])(
  "with the ignore file %j as much of the context is sent as is measured, for COPY %s",
  async (ignore, copy) => {
    const text = `FROM scratch\nCOPY ${copy} /\n`;
    const folder = folderWith({
      ...FILES,
      Dockerfile: text,
      ...(ignore === "" ? {} : { ".dockerignore": ignore }),
    });
    folders.push(folder);
    symlinkSync("src", join(folder, "link"));
    symlinkSync("..", join(folder, "docs/up"));
    const image = folderWith({});
    folders.push(image);
    const report = await measureContext(
      {
        context: folder,
        file: join(folder, "Dockerfile"),
        builtFrom: { file: "Dockerfile", text, target: null },
        testTargets: [],
        naming: { buildArgs: null, buildContexts: null },
      },
      (path) => path,
    );
    docker(engineEnv(STORE), "buildx", "build", "--quiet", "--output", `type=local,dest=${image}`, folder);
    expect({ size: report?.size, files: report?.files }).toEqual(sumOf(image));
  },
);

test("the Dockerfile's own ignore file is the one that counts, also where it is empty", async () => {
  const text = "FROM scratch\nCOPY . /\n";
  const folder = folderWith({
    ...FILES,
    Dockerfile: text,
    ".dockerignore": "*.md",
    "Dockerfile.dockerignore": "",
  });
  folders.push(folder);
  const subject = {
    context: folder,
    file: join(folder, "Dockerfile"),
    builtFrom: { file: "Dockerfile", text, target: null },
    testTargets: [],
    naming: { buildArgs: null, buildContexts: null },
  };
  for (const more of ["", "docs\n"]) {
    appendFileSync(join(folder, "Dockerfile.dockerignore"), more);
    const image = folderWith({});
    folders.push(image);
    docker(engineEnv(STORE), "buildx", "build", "--quiet", "--output", `type=local,dest=${image}`, folder);
    const { size, files } = (await measureContext(subject, (path) => path)) ?? {};
    expect({ size, files }).toEqual(sumOf(image));
  }
});
