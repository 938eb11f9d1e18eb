import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { parse } from "yaml";
import { ownerOf, withOwner } from "../../scripts/owner.ts";
import { parseCommandLine } from "../../src/cli/arguments.ts";
import type { Inputs } from "../../src/config/inputs.ts";
import { loadSettings } from "../../src/config/load.ts";
import type { Exec } from "../../src/host/exec.ts";
import {
  ALL_PAGES,
  anchorsOf,
  type Block,
  blocks,
  commandsOf,
  PAGES,
  type Page,
  plainText,
  type Shown,
  shownBy,
  tokensOf,
} from "../fixtures/docs.ts";

const README = readFileSync("README.md", "utf8");
const OWNER = ownerOf(readFileSync("package.json", "utf8"));
const BLOB = `https://github.com/${OWNER}/stagegate/blob/HEAD/`;
const RAW = `https://raw.githubusercontent.com/${OWNER}/stagegate/HEAD/`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-docs-"));
  // Files that the pages name.
  for (const name of ["docker-bake.hcl", ".npmrc"]) writeFileSync(join(folder, name), "");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the README", () => {
  test("has at most 1,300 words", () => {
    expect(README.split(/\s+/).filter((word) => word !== "").length).toBeLessThanOrEqual(1300);
  });

  test("names the demo and the tests", () => {
    expect(README).toContain("$ npm run demo");
    expect(README).toContain("$ npm test");
  });

  test("shows pictures that load on npmjs.com", () => {
    const shown = [...README.matchAll(/(?:src|srcset)="([^"]+)"|!\[[^\]]*\]\(([^)\s]+)\)/g)]
      .map(([, html, markdown]) => html ?? markdown ?? "")
      .filter((url) => !url.startsWith("https://img.shields.io/") && !url.endsWith("/badge.svg?branch=main"));
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((url) => !url.startsWith(RAW) || !existsSync(url.slice(RAW.length)))).toEqual([]);
  });
});

test("docs/README.md and README.md list every page", () => {
  const pages = PAGES.map(({ path }) => path).filter((path) => !/README\.md$/.test(path));
  const index = readFileSync("docs/README.md", "utf8");
  expect(pages.filter((path) => !index.includes(`](${path.slice("docs/".length)})`))).toEqual([]);
  expect(pages.filter((path) => !README.includes(`](${path})`))).toEqual([]);
});

