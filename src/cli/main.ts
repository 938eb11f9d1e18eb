import { resolve } from "node:path";
import type { KeepLog } from "../build/step-logs.ts";
import type { Inputs } from "../config/inputs.ts";
import type { ReadText } from "../config/load.ts";
import { trace, writeDiagnostics } from "../host/diagnostics.ts";
import { adviceFor, describeError, reasonOf, StagegateError, StoppedError, stackOf } from "../host/errors.ts";
import { isReaderGone } from "../host/output.ts";
import { createRedactor, type Redactor } from "../host/redactor.ts";
import { terminalBlock } from "../report/escape.ts";
import { ConfigError, writeFlag, writeKey, writerFor } from "../values/problem.ts";
import { type Command, type CommandLine, CommandLineError, parseCommandLine } from "./arguments.ts";
import { type CliWorld, colorsFor, type Output, USUAL_COLUMNS } from "./world.ts";

/**
 * The command line as a function.
 * @returns 0 it passes, 1 it fails, 2 it could not be judged; of the other commands: 0 done, 2 it failed
 * @throws StoppedError where the signal stopped it
 */
export async function main(outer: CliWorld, redactor: Redactor = createRedactor()): Promise<number> {
  const world = {
    ...outer,
    redactor,
    stdout: redacted(outer.stdout, redactor),
    stderr: redacted(outer.stderr, redactor),
  };
  let stopDiagnostics: (() => void) | null = null;
  try {
    const { command, isVerbose } = await readCommandLine(world);
    if (isVerbose)
      stopDiagnostics = writeDiagnostics((line) => world.stderr.write(`${terminalBlock(line)}\n`));
    return await withWholeOutput(command, world, await run(command, world));
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    if (!(error instanceof StagegateError)) trace("error", () => stackOf(error));
    world.stderr.write(`${terminalBlock(describeError(error))}\n`);
    return 2;
  } finally {
    stopDiagnostics?.();
  }
}

/**
 * The exit code, given what became of the output. A verdict stands whoever reads it; of any other
 * command the output is all that it does. A reader that has gone wants no more of it.
 */
async function withWholeOutput(
  command: Command,
  { stdout, stderr }: CliWorld,
  code: number,
): Promise<number> {
  const failure = (await stdout.failure?.()) ?? null;
  if (failure === null || isReaderGone(failure)) return code;
  stderr.write(`standard output cannot be written: ${reasonOf(failure)}\n${adviceFor(failure)}\n`);
  return command.kind === "gate" || command.kind === "merge" ? code : 2;
}

/** An output that shows nothing of what the redactor hides. */
function redacted(output: Output, { redact }: Redactor): Output {
  return {
    write: (text) => output.write(redact(text)),
    ...(output.failure === undefined ? {} : { failure: output.failure }),
    get isTTY() {
      return output.isTTY;
    },
    get columns() {
      return output.columns;
    },
    get rows() {
      return output.rows;
    },
  };
}

type GateCommand = Extract<Command, { kind: "gate" }>;

/** The world of the command line, whose outputs are redacted. */
interface World extends CliWorld {
  readonly redactor: Redactor;
}

/** Parts are loaded when they are needed: `--version` answers without the rest. */
async function run(command: Command, world: World): Promise<number> {
  switch (command.kind) {
    case "version":
      world.stdout.write(`${world.version}\n`);
      return 0;
    case "help":
      world.stdout.write((await import("./help.ts")).help(command.topic, columnsOf(world)));
      return 0;
    case "completion":
      world.stdout.write((await import("./completion/completion.ts")).completion(command.shell));
      return 0;
    case "inspect":
    case "explain":
      return inspect(command, world);
    case "report":
      return (await import("./report.ts")).report(command, world);
    case "comment":
      return (await import("./comment.ts")).comment(command, world);
    case "merge":
      return (await import("./merge.ts")).merge(command, world);
    case "cache":
      return (await import("./cache.ts")).cache(command, world);
    case "init":
      return init(command, world);
    case "gate":
      return gate(command, world);
  }
}

/** Columns of standard output, or those that the environment names where it is no terminal. */
function columnsOf({ stdout, env }: World): number {
  const columns = stdout.isTTY === true ? stdout.columns : Number(env["COLUMNS"]);
  return columns || USUAL_COLUMNS;
}

async function gate(command: GateCommand, world: World): Promise<number> {
  const { accessTokens } = await import("../config/confidential.ts");
  world.redactor.hide(accessTokens(command.inputs, world.env));
  try {
    return await judge(command, world);
  } catch (error) {
    if (!(error instanceof StoppedError)) await reportError(error, command, world);
    throw error;
  }
}

/** @throws ConfigError with every problem of the command line and of the files that it names */
async function readCommandLine(world: World): Promise<CommandLine> {
  try {
    return parseCommandLine(world.argv, world.cwd);
  } catch (error) {
    throw error instanceof CommandLineError ? await withFileProblems(error, world) : error;
  }
}

