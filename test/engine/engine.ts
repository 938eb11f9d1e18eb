import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createExecStream } from "../../src/host/exec.ts";
import { dockerSave, type SaveImage } from "../../src/image/docker-save.ts";

/** The image stores that scripts/test found an engine for. */
export const STORES: readonly string[] = (process.env["STAGEGATE_TEST_STORES"] ?? "")
  .split(" ")
  .filter((store) => store !== "");

const ROOT = resolve(import.meta.dirname, "../..");
const CLI = join(ROOT, "dist/cli.cjs");

if (STORES.length === 0)
  throw new Error(
    "these tests need an engine: run npm test, or STAGEGATE_TEST_STORES=containerd after scripts/engine up",
  );

/** The environment in which `docker` speaks to the engine with that store. */
export function engineEnv(store: string): NodeJS.ProcessEnv {
  const [host = "", config = "", path] = engineVariables(store);
  return {
    ...process.env,
    PATH: path,
    ...(host === "" ? {} : { DOCKER_HOST: host }),
    ...(config === "" ? {} : { DOCKER_CONFIG: config }),
  };
}

const variables = new Map<string, readonly string[]>();

/** `DOCKER_HOST`, `DOCKER_CONFIG` and `PATH`; the script that knows them asks the system's Docker first. */
function engineVariables(store: string): readonly string[] {
  const script = `eval "$(${ROOT}/scripts/engine env ${store})" && printf '%s\\n' "\${DOCKER_HOST:-}" "\${DOCKER_CONFIG:-}" "$PATH"`;
  const known =
    variables.get(store) ?? execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\n");
  variables.set(store, known);
  return known;
}

/** Saves images from the engine of `env`. */
export function saveFrom(env: NodeJS.ProcessEnv): SaveImage {
  const stream = createExecStream(new AbortController().signal);
  return dockerSave((command, args) => stream(command, args, { env: dockerVariables(env) }));
}

/** Those of `engineEnv` that name the engine. */
export function dockerVariables({ DOCKER_HOST = "", DOCKER_CONFIG = "", PATH = "" }: NodeJS.ProcessEnv) {
  return { DOCKER_HOST, DOCKER_CONFIG, PATH };
}

/** Runs docker and gives what it printed, trimmed. */
export function docker(env: NodeJS.ProcessEnv, ...args: string[]): string {
  return execFileSync("docker", args, {
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the bundled command line to its end.
 * @param onStderr called with all that it wrote to standard error so far, and with a way to signal it
 */
export function stagegate(
  argv: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  onStderr: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [CLI, ...argv], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      onStderr(stderr, (signal) => child.kill(signal));
    });
    child.once("error", fail).once("close", (code) => done({ code, stdout, stderr }));
  });
}
