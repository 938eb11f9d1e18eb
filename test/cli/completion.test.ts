import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { SHELLS } from "../../src/cli/commands.ts";
import { completion } from "../../src/cli/completion/completion.ts";
import { quoted } from "../../src/cli/completion/fish.ts";

/** Paths of the shells by name: from the PATH, and unpacked by `npm test`. */
const PATHS = new Map([
  ...SHELLS.filter((shell) => spawnSync(shell, ["--version"]).status === 0).map(
    (shell) => [shell, shell] as const,
  ),
  ...(process.env["STAGEGATE_SHELLS"]?.split("\n").filter((path) => path !== "") ?? []).map(
    (path) => [basename(path), path] as const,
  ),
]);

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  for (const name of ["app", ".git"]) mkdirSync(join(folder, name));
  // A shell may expand the first name, and take the last one apart.
  for (const name of ["st*", "stx", "two\nlines"])
    mkdirSync(join(folder, "names", name), { recursive: true });
  writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
  writeFileSync(join(folder, "my report.json"), "{}");
  for (const shell of SHELLS) writeFileSync(join(folder, shell), completion(shell));
  writeFileSync(join(folder, ".zshenv"), ZSHENV);
  writeFileSync(join(folder, ".zshrc"), ZSHRC);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names of stages that shells must not run, and one in a comment. */
const DOCKERFILE = `# FROM alpine AS none
FROM alpine AS builder
  from --platform=linux/amd64 alpine as build-tests
FROM alpine AS $(touch\${IFS}ran)
FROM builder AS production\r
FROM alpine`;

/** If `npm test` unpacked zsh, its modules are not in the system's folder. */
const ZSHENV = "(( ! $+ZSH_MODULES )) || module_path=($ZSH_MODULES $module_path)\n";

/** Writes zsh's completion into a file, and ends the shell after the first one. */
const ZSHRC = `PROMPT='READY '
autoload -Uz compinit
compinit -u -D
source "$ZDOTDIR/zsh"
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)* ]]; then
    builtin compadd "$@"
    return
  fi
  local -a matches
  builtin compadd -O matches "$@"
  print -rl -- $matches >>"$ZDOTDIR/matches"
  builtin compadd "$@"
}
comppostfuncs=(exit)
`;

const BASH = `source "$0"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_stagegate
printf '%s\\n' "\${COMPREPLY[@]}"`;

type Complete = (path: string, words: readonly string[]) => Promise<string[]>;

/** The proposals of each shell for the last word of a command line. */
const COMPLETE: Readonly<Record<string, Complete>> = {
  bash: async (path, words) => {
    // Words as in bash with its default COMP_WORDBREAKS.
    const parts = words.flatMap((word) =>
      word.startsWith("--") ? word.split(/(=)/).filter((part, at) => part !== "" || at === 2) : [word],
    );
    return run(path, ["--norc", "-c", BASH, join(folder, "bash"), "stagegate", ...parts]);
  },
  zsh: async (path, words) => {
    const child = spawn("script", ["--quiet", "--return", "--command", `'${path}' -i`, "/dev/null"], {
      cwd: folder,
      env: { ...process.env, HOME: folder, ZDOTDIR: folder, TERM: "dumb" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    rmSync(join(folder, "matches"), { force: true });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const isReady = output.includes("READY");
      output += text;
      if (!isReady && output.includes("READY")) child.stdin.write(`stagegate ${words.join(" ")}\t`);
    });
    // Without a match, there is no file.
    await once(child, "close");
    const matches = readFileSync(join(folder, "matches"), { encoding: "utf8", flag: "a+" });
    // zsh may add a match several times, and shows it once.
    return [...new Set(linesOf(matches.replaceAll("\\", "")))];
  },
  fish: async (path, words) => {
    const script = 'source $argv[1]; complete -C "stagegate $argv[2]"';
    const lines = run(path, ["--no-config", "-c", script, join(folder, "fish"), words.join(" ")]);
    return lines.map((line) => line.split("\t")[0]?.replace(/^--[\w-]+=|\/$/g, "") ?? "");
  },
};

function run(path: string, args: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(path, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, HOME: folder },
  });
  expect(stderr).toBe("");
  return linesOf(stdout);
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .sort();
}

const COMMANDS = "cache comment completion explain gate help init inspect merge report".split(" ");
const FORMATS = "codequality html json junit markdown metrics sarif terminal".split(" ");

describe.each(SHELLS)("%s", (shell) => {
  const path = PATHS.get(shell);
  const testIfThere = path === undefined ? test.skip : test;

  testIfThere.each<[words: string[], expected: string[]]>([
    [["in"], ["init", "inspect"]],
    [
      ["-t", "production", "in"],
      ["init", "inspect"],
    ],
    [
      ["--format=json", "in"],
      ["init", "inspect"],
    ],
    [["--fo"], ["--forbid", "--format"]],
    [["./app", "--max-l"], ["--max-layers"]],
    [
      ["init", "--"],
      ["--force", "--help", "--verbose", "--yes"],
    ],
    [["inspect", "--js"], ["--json"]],
    [["--format", ""], FORMATS],
    [["--format=js"], ["json"]],
    [
      ["--progress", ""],
      ["auto", "plain", "quiet"],
    ],
    [["--max-size", ""], []],
    [["help", "li"], ["limits"]],
    [
      ["completion", ""],
      ["bash", "fish", "zsh"],
    ],
    [
      ["--context", ""],
      ["app", "names"],
    ],
    [
      ["gate", ""],
      ["app", "names"],
    ],
    [
      ["--", ""],
      ["app", "names"],
    ],
    [["--", "--fo"], []],
    [["gate", "--", "--fo"], []],
    [["gate", ".g"], [".git"]],
    [["report", "my"], ["my report.json"]],
    [
      ["--target", ""],
      ["build-tests", "builder", "production"],
    ],
    [["-t", "pr"], ["production"]],
    [["--test-target=b"], ["build-tests", "builder"]],
  ])("completes %j", async (words, expected) => {
    const proposed = await COMPLETE[shell]?.(path ?? "", words);
    expect(proposed?.map((word) => word.replace(/^--[\w-]+=(?=.)/, ""))).toEqual(expected);
  });

  testIfThere("completes commands and folders", async () => {
    const proposed = await COMPLETE[shell]?.(path ?? "", [""]);
    expect(proposed).toEqual(expect.arrayContaining(["app", ...COMMANDS]));
    expect(proposed).not.toContain(".git");
  });

  // The functions of zsh know no value of a switch.
  if (shell !== "zsh")
    testIfThere("does not take the value of a switch for a command", async () => {
      expect(await COMPLETE[shell]?.(path ?? "", ["--quiet=true", "in"])).toEqual(["init", "inspect"]);
    });

  testIfThere("completes folders by their whole names, each once", async () => {
    const proposed = await COMPLETE[shell]?.(path ?? "", ["gate", "names/"]);
    expect(
      proposed?.map((name) => name.replace("names/", "")).filter((name) => name !== "two$'n'lines"),
    ).toEqual(["st*", "stx"]);
  });

  test("gets a script without paths of this machine", () => {
    expect(completion(shell)).not.toContain(process.cwd());
  });
});

(PATHS.has("fish") ? test : test.skip)("fish reads a quoted help as it is", () => {
  const help = `It's a \\ and a "$HOME"; it isn't \\'more'.`;
  expect(run(PATHS.get("fish") ?? "", ["--no-config", "-c", `echo -n ${quoted(help)}`])).toEqual([help]);
});