/**
 * The problems of a command line with those of the files that the gate would read, since a user wants to correct all
 * at once. The gate writes them into its report too.
 */
async function withFileProblems(error: CommandLineError, world: World): Promise<ConfigError> {
  const { command } = error;
  if (command.kind !== "gate") return error;
  const { accessTokens } = await import("../config/confidential.ts");
  const { createExec } = await import("../host/exec.ts");
  const { loadSettings } = await import("../config/load.ts");
  const { planProblems, withPlanProblems } = await import("../build/plan-problems.ts");

  world.redactor.hide(accessTokens(command.inputs, world.env));
  const exec = createExec(world.signal);
  // An operand that is no folder is the build context of no image.
  const isPlanned = error.problems.every(({ place }) => place.name.startsWith("-"));
  const inFiles = await loadSettings(command.inputs, world.cwd, exec)
    .catch(async (other: unknown) => {
      throw isPlanned ? await withPlanProblems(other, exec, world.cwd) : other;
    })
    .then((settings) => (isPlanned ? planProblems(settings, error.problems, exec, world.cwd) : []))
    .catch((other: unknown) => {
      if (other instanceof ConfigError) return other.problems;
      if (!(other instanceof StagegateError) || other instanceof StoppedError) throw other;
      // The next run meets it, if the command line is right.
      trace("error", () => other.message);
      return [];
    });
  const whole = new ConfigError([...error.problems, ...inFiles]);
  await reportError(whole, command, world);
  return whole;
}

/** Writes the report of a run that an error ended, in place of that of an earlier run. */
async function reportError(error: unknown, { inputs }: GateCommand, world: World): Promise<void> {
  const { knownRunSettings } = await import("../config/known-run.ts");
  const { errorReport } = await import("../judge/error-report.ts");
  const { writeReports } = await import("../report/write.ts");

  const { outputDir } = await knownRunSettings(inputs, world.cwd);
  const warn = (message: string) => world.stderr.write(`${terminalBlock(message)}\n`);
  if (outputDir === null) return;
  const report = world.redactor.redactIn(errorReport(error));
  await writeReports(report, outputDir, warn, new Map(), inputs.has("output-dir") ? writeFlag : writeKey);
}

async function judge({ inputs, format }: GateCommand, world: World): Promise<number> {
  const { isInCi } = await import("../event/ci.ts");
  const { exitCode } = await import("../judge/verdict.ts");
  const { formatted } = await import("./formatted.ts");
  const { openStepLogs } = await import("../build/step-logs.ts");

  const logs = openStepLogs();
  const { report, settings, warn } = await runOnce(inputs, world, logs.keep);
  world.stdout.write(await formatted(report, format, world, settings.run.outputDir));
  const isConfigured = settings.place.at !== null || inputs.size > 0;
  // Budgets do not help an image that is not built, or whose tests fail.
  const isBroken = report.images.some(({ findings }) =>
    findings.some(({ rule, level }) => level === "error" && (rule === "build" || rule === "test")),
  );
  if (
    format === "terminal" &&
    world.stdout.isTTY === true &&
    !isConfigured &&
    !isBroken &&
    !isInCi(world.env)
  ) {
    // A program that npx runs is not on the PATH.
    const program = world.env["npm_command"] === "exec" ? "npx stagegate" : "stagegate";
    world.stdout.write(`Run \`${program} init\` to set and keep budgets for these sizes.\n`);
  }
  if (settings.run.outputDir !== null) {
    const { writeReports } = await import("../report/write.ts");
    await writeReports(
      report,
      resolve(world.cwd, settings.run.outputDir),
      warn,
      logs.files,
      writerFor(settings.placeOf("output-dir")),
    );
  }
  return exitCode(report);
}

async function init({ yes, force }: Extract<Command, { kind: "init" }>, world: World): Promise<number> {
  const { createExec } = await import("../host/exec.ts");
  const { describeEngine } = await import("../docker/engine.ts");
  const { readIfThere } = await import("../config/load.ts");
  const { bakeRequest } = await import("../config/bake-request.ts");
  const { printBake } = await import("../bake/print.ts");
  const { resultOf } = await import("./init-part.ts");

  const { cwd, signal, stdout } = world;
  const exec = createExec(signal);
  const input = (name: string, value: unknown) =>
    [name, { value, place: { name: "stagegate init", at: null }, base: cwd }] as const;
  const part = await world.loadInit();
  const ended = await part.init(
    { yes, force },
    { cwd, signal, stdout, isTerminal: world.stdin().isTTY === true && stdout.isTTY === true },
    {
      exec,
      hasEngine: async () => (await resultOf(() => describeEngine(exec, null, false, null))).kind === "done",
      measure: async (path, text) => {
        const read = async (one: string) => (one === path ? text : readIfThere(one));
        const inputs = new Map([input("baseline", "none")]);
        return resultOf(async () => (await runOnce(inputs, world, null, read)).report);
      },
      listBakeTargets: async (files) => {
        const request = bakeRequest(new Map([input("bake", files.join("\n"))]), null, cwd);
        return resultOf(async () => (request === null ? [] : printBake(request, exec)));
      },
    },
  );
  if (signal.aborted) throw new StoppedError();
  if (ended.kind === "failed") throw new StagegateError(ended.message, ended.hint);
  return ended.value === "written" ? 0 : 130;
}

