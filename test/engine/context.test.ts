import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { measureContext } from "../../src/checks/context/context.ts";
import { docker, engineEnv, folderWith, STORES } from "./engine.ts";

const [STORE = ""] = STORES;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** All sizes differ so that no two sets have the same sum. */
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
  ["s|b*", "."],
  ["x|?EADME|.md", "."],
  ["**/x|d", "."],
  ["docs\\a.md\nsrc\\Wa.*", "."],
  ["*.{md,txt}\n{", "."],
])("with the ignore file %j COPY %s sends the measured bytes", async (ignore, copy) => {
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
});

test("the Dockerfile's own ignore file counts, even if it is empty", async () => {
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

/** Files of a context beside a.md (1), b.txt (20), sub/c.md (300), and cfg/ignore, which excludes all .md files. */
interface Extra {
  readonly links?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** The Dockerfile's path; the context is `app`. */
  readonly dockerfile?: string;
  readonly copy?: string;
  /** Whether it is built; by default it is. */
  readonly isSent?: boolean;
}

/** Pairs of the measured size of a context and the size in an image, for each store. */
function measuredAndSent({
  links = {},
  files = {},
  dockerfile = "app/Dockerfile",
  copy = ".",
  isSent = true,
}: Extra) {
  const root = folderWith({
    "app/a.md": "a",
    "app/b.txt": "b".repeat(20),
    "app/sub/c.md": "c".repeat(300),
    "app/cfg/ignore": "**/*.md\n",
    "outside/ignore": "**/*.md\n",
  });
  folders.push(root);
  const text = `FROM scratch\nCOPY ${copy} /\n`;
  for (const [path, content] of Object.entries({ [dockerfile]: text, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  for (const [path, target] of Object.entries(links))
    symlinkSync(target.replace("ROOT", root), join(root, path));
  const context = join(root, "app");
  const file = join(root, dockerfile);
  const report = measureContext(
    {
      context,
      file,
      builtFrom: { file: dockerfile, text, target: null },
      testTargets: [],
      naming: { buildArgs: null, buildContexts: null },
    },
    (path) => path.replace(`${root}/`, ""),
  );
  const sent = (isSent ? STORES : []).map((store) => {
    const image = join(root, `image-${store}`);
    docker(
      engineEnv(store),
      "buildx",
      "build",
      "--quiet",
      `--file=${file}`,
      `--output=type=local,dest=${image}`,
      context,
    );
    return sumOf(image);
  });
  return { report, sent };
}

test.each<[what: string, extra: Extra, fault: string | null]>([
  [
    "a link out of the context",
    { links: { "app/.dockerignore": "../outside/ignore" } },
    "app/.dockerignore is a link to ../outside/ignore",
  ],
  ["a link within the context", { links: { "app/.dockerignore": "cfg/ignore" } }, null],
  ["a link whose .. ends at the context", { links: { "app/.dockerignore": "../../cfg/ignore" } }, null],
  ["an absolute link, from the context on", { links: { "app/.dockerignore": "/cfg/ignore" } }, null],
  [
    "an absolute link, from the machine on",
    { links: { "app/.dockerignore": "ROOT/app/cfg/ignore" } },
    "app/.dockerignore is a link",
  ],
  [
    "a chain of links",
    { links: { "app/.dockerignore": "one", "app/one": "two/ignore", "app/two": "cfg" } },
    null,
  ],
  ["a link to itself", { links: { "app/.dockerignore": ".dockerignore" } }, "app/.dockerignore is a link"],
  ["a folder", { files: { "app/.dockerignore/a": "**/*.md" } }, "app/.dockerignore is a folder"],
  [
    "UTF-16",
    { files: { "app/.dockerignore": Buffer.from("\uFEFF**/*.md\r\n", "utf16le") } },
    "app/.dockerignore is UTF-16",
  ],
  [
    "the Dockerfile's own, elsewhere",
    {
      dockerfile: "build/my.Dockerfile",
      files: { "build/my.Dockerfile.dockerignore": "*.md", "app/.dockerignore": "b.txt" },
    },
    null,
  ],
  [
    "the Dockerfile's own, a link out",
    {
      links: { "app/Dockerfile.dockerignore": "../outside/ignore" },
      files: { "app/.dockerignore": "b.txt" },
    },
    "app/Dockerfile.dockerignore is a link to ../outside/ignore",
  ],
  [
    "the Dockerfile's own, a folder",
    { files: { "app/Dockerfile.dockerignore/a": "", "app/.dockerignore": "b.txt" } },
    "app/Dockerfile.dockerignore is a folder",
  ],
  [
    "the Dockerfile's own, a link beside it",
    { dockerfile: "build/D", links: { "build/D.dockerignore": "e" }, files: { "build/e": "sub" } },
    null,
  ],
])("an ignore file that is %s is read as by BuildKit", async (_, extra, fault) => {
  const { report, sent } = measuredAndSent(extra);
  const { size, files, ignoreFileFault = null } = (await report) ?? {};
  for (const each of sent) expect({ size, files }).toEqual(each);
  expect(ignoreFileFault).toEqual(fault === null ? null : expect.stringContaining(fault));
});

test.each<[copy: string, links: Readonly<Record<string, string>>]>([
  ["link", { "app/link": "sub" }],
  ["link/c.md", { "app/link": "sub" }],
  ["link/", { "app/link": "/sub" }],
  ["l*", { "app/link": "sub", "app/last": "../../b.txt" }],
  ["sub/l*", { "app/sub/link": "../b.txt" }],
  ["one", { "app/one": "two", "app/two": "cfg/../sub" }],
  ["sub", { "app/sub/link": "../cfg" }],
  [".", { "app/link": "sub", "app/out": "../outside" }],
])("COPY %s takes the measured bytes through the links %j", async (copy, links) => {
  const { report, sent } = measuredAndSent({ copy, links });
  const { size, files } = (await report) ?? {};
  for (const each of sent) expect({ size, files }).toEqual(each);
});

test.each([
  ["src\\lib", 1],
  ["a\n# b\n\n\\README", 4],
  ["!", 1],
  ["*.md\n! ", 2],
  ["[a", 1],
  ["[]a]", 1],
  ["[^]", 1],
  ["[a-]", 1],
  ["[z-a].md", 1],
  ["a\\", 1],
])("an invalid line of the ignore file %j is reported", async (ignore, line) => {
  const files = { "app/.dockerignore": ignore };
  expect(() => measuredAndSent({ files })).toThrow(/syntax error in pattern|illegal exclusion pattern/);
  const { report } = measuredAndSent({ files, copy: "a.md", isSent: false });
  expect((await report)?.ignoreFileFault).toContain(
    `app/.dockerignore has an invalid pattern in line ${line}, for which BuildKit refuses the build: `,
  );
});
