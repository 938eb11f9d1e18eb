import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import { FAST } from "../github/client.ts";

/** The result of a run of the command line. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line in this process, in a temporary folder with these files.
 * @param stdin text on standard input
 */
export async function cli(
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  stdin = "",
): Promise<CliResult> {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    const { code, stdout, stderr } = await cliIn(cwd, argv, process.env, stdin);
    return { code, stdout: stdout.replaceAll(cwd, "CWD"), stderr: stderr.replaceAll(cwd, "CWD") };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Runs the command line in this process, in an existing folder. */
export async function cliIn(
  cwd: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  stdin = "",
): Promise<CliResult> {
  let stdout = "";
  let stderr = "";
  const code = await main({
    argv,
    cwd,
    version: "1.2.3",
    env,
    layersScript: resolve("dist/layers.cjs"),
    loadInit: () => import("../../src/init.ts"),
    stdin: () => Readable.from([stdin]),
    stdout: {
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      write: (text) => {
        stderr += text;
      },
    },
    signal: new AbortController().signal,
    pace: FAST,
  });
  return { code, stdout, stderr };
}