/** Reads the settings and runs the gate. @param readText reads the configuration file */
async function runOnce(inputs: Inputs, world: World, keepLog: KeepLog | null, readText?: ReadText) {
  const { redactor, env } = world;
  const { createExec } = await import("../host/exec.ts");
  const { loadSettings } = await import("../config/load.ts");
  const { withPlanProblems } = await import("../build/plan-problems.ts");
  const { gitHubCacheAccess } = await import("../docker/github-cache.ts");
  const { runGate } = await import("../run.ts");

  const startedAt = performance.now();
  const warn = (message: string) => world.stderr.write(`${terminalBlock(message)}\n`);
  const exec = createExec(world.signal);
  const settings = await loadSettings(inputs, world.cwd, exec, readText).catch(async (error: unknown) => {
    throw await withPlanProblems(error, exec, world.cwd);
  });
  const report = await runGate({
    settings,
    inputs,
    cwd: world.cwd,
    view: await viewFor(settings.run.progress, world.stderr),
    keepLog: settings.run.outputDir === null ? null : keepLog,
    signal: world.signal,
    startedAt,
    readProposed: null,
    warn,
    workflow: null,
    gitHubCache: gitHubCacheAccess(process.env),
    layersScript: world.layersScript,
    redactor,
    env,
  });
  return { report, settings, warn };
}

async function inspect(
  {
    kind,
    source,
    platform,
    json,
    file,
    target,
    isInsecure,
  }: Extract<Command, { kind: "inspect" | "explain" }>,
  world: World,
): Promise<number> {
  const { parseSource } = await import("../image/source.ts");
  const { sourceReport } = await import("../image/source-report.ts");
  const { readSingleImage } = await import("../image/reader.ts");
  const { originsOf, warningOf } = await import("../measure/attested-dockerfile.ts");
  const { downloadProgress } = await import("../image/registry/progress.ts");
  const { measure } = await import("../measure/measure.ts");
  const { explanation, inspection } = await import("../report/terminal-image.ts");

  const { readTextFile } = await import("../host/files.ts");
  const warn = (message: string) => world.stderr.write(`${terminalBlock(message)}\n`);

  const text = file === null ? null : await readText(resolve(world.cwd, file), file);
  const read = await readSingleImage(parseSource(source, world.cwd), platform, {
    layersScript: world.layersScript,
    signal: world.signal,
    redact: world.redactor.redact,
    env: world.env,
    isInsecure,
    onFetched: downloadProgress(warn, () => performance.now()),
    warn,
  });
  const { image, platforms } = read;
  if (platforms.length > 1)
    warn(
      `The image has ${platforms.length} platforms: ${platforms.join(", ")}. This is ${image.config.platform}; choose another one with --platform.`,
    );
  const dockerfile = text === null || file === null ? null : { file, text, target };
  const origins = await originsOf(image, dockerfile, undefined, async (path) => {
    const content = await readTextFile(resolve(world.cwd, path));
    return content.kind === "text" ? content.text : null;
  });
  const warning = warningOf(origins);
  if (warning !== null) warn(warning);
  const measured = {
    ...measure(image, origins.origins, origins.dockerfile),
    source: sourceReport(read.source, read.digest, world.cwd),
  };
  const show = kind === "explain" ? explanation : inspection;
  world.stdout.write(
    json ? `${JSON.stringify(measured, null, 2)}\n` : show(source, measured, await colorsFor(world.stdout)),
  );
  return 0;
}

async function readText(path: string, shown: string): Promise<string> {
  const { readTextFile } = await import("../host/files.ts");
  const file = await readTextFile(path);
  if (file.kind === "text") return file.text;
  throw new StagegateError(
    `--file: ${shown} ${file.why}`,
    "Write the path of a Dockerfile, for example: --file Dockerfile",
  );
}

async function viewFor(progress: "auto" | "plain" | "quiet" | null, output: Output) {
  const { liveView, plainView, quietView } = await import("../build/view.ts");
  const write = (text: string) => output.write(text);
  if (progress === "quiet") return quietView;
  return progress === "plain" || output.isTTY !== true
    ? plainView(write)
    : liveView(write, () => ({ columns: output.columns ?? 80, rows: output.rows ?? 24 }), Date.now);
}
