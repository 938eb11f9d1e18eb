import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { measureContext } from "../../../src/checks/context/context.ts";
import type { ContextReport } from "../../../src/model/report.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes files: a text, or a number of bytes. */
function write(files: Readonly<Record<string, string | number>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "number" ? "x".repeat(content) : content);
  }
}

const NAMING = { buildArgs: null, buildContexts: null };

function measure(
  text: string,
  { target = null, testTargets = [] }: { target?: string | null; testTargets?: string[] } = {},
): Promise<ContextReport | null> {
  return measureContext(
    {
      context: folder,
      file: join(folder, "Dockerfile"),
      builtFrom: { file: "Dockerfile", text, target },
      testTargets,
      naming: NAMING,
    },
    (path) => path.replace(folder, "app"),
  );
}

const FILES = {
  "a.txt": 1,
  "src/b.ts": 10,
  "src/lib/c.ts": 100,
  "src/lib/d.js": 1000,
  "my docs/e.md": 10_000,
};

test.each<[dockerfile: string, size: number | null]>([
  ["COPY . .", 11_111],
  ["COPY / /", 11_111],
  ["COPY ../../ /", 11_111],
  ["ADD ./ /", 11_111],
  ["COPY a.txt /", 1],
  ["COPY ./src/ /", 1110],
  ["COPY /src/lib /", 1100],
  ["COPY src/*.ts /", 10],
  ["COPY src/* /", 1110],
  ["COPY src/*/*.ts /", 100],
  ["COPY --parents src/**/*.ts /", 1110],
  ["COPY [a-b].??? s*/*.ts \\\n  # all\n  /", 11],
  ['COPY ["my docs", "a.txt", "/to/"]', 10_001],
  ["COPY --chown=1:1 a.txt a.txt ./a.txt /", 1],
  ["COPY nothing /", 0],
  ["COPY $FILES /", 11_111],
  ["COPY <<EOF /x\na.txt src\nEOF", null],
  ["COPY a.txt <<EOF /x\nsrc /\nEOF", 1],
  ["ADD https://example.org/a.txt git@github.com:o/r.git /", null],
  ["COPY --from=alpine:3.22 /etc /etc", null],
  ["RUN --mount=type=bind,source=src,target=/src make", 1110],
  ["RUN --mount=target=. make", 11_111],
  ["RUN --mount=type=bind,from=alpine:3.22,source=src,target=/src --mount=type=cache,target=/c make", null],
  ["ONBUILD COPY . .", null],
  ["RUN true", null],
])("%s takes %s bytes of the context", async (instruction, size) => {
  write(FILES);
  expect((await measure(`FROM alpine:3.22\n${instruction}\n`))?.size ?? null).toBe(size);
});

test("only built stages take files", async () => {
  write(FILES);
  const text = `FROM alpine:3.22 AS deps
COPY a.txt /
FROM deps AS test
COPY src/lib /
FROM deps AS dev
COPY . .
FROM scratch AS production
COPY --from=deps / /
COPY src/*.ts /
`;
  expect((await measure(text))?.size).toBe(11);
  expect((await measure(text, { testTargets: ["test"] }))?.size).toBe(1111);
  expect((await measure(text, { target: "dev" }))?.size).toBe(11_111);
});

test("the Dockerfile's own ignore file replaces the context's, even if it is empty", async () => {
  write({ ...FILES, ".dockerignore": "src\n.dockerignore\n" });
  const text = "FROM alpine:3.22\nCOPY . .\n";
  expect(await measure(text)).toMatchObject({ size: 10_001, files: 2, ignoreFile: "app/.dockerignore" });
  write({ "Dockerfile.dockerignore": "" });
  expect(await measure(text)).toMatchObject({ files: 7, ignoreFile: "app/Dockerfile.dockerignore" });
  write({ "Dockerfile.dockerignore": "**/*.ts\n*ignore\n" });
  expect(await measure(text)).toMatchObject({ size: 11_001, ignoreFile: "app/Dockerfile.dockerignore" });
});

test("links are not followed, and unreadable files count as 0 bytes", async () => {
  write({ ...FILES, "secret/f": 5 });
  symlinkSync("src", join(folder, "link"));
  symlinkSync("..", join(folder, "src/loop"));
  chmodSync(join(folder, "secret"), 0o000);
  const report = await measure("FROM alpine:3.22\nCOPY . .\n");
  chmodSync(join(folder, "secret"), 0o700);
  // root can read every file.
  expect([11_111, 11_116]).toContain(report?.size);
});

