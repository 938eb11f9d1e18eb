import { pathFinder } from "../../../src/patterns/path-finder.ts";
import { pathMatcher } from "../../../src/patterns/path-matcher.ts";
import { patterns as patternKind } from "../../../src/values/patterns.ts";
import { mutateText } from "../mutate/text.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const WORDS = [
  "*",
  "**",
  "?",
  "[a-z]",
  "[!a]",
  "{a,b}",
  "{a,{b,c}}",
  "/",
  "**/",
  "/**",
  ".git",
  "*.map",
  "\\",
  "[",
  "]",
  "{",
  "}",
  ",",
  "[[]",
  "[]]",
  "[^a]",
  "[z-a]",
  "[\\]",
];

/** Path patterns as `forbid` takes them, one a line, and below an empty line paths. */
export const target: FuzzTarget = {
  name: "patterns",
  executions: 800,
  seeds: () => SEEDS.map((text) => Buffer.from(text)),
  mutate: (bytes, random) => Buffer.from(mutateText(bytes.toString("utf8"), random, WORDS).slice(0, 20_000)),
  run: (bytes) => {
    const [patterns = "", paths = ""] = bytes.toString("utf8").split("\n\n");
    const given = patternKind.parse(patterns);
    if (given === undefined) return;
    const tried = [...paths.split("\n"), "a".repeat(200), `${"a/".repeat(60)}b`];
    const matches = pathMatcher(given);
    const found = tried.map((path) => matches(path));
    for (const one of found)
      expectThat(one === null || given.includes(one), () => `${one} matches and was not given`);
    // What is remembered of one path must not change what another one gets.
    const alone = tried.map((path) => pathMatcher(given)(path));
    expectThat(
      JSON.stringify(alone) === JSON.stringify(found),
      () =>
        `${JSON.stringify(tried)} match ${JSON.stringify(found)} in turn and ${JSON.stringify(alone)} alone`,
    );
    pathFinder(given.map((pattern) => [pattern, pattern]))(paths);
  },
};

const SEEDS = [
  "*.map\n.git\n**/node_modules/**\nusr/share/{doc,man}/**\n/etc/*.conf\napp/[a-m]?*.js\n\napp/index.js.map\n.git/HEAD\na/node_modules/b/c\nusr/share/man/man1\netc/a.conf\napp/main.js",
  "**/*.py[co]\n**/__pycache__/**\n{root,home/*}/.cache/**\n*\n\nusr/lib/a.pyc\nroot/.cache/pip/x\nhome/me/.cache/x\n",
];
