import { parseArgs } from "node:util";
import { patterns } from "../analysis/patterns.ts";
import type { Given } from "../config/given.ts";
import { flag, lines, names, pairs } from "../config/kinds.ts";
import { ConfigError, didYouMean, type Problem } from "../config/problem.ts";
import { IMAGE_SETTINGS, RUN_SETTINGS } from "../config/settings.ts";

/** What the command line asks for. */
export type Command =
  | { readonly kind: "gate"; readonly inputs: ReadonlyMap<string, Given> }
  | {
      /** `explain` shows whose the bytes are, `inspect` what the layers are. */
      readonly kind: "inspect" | "explain";
      readonly source: string;
      readonly json: boolean;
      readonly platform: string | null;
      /** The Dockerfile that it was built from, with its target. */
      readonly file: string | null;
      readonly target: string | null;
    }
  | { readonly kind: "help" }
  | { readonly kind: "version" };

const SETTINGS = { ...IMAGE_SETTINGS, ...RUN_SETTINGS };
const COMMANDS = ["gate", "inspect", "explain"];

/** Flags of the commands that look at one image, beside `--json` of inspect. */
const SOURCE_FLAGS = ["platform", "file", "target"];

/**
 * Reads the command line. A flag may stand several times where the setting is a list.
 * @param cwd absolute; relative paths in flags start from it
 * @throws ConfigError with every problem at once
 */
export function parseCommandLine(argv: readonly string[], cwd: string): Command {
  const { tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true });
  const flags = tokens.filter((token) => token.kind === "option");
  // What stands behind an unknown flag was meant for it.
  const isStray = (index: number) =>
    flags.some((token) => !Object.hasOwn(OPTIONS, token.name) && token.index === index - 1);
  const words = tokens.flatMap((token) =>
    token.kind === "positional" && !isStray(token.index) ? [token.value] : [],
  );
  if (flags.some(({ name }) => name === "help")) return { kind: "help" };
  if (flags.some(({ name }) => name === "version")) return { kind: "version" };

  const [command = "gate", ...operands] = words;
  const problems: Problem[] = [];
  const problem = (name: string, message: string, hint: string) =>
    problems.push({ place: { name, at: null }, message, hint });
  if (!COMMANDS.includes(command)) problem(command, "unknown command", didYouMean(command, COMMANDS));

  const allowed =
    command === "inspect"
      ? ["json", ...SOURCE_FLAGS]
      : command === "explain"
        ? SOURCE_FLAGS
        : Object.keys(SETTINGS);
  const inputs = new Map<string, Given>();
  for (const { rawName, name, value } of flags) {
    if (!allowed.includes(name)) problem(rawName, "unknown flag", didYouMean(name, allowed));
    else if (isFlag(name) && value !== undefined)
      problem(rawName, `${name} takes no value`, `Write ${rawName} alone`);
    else if (!isFlag(name) && value === undefined)
      problem(
        rawName,
        "the value is missing",
        `Write for example: --${name} ${SETTINGS[name as keyof typeof SETTINGS].example}`,
      );
    else
      inputs.set(name, {
        value: joined(name, inputs.get(name)?.value, value ?? true),
        place: { name: rawName, at: null },
        base: cwd,
      });
  }
  if (command === "gate")
    for (const word of operands)
      problem(word, "the gate takes no operand", "Name a folder by --context, or an image by --image");
  if (["inspect", "explain"].includes(command) && operands.length !== 1)
    problem(command, "it takes one source", `Write for example: stagegate ${command} image.tar`);
  if (problems.length > 0) throw new ConfigError(problems);
  if (command === "gate") return { kind: "gate", inputs };
  const text = (name: string) => (inputs.has(name) ? String(inputs.get(name)?.value) : null);
  return {
    kind: command === "explain" ? "explain" : "inspect",
    source: operands[0] ?? "",
    json: inputs.has("json"),
    platform: text("platform"),
    file: text("file"),
    target: text("target"),
  };
}

const OPTIONS = {
  ...Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { kind }]) => [
      name,
      { type: kind === flag ? ("boolean" as const) : ("string" as const) },
    ]),
  ),
  json: { type: "boolean" as const },
  help: { type: "boolean" as const, short: "h" },
  version: { type: "boolean" as const, short: "v" },
};

function isFlag(name: string): boolean {
  return name === "json" || SETTINGS[name as keyof typeof SETTINGS].kind === flag;
}

/** Several flags of one list are its lines; of anything else the last one counts. */
function joined(name: string, before: unknown, value: string | boolean): unknown {
  const kind: unknown = SETTINGS[name as keyof typeof SETTINGS]?.kind;
  return before !== undefined && [lines, names, pairs, patterns].some((list) => list === kind)
    ? `${String(before)}\n${value}`
    : value;
}
