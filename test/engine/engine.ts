import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createExecStream } from "../../src/host/exec.ts";
import { dockerSave, type SaveImage } from "../../src/image/docker-save.ts";

/** The engines to test on, by their names of scripts/engine. */
export const ENGINES: readonly string[] = (process.env["STAGEGATE_TEST_ENGINES"] ?? "")
  .split(" ")
  .filter((engine) => engine !== "");

/** The store of an engine, by its name. */
export function storeOf(engine: string): "classic" | "containerd" {
  return engine === "classic" ? "classic" : "containerd";
}

/** One engine for each image store, the first. */
export const STORES = ENGINES.filter(
  (engine, at) => ENGINES.findIndex((other) => storeOf(other) === storeOf(engine)) === at,
);

const ROOT = resolve(import.meta.dirname, "../..");
const CLI = join(ROOT, "dist/cli.cjs");

if (ENGINES.length === 0)
  throw new Error(
    "these tests need an engine: run npm test, or STAGEGATE_TEST_ENGINES=containerd after scripts/engine up",
  );

/** The environment in which `docker` speaks to an engine. */
export function engineEnv(engine: string): NodeJS.ProcessEnv {
  const [host = "", config = "", path] = engineVariables(engine);
  return {
    ...process.env,
    PATH: path,
    ...(host === "" ? {} : { DOCKER_HOST: host }),
    ...(config === "" ? {} : { DOCKER_CONFIG: config }),
  };
}

const variables = new Map<string, readonly string[]>();

/** `DOCKER_HOST`, `DOCKER_CONFIG` and `PATH`; the script that knows them asks the system's Docker first. */
function engineVariables(engine: string): readonly string[] {
  const script = `eval "$(${ROOT}/scripts/engine env ${engine})" && printf '%s\\n' "\${DOCKER_HOST:-}" "\${DOCKER_CONFIG:-}" "$PATH"`;
  const known =
    variables.get(engine) ?? execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\n");
  variables.set(engine, known);
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

/** Runs docker; returns its trimmed output. */
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
 * @param onStderr called with the standard error so far, and a function that sends a signal
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