describe("links", () => {
  const pages = new Map(ALL_PAGES.map((page) => [page.path, page]));
  const problemOf = (target: string): string | null => {
    const [path = "", anchor] = target.split("#");
    if (!existsSync(path)) return `${path} does not exist`;
    const page = pages.get(path);
    if (anchor === undefined || page === undefined) return null;
    return anchorsOf(page).has(anchor) ? null : `${path} has no heading #${anchor}`;
  };
  const targetsOf = ({ path, text }: Page): string[] =>
    tokensOf(text).flatMap((token) => {
      if (token.type !== "link" && token.type !== "image") return [];
      // A page of the package names a file that is not packed by its address in the repository.
      const href = String(token.href);
      if (href.startsWith(BLOB)) return [href.slice(BLOB.length)];
      if (/^(?:[a-z]+:|\/\/)/i.test(href)) return [];
      return [href.startsWith("#") ? `${path}${href}` : normalize(join(dirname(path), href))];
    });

  test.each(ALL_PAGES.map((page) => [page.path, page] as const))("of %s have a target", (_, page) => {
    expect(targetsOf(page).flatMap((target) => problemOf(target) ?? [])).toEqual([]);
  });

  test.each([
    ["[a](nowhere.md)", "docs/nowhere.md does not exist"],
    ["![a](../nowhere.png)", "nowhere.png does not exist"],
    ["[a]\n\n[a]: nowhere.md", "docs/nowhere.md does not exist"],
    ["| a |\n| - |\n| [a](rules.md#nothing) |", "docs/rules.md has no heading #nothing"],
    [`[a](${BLOB}nowhere.md)`, "nowhere.md does not exist"],
    ["- [a](#nothing)", "docs/concepts.md has no heading #nothing"],
  ])("that lead nowhere are noticed: %j", (text, problem) => {
    expect(targetsOf({ path: "docs/concepts.md", text }).map(problemOf)).toEqual([problem]);
  });

  test("of sources, actions and examples have a target", () => {
    const listed = ["ls-files", "-z", "--", "src", "action.yml", "comment", "merge", "examples", "schema"];
    const files = execFileSync("git", listed, { encoding: "utf8" }).split("\0");
    const targets = files
      .filter((path) => path !== "")
      .flatMap((path) =>
        [...readFileSync(path, "utf8").matchAll(/(?<![\w/.-])docs\/[a-z-]+\.md(?:#[\w-]+)?/g)].map(
          ([target]) => target,
        ),
      );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.flatMap((target) => problemOf(target) ?? [])).toEqual([]);
  });
});

describe("a block of YAML", () => {
  const all = blocks(PAGES, "yaml").map((block) => [block.place, block] as const);

  const load = async (block: Block) => {
    const shown = shownBy(block);
    if (shown.kind === "configuration") await loadConfiguration(shown.yaml);
    if (shown.kind === "workflow") for (const step of stepsOf(shown)) await loadInputs(step);
  };

  test.each(all)("at %s is a valid configuration or workflow", async (_, block) => {
    await load(block);
  });

  test("of each kind exists", () => {
    const kinds = new Set(all.map(([, block]) => shownBy(block).kind));
    expect(kinds).toEqual(new Set(["configuration", "workflow", "other"]));
  });

  test.each([
    ["with a misspelt key", "images:\n  app: {max-siez: 1MB}\n"],
    ["with an invalid value", "images:\n  app: {max-size: large}\n"],
    ["with a misspelt input", "- uses: <owner>/stagegate@v1\n  with: {max-siez: 1MB}\n"],
    ["with an invalid value of an input", "- uses: <owner>/stagegate@v1\n  with: {max-size: large}\n"],
    ["with an input of another action", "- uses: <owner>/stagegate/merge@v1\n  with: {max-size: 1MB}\n"],
  ])("%s is refused", async (_, text) => {
    await expect(load({ place: "here", language: "yaml", text })).rejects.toThrow();
  });

  test("of an unknown kind is refused", () => {
    expect(() => shownBy({ place: "here", language: "yaml", text: "something: else\n" })).toThrow(
      "here: neither a workflow nor a configuration",
    );
  });
});

/** Answers as bake does, for a file with the targets that the pages name. */
const bake: Exec = async () => ({
  code: 0,
  stdout: JSON.stringify({
    group: { default: { targets: ["app", "docs", "svc-api", "svc-search"] } },
    target: { app: {}, docs: {}, "svc-api": {}, "svc-search": {} },
  }),
  stderr: "",
});

async function loadConfiguration(yaml: string, inputs: Inputs = new Map()): Promise<void> {
  writeFileSync(join(folder, ".stagegate.yml"), yaml);
  await loadSettings(inputs, folder, bake).finally(() => rmSync(join(folder, ".stagegate.yml")));
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

function stepsOf({ workflow }: Extract<Shown, { kind: "workflow" }>): Step[] {
  const { jobs } = workflow as {
    readonly jobs: Readonly<Record<string, { readonly steps?: readonly Step[] }>>;
  };
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

/** Loads the inputs of a step, if it is one of stagegate. */
async function loadInputs({ uses = "", with: inputs = {} }: Step): Promise<void> {
  const action = /\/stagegate(?:\/(merge|comment))?@/.exec(uses);
  if (action === null) return;
  const { inputs: known } = parse(readFileSync(join(action[1] ?? ".", "action.yml"), "utf8")) as {
    readonly inputs: object;
  };
  const unknown = Object.keys(inputs).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0) throw new Error(`${uses} has no input ${unknown.join(", ")}`);
  if (action[1] !== undefined) return;
  // GitHub fills in the expressions; which images there are depends on the file.
  const values = Object.entries(inputs).filter(
    ([name, value]) => !["config", "only"].includes(name) && !String(value).includes("${{"),
  );
  const place = { name: "with", at: null };
  const given = values.map(([name, value]) => [name, { value: String(value), place, base: folder }] as const);
  await loadSettings(new Map(given), folder, bake);
}

describe("a command line", () => {
  const all = blocks(PAGES, "console", "sh").flatMap((block) =>
    commandLines(block).map((argv) => [block.place, argv.join(" "), argv] as const),
  );

  test.each(all)("at %s is valid: stagegate %s", async (_, __, argv) => {
    await understand(argv);
  });

  test("of every command exists", () => {
    const commands = new Set(
      all.map(([, , [command = ""]]) => command).filter((word) => /^[a-z]+$/.test(word)),
    );
    const expected = ["cache", "comment", "explain", "init", "inspect", "merge", "report"];
    expect([...commands].sort()).toEqual(expect.arrayContaining(expected));
  });

  test.each([["inspct", "image.tar"], ["--max-siez", "1MB"], ["--max-size", "large"], ["inspect"]])(
    "with an error is refused: stagegate %s %s",
    async (...argv) => {
      await expect(understand(argv)).rejects.toThrow();
    },
  );
});

/**
 * The arguments of each call of stagegate in a block. The shell that reads the commands has no programs but these three.
 */
function commandLines(block: Block): string[][] {
  const stub = `
npx() { while [ "$1" != stagegate ]; do shift; done; "$@"; }
stagegate() { printf '%s\\0' "$#" "$@" >&3; }
docker() { while [ $# -gt 0 ]; do case $1 in ghcr.io/*/stagegate:*) shift; stagegate "$@"; return;; esac; shift; done; }
`;
  return commandsOf(block).flatMap((command) => {
    const script = `exec 3>&1 1>/dev/null 2>&1\n${stub}${withOwner(command, "octo")}\n:`;
    const calls = execFileSync("/bin/bash", ["--norc", "-c", script], {
      encoding: "utf8",
      env: { PATH: "/nonexistent", SHLVL: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const words = calls.split("\0");
    const lines: string[][] = [];
    for (let at = 0; at < words.length - 1; at += Number(words[at]) + 1)
      lines.push(words.slice(at + 1, at + 1 + Number(words[at])));
    return lines;
  });
}

async function understand(argv: readonly string[]): Promise<void> {
  const { command } = parseCommandLine(argv, folder);
  if (command.kind !== "gate") return;
  const inputs = [...command.inputs].filter(([name]) => !["config", "only"].includes(name));
  await loadSettings(new Map(inputs), folder, bake);
}

describe("docs/troubleshooting.md", () => {
  const page = PAGES.find(({ path }) => path === "docs/troubleshooting.md");
  const messages = tokensOf(page?.text ?? "")
    .filter((token) => token.type === "heading" && token.depth === 3)
    .map(plainText);
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(join("src", path), "utf8"));

  test("has messages", () => {
    expect(messages.length).toBeGreaterThan(30);
  });

  test.each(messages)("%s is a message of stagegate", (message) => {
    const parts = message.split("…").map((part) => part.trim());
    expect(sources.some((source) => parts.every((part) => source.includes(part)))).toBe(true);
  });
});
