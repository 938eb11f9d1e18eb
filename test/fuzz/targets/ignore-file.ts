import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { measureContext } from "../../../src/checks/context/context.ts";
import { ignores, mayTakeBack, parsePatterns } from "../../../src/checks/context/ignore-patterns.ts";
import { inFolder } from "../folder.ts";
import { mutateText } from "../mutate/text.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const WORDS = [
  "*",
  "**",
  "**/",
  "/**",
  "!",
  "! ",
  "?",
  "[a-z]",
  "[^a]",
  "[",
  "]",
  "[]a]",
  "\\",
  "\\*",
  "#",
  "..",
  "../",
  "./",
  "/",
  "node_modules",
  "*.md",
  "**/**/",
  "a*a*a*",
  "[z-a]",
  "[a\\",
  "\\\\",
  "(",
  "+",
  "$",
  "\ufeff",
];

const FILES = {
  "a.txt": 1,
  "src/b.ts": 10,
  "src/lib/c.ts": 100,
  "node_modules/a/index.js": 1000,
  "docs/e.md": 10_000,
  ".git/HEAD": 4,
  [`${"a/".repeat(25)}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`]: 1,
};

/** A `.dockerignore`. */
export const target: FuzzTarget = {
  name: "ignore-file",
  executions: 100,
  seeds: () => SEEDS.map((text) => Buffer.from(text)),
  mutate: (bytes, random) =>
    Buffer.from(mutateText(bytes.toString("latin1"), random, WORDS).slice(0, 20_000)),
  run: (bytes) =>
    inFolder(async (folder) => {
      const read = await refusable(() => parsePatterns(bytes.toString("utf8")));
      if (read.isRefused) return;
      const patterns = read.value;
      for (const path of [...Object.keys(FILES), "", "a".repeat(300)]) {
        const { matched, ignored } = ignores(patterns, path, []);
        expectThat(matched.length === patterns.length, () => "a pattern is missing");
        expectThat(!ignored || patterns.length > 0, () => "nothing leaves a path out");
        mayTakeBack(patterns, path);
      }
      for (const [path, size] of Object.entries(FILES)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), Buffer.alloc(size));
      }
      writeFileSync(join(folder, ".dockerignore"), bytes);
      const builtFrom = { file: "Dockerfile", text: "FROM scratch\nCOPY . .\n", target: null };
      const naming = { buildArgs: null, buildContexts: null };
      const context = await measureContext(
        { context: folder, file: join(folder, "Dockerfile"), builtFrom, testTargets: [], naming },
        (path) => path,
      );
      const most = Object.values(FILES).reduce((all, size) => all + size, bytes.length);
      expectThat(
        context !== null && context.size >= 0 && context.size <= most,
        () => `the context has ${context?.size} of ${most} bytes`,
      );
    }),
};

const SEEDS = [
  "node_modules\n**/*.md\n!README.md\n# comment\n/.git\n*/temp*\ndocs/**/*.md\n!docs/[a-e].md\n",
  "*\n!src\nsrc/**/test\n!src/lib/\\c.ts\n",
  "**\n!a.txt\n",
];