test("a context that is not a folder is not measured", async () => {
  const subject = {
    context: join(folder, "none"),
    file: join(folder, "Dockerfile"),
    testTargets: [],
    naming: NAMING,
  };
  const builtFrom = { file: "Dockerfile", text: "FROM alpine:3.22\nCOPY . .\n", target: null };
  expect(await measureContext({ ...subject, builtFrom }, (path) => path)).toBeNull();
});

const MUCH = 150_000;
const ALL = "COPY . .";

test.each<[files: Readonly<Record<string, string | number>>, dockerfile: string, expected: string[]]>([
  [{ ".git/objects/a": MUCH, ".git/HEAD": 1 }, ALL, [".git 150001 in 2"]],
  [{ ".git/objects/a": MUCH }, `${ALL}\nRUN git describe --tags`, []],
  [{ ".git/objects/a": MUCH }, `${ALL}\nRUN git -C /app rev-parse HEAD`, []],
  [{ ".git/objects/a": MUCH }, `${ALL}\nRUN apk add git && git clone x`, [".git 150000 in 1"]],
  [{ ".git/objects/a": MUCH }, "COPY src .", []],
  [{ ".git/objects/a": MUCH }, `${ALL}\nCOPY .git/HEAD /`, []],
  [{ ".git/objects/a": MUCH }, `${ALL}\nRUN --mount=source=.git,target=/g x`, []],
  [{ ".git/objects/a": MUCH, ".dockerignore": "/.git/" }, ALL, []],
  // It changes with every commit, whatever its size.
  [{ ".git/objects/a": 99 }, ALL, [".git 99 in 1"]],
  [{ ".git/objects/a": 0 }, ALL, []],
  [{ ".git/objects/a": 99 }, `${ALL}\n# git log is not used\nRUN apk add git \\\n log`, [".git 99 in 1"]],
  [{ ".git/objects/a": 99 }, `${ALL}\nRUN git clone x /x && cd /x && git log`, [".git 99 in 1"]],
  [{ ".git/objects/a": 99 }, `${ALL}\nRUN v=$(git --no-pager -c a=b \\\n  describe)`, []],
  [{ ".git/objects/a": MUCH }, `${ALL}\nRUN cat .git/HEAD > version`, []],
  [{ ".git/objects/a": MUCH }, `${ALL}\nRUN make # without .git`, [".git 150000 in 1"]],
  // In a worktree and in a submodule, .git is a file that names the repository.
  [{ ".git": "gitdir: ../.git/modules/sub", "sub/.git": "gitdir: ../.git" }, ALL, []],
  [{ "sub/.git/objects/a": MUCH }, ALL, ["**/.git 150000 in 1"]],
  [{ "node_modules/a": MUCH }, `${ALL}\nRUN npm ci`, ["node_modules 150000 in 1"]],
  [{ "node_modules/a": MUCH, "web/node_modules/a": 1 }, `${ALL}\nRUN yarn`, ["**/node_modules 150001 in 2"]],
  [{ "node_modules/a/node_modules/b": MUCH }, `${ALL}\nRUN npm ci`, ["node_modules 150000 in 1"]],
  [{ "web/node_modules/a": MUCH }, "COPY web /\nRUN pnpm i", ["**/node_modules 150000 in 1"]],
  // Packages that the Dockerfile does not install come from the context.
  [{ "node_modules/a": MUCH }, ALL, []],
  [{ "node_modules/a": MUCH }, "COPY node_modules /n\nRUN npm test", []],
  [{ "node_modules/a": MUCH }, "COPY * /n\nRUN npm ci", ["node_modules 150000 in 1"]],
  [{ "node_modules/a": MUCH }, "COPY node_* /n\nRUN npm ci", []],
  [{ "target/a": MUCH, "Cargo.toml": 1 }, `${ALL}\nRUN cargo build`, ["target 150000 in 1"]],
  [{ "target/a": MUCH, "pom.xml": 1 }, `${ALL}\nRUN ./mvnw package`, ["target 150000 in 1"]],
  [{ "target/a": MUCH }, `${ALL}\nRUN cargo build`, []],
  [{ "target/a": MUCH, "pom.xml": 1 }, ALL, []],
  [{ "venv/a": MUCH, "venv/pyvenv.cfg": 1 }, `${ALL}\nRUN pip install .`, ["venv 150001 in 2"]],
  [{ "venv/a": MUCH }, `${ALL}\nRUN pip install .`, []],
  [{ "coverage/lcov.info": MUCH }, ALL, ["coverage 150000 in 1"]],
  [{ "coverage/coverage.go": MUCH }, ALL, []],
  [{ "web/.next/cache/a": MUCH, "web/.next/b": 1 }, ALL, ["**/.next/cache 150000 in 1"]],
  [{ "a.log": 60_000, "b/c.log": 60_000 }, ALL, ["**/*.log 120000 in 2"]],
  [{ "a.log": MUCH }, "COPY a.log /", []],
  [
    { ".env": 9, ".env.local": 8, ".env.production.local": 7 },
    ALL,
    [".env 9 in 1 secret", ".env.local 8 in 1 secret", ".env.*.local 7 in 1 secret"],
  ],
  [{ ".env": 0, ".env.example": 9, ".env.production": 9 }, ALL, []],
  [{ ".env": 9 }, "COPY .env* /", []],
  [
    { "api/.env": 9, ".aws/credentials": 1, ".ssh/id_rsa": 1 },
    "COPY api .aws/ /\nCOPY .ssh /",
    ["**/.env 9 in 1 secret"],
  ],
  [
    { "node_modules/x/.env": 9, "node_modules/x/a": MUCH },
    `${ALL}\nRUN npm ci`,
    ["node_modules 150009 in 2"],
  ],
])("with the files %j, %s need not send %j", async (files, instructions, expected) => {
  write(files);
  const report = await measure(`FROM alpine:3.22\n${instructions}\n`);
  expect(
    report?.needless.map(
      ({ pattern, size, files: count, isSecret }) =>
        `${pattern} ${size} in ${count}${isSecret ? " secret" : ""}`,
    ),
  ).toEqual(expected);
});

