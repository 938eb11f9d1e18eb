import { parseCommandLine } from "../../../src/cli/arguments.ts";
import { FLAGS } from "../../../src/cli/flags.ts";
import { loadSettings } from "../../../src/config/load.ts";
import { readInputs } from "../../../src/github/inputs.ts";
import { inFolder } from "../folder.ts";
import { textMutator } from "../mutate/text.ts";
import { refusable } from "../refused.ts";
import { budgetWords } from "../settings.ts";
import type { FuzzTarget } from "../target.ts";

/** A command line, one word a line; its flags with their values are the inputs of a workflow as well. */
export const target: FuzzTarget = {
  name: "command-line",
  executions: 1000,
  seeds: () => SEEDS.map((words) => Buffer.from(words.join("\n"))),
  mutate: textMutator([
    ...Object.keys(FLAGS).flatMap((name) => [`--${name}`, name, `--no-${name}`, `--${name}=`]),
    "gate",
    "inspect",
    "explain",
    "report",
    "cache",
    "completion",
    "help",
    ".",
    "-",
    "--",
  ]),
  run: (input) =>
    inFolder(async (folder) => {
      const lines = input.toString("utf8").split("\n");
      // What is written is told again, each word once.
      const words = lines.slice(0, 30).map((line) => line.slice(0, 300));
      const exec = async () => ({ code: 127, stdout: "", stderr: "", notStarted: "ENOENT" });
      const read = await refusable(() => parseCommandLine(words, folder));
      if (!read.isRefused && read.value.command.kind === "gate") {
        const { inputs } = read.value.command;
        const loaded = await refusable(() => loadSettings(inputs, folder, exec));
        if (!loaded.isRefused) for (const { settings } of loaded.value.images) budgetWords(settings);
      }
      const pairs = words.flatMap((word, at): [string, string][] =>
        word.startsWith("--") ? [[`INPUT_${word.slice(2).toUpperCase()}`, words[at + 1] ?? ""]] : [],
      );
      await refusable(() => loadSettings(readInputs(Object.fromEntries(pairs), folder), folder, exec));
    }),
};

const SEEDS = [
  [
    "--context",
    "app",
    "--file",
    "docker/Dockerfile",
    "--target",
    "production",
    "--max-size",
    "150MB",
    "--warn-growth=5 %",
    "--build-args",
    "A=b",
    "--build-args",
    "C",
  ],
  [
    "gate",
    "--image",
    "app.tar",
    "--rules",
    "wasted=off",
    "--forbid",
    "*.map",
    "--verbose",
    "--only",
    "a,b",
    "--output-dir",
    "reports",
    "--baseline",
    "none",
  ],
  ["inspect", "image.tar", "--json", "--platform", "linux/arm64"],
  ["explain", "app:latest", "--file", "Dockerfile", "--target", "a"],
  ["report", "-", "--format", "sarif", "--output", "out.sarif"],
  ["cache", "--clear"],
  ["./app", "-f", "Dockerfile", "-tq", "-f=a", "-target", "--json", "--no-pull"],
  ["completion", "zsh"],
  ["help", "limits"],
  [
    "--smoke",
    "{port: 8080, requests: [{path: /}]}",
    "--run-as",
    "app",
    "--bake",
    "docker-bake.hcl",
    "--comment",
    "never",
    "--progress=quiet",
  ],
  ["--help"],
];