test("the pattern with the most bytes comes first, with its instruction", async () => {
  write({ ".git/a": 2 * MUCH, "src/__pycache__/a.pyc": 3 * MUCH, "src/.env": 3 });
  const report = await measure("FROM alpine:3.22\nCOPY src /src\nADD . \\\n  /\n");
  expect(report).toEqual({
    folder: "app",
    size: 5 * MUCH + 3,
    files: 3,
    ignoreFile: "app/.dockerignore",
    hasIgnoreFile: false,
    ignoreFileFault: null,
    needless: [
      {
        pattern: "**/__pycache__",
        what: "Python's byte code",
        size: 3 * MUCH,
        files: 1,
        isSecret: false,
        paths: [{ path: "src/__pycache__", size: 3 * MUCH, files: 1 }],
        morePaths: 0,
        place: { file: "Dockerfile", lines: [3, 4] },
      },
      {
        pattern: ".git",
        what: "the repository's history",
        size: 2 * MUCH,
        files: 1,
        isSecret: false,
        paths: [{ path: ".git", size: 2 * MUCH, files: 1 }],
        morePaths: 0,
        place: { file: "Dockerfile", lines: [3, 4] },
      },
      {
        pattern: "**/.env",
        what: "settings of an environment",
        size: 3,
        files: 1,
        isSecret: true,
        paths: [{ path: "src/.env", size: 3, files: 1 }],
        morePaths: 0,
        place: { file: "Dockerfile", lines: [3, 4] },
      },
    ],
  });
});

test("a pattern lists at most ten files, largest first", async () => {
  write(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`s${index}/.env`, index + 1])));
  const [env] = (await measure("FROM alpine:3.22\nCOPY . .\n"))?.needless ?? [];
  expect(env).toMatchObject({ pattern: "**/.env", size: 78, files: 12, morePaths: 2 });
  expect(env?.paths[0]).toEqual({ path: "s11/.env", size: 12, files: 1 });
  expect(env?.paths.at(-1)).toEqual({ path: "s2/.env", size: 3, files: 1 });
});

test("the suggested patterns leave no needless file", async () => {
  write({ ".git/a": MUCH, "a/node_modules/b": MUCH, "x/y.log": MUCH, ".env": 1, "a/.env": 1, "keep.txt": 1 });
  const text = "FROM alpine:3.22\nCOPY . .\nRUN npm ci\n";
  const before = await measure(text);
  const patterns = before?.needless.map(({ pattern }) => `${pattern}\n`) ?? [];
  write({ ".dockerignore": `${patterns.join("")}.dockerignore\n` });
  expect(await measure(text)).toMatchObject({ size: 1, files: 1, needless: [] });
});
