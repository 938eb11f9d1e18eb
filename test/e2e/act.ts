import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { ownerOf } from "../../scripts/owner.ts";
import { engineEnv, STORES } from "../engine/engine.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const ACT = variable("STAGEGATE_ACT");
/** Folder of the newest Node.js, which runs the actions. */
const NODE24 = dirname(variable("STAGEGATE_NODES").split("\n").at(-1) ?? "");
const OWNER = ownerOf(readFileSync(join(ROOT, "package.json"), "utf8"));

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`these tests need ${name}: run npm test, which sets it`);
  return value;
}

/** A repository with the action and the files that its workflows gate. */
export interface Repository {
  /** Runs the job of a workflow as GitHub does for that event. */
  run(workflow: string, trigger: Trigger): Promise<JobRun>;
  /**
   * Runs all jobs of a workflow; returns their results by id and, in a matrix, the values: `gate api`.
   * @param step id of the step with the results, by the id of the job; `gate` for the others
   */
  runJobs(
    workflow: string,
    trigger: Trigger,
    step?: Readonly<Record<string, string>>,
  ): Promise<ReadonlyMap<string, JobRun>>;
  /** Runs git in the repository; returns its trimmed output. */
  git(...args: string[]): string;
  /** Commits files by their paths; returns the commit. */
  commit(files: Readonly<Record<string, string | Uint8Array>>): string;
  /** Absolute path of a file in an artifact that a job has uploaded. */
  artifact(name: string, file: string): string;
  remove(): void;
}

/** The event of a workflow, and the GitHub of its job. */
export interface Trigger {
  readonly event: "pull_request" | "push" | "workflow_run";
  readonly payload: object;
  readonly apiUrl: string;
  /** The job's `github.token`. */
  readonly token: string;
  /** Additional variables of the runner. */
  readonly env?: Readonly<Record<string, string>>;
  /** Only the job with this id; default: all jobs of the workflow. */
  readonly job?: string;
  /** Of a matrix, only the jobs with this `name:value`. */
  readonly matrix?: string;
}

/** The results of a job. */
export interface JobRun {
  readonly result: "success" | "failure";
  /** Exit status of the step `gate`. */
  readonly exitStatus: number;
  /** Of the step `gate`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown; empty if the step wrote none. */
  readonly summary: string;
  /** Every workflow command in the log of the step `gate` that GitHub would execute, in order. */
  readonly commands: readonly Command[];
  /** The output of each step that ran, by its id. */
  readonly printed: Readonly<Record<string, string>>;
}

/** A line of the log that the runner takes as a command. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The commands that become annotations. */
export function annotations({ commands }: JobRun, ...levels: readonly string[]): Command[] {
  return commands.filter(({ name }) => levels.includes(name));
}

/** Labels of the runners that this machine emulates. */
const RUNNERS = ["ubuntu-latest", "ubuntu-24.04", "ubuntu-24.04-arm", "ubuntu-26.04"];

/** Makes the repository with the present `dist/`. */
export function makeRepository(): Repository {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-e2e-"));
  const repository = join(folder, "repository");
  const env = actEnv(join(folder, "home"));
  for (const [from, to] of [
    ["action.yml", "action.yml"],
    ["merge", "merge"],
    ["comment", "comment"],
    ["dist", "dist"],
    ["examples/go-hello", "examples/go-hello"],
    ["examples/node-api", "examples/node-api"],
    ["test/e2e/hostile", "hostile"],
    ["test/e2e/mistaken", "mistaken"],
    ["test/e2e/workflows", ".github/workflows"],
    ["examples/workflows", ".github/workflows"],
  ] as const) {
    cpSync(join(ROOT, from), join(repository, to), { recursive: true });
  }
  // The workflows set the image and its limits.
  for (const example of ["go-hello", "node-api"])
    rmSync(join(repository, "examples", example, ".stagegate.yml"));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      cwd: repository,
      encoding: "utf8",
    }).trim();
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--message=Change");
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch=main");
  commit();

  return {
    git,
    commit(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(repository, name)), { recursive: true });
        writeFileSync(join(repository, name), text);
      }
      return commit();
    },
    async run(workflow, trigger) {
      const [job] = (await this.runJobs(workflow, trigger)).values();
      if (job === undefined) throw new Error(`${workflow} has no job`);
      return job;
    },
    async runJobs(workflow, { event, payload, apiUrl, token, env: variables = {}, job, matrix }, step = {}) {
      const eventPath = join(folder, "event.json");
      writeFileSync(eventPath, JSON.stringify(payload));
      const actions = join(ROOT, "test/e2e/actions");
      const args = [
        event,
        `--workflows=.github/workflows/${workflow}.yml`,
        `--eventpath=${eventPath}`,
        ...RUNNERS.map((runner) => `--platform=${runner}=-self-hosted`),
        `--local-repository=${OWNER}/stagegate@v1=${repository}`,
        `--local-repository=actions/upload-artifact@v7=${join(actions, "upload-artifact")}`,
        `--local-repository=actions/download-artifact@v8=${join(actions, "download-artifact")}`,
        "--no-cache-server",
        "--json",
        ...(job === undefined ? [] : [`--job=${job}`]),
        ...(matrix === undefined ? [] : [`--matrix=${matrix}`]),
        `--secret=GITHUB_TOKEN=${token}`,
        "--env=GITHUB_REPOSITORY=octocat/hello-world",
        `--env=GITHUB_API_URL=${apiUrl}`,
        `--env=ARTIFACTS=${join(folder, "artifacts")}`,
        ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
      ];
      const jobs = new Map<string, Entry[]>();
      for (const line of await act(args, repository, env)) {
        const entry: Entry = JSON.parse(line);
        if (entry.jobID === undefined) continue;
        const name = [entry.jobID, ...Object.values(entry.matrix ?? {})].join(" ");
        jobs.set(name, [...(jobs.get(name) ?? []), entry]);
      }
      return new Map(
        [...jobs].map(([name, entries]) => [name, readRun(entries, step[entries[0]?.jobID ?? ""] ?? "gate")]),
      );
    },
    artifact: (name, file) => join(folder, "artifacts", name, file),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** act passes its whole environment to the steps, so it has no variables of a job that runs these tests. */
function actEnv(home: string): NodeJS.ProcessEnv {
  mkdirSync(home);
  const { PATH, ...others } = engineEnv(STORES[0] ?? "");
  const ofDocker = Object.entries(others).filter(([name]) => /^(?:DOCKER|BUILDX)_/.test(name));
  return {
    DOCKER_CONFIG: join(homedir(), ".docker"),
    ...Object.fromEntries(ofDocker),
    // The runner's Node.js is the first on the path.
    PATH: `${NODE24}${delimiter}${PATH}`,
    HOME: home,
    ACT_DISABLE_VERSION_CHECK: "1",
  };
}

/** Runs act directly on this machine; returns the lines of its log. */
async function act(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const child = spawn(ACT, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!stdout.includes('"jobResult"')) throw new Error(`act ended no job:\n${stdout}${stderr}`);
  return stdout.trim().split("\n");
}

/** A line of act's log; its fields depend on its kind. */
interface Entry {
  /** Missing if the line belongs to no job. */
  readonly jobID?: string;
  readonly matrix?: Readonly<Record<string, string>>;
  readonly msg: string;
  readonly stepID?: readonly string[];
  readonly stepResult?: string;
  readonly jobResult?: JobRun["result"];
  /** Set for output of the step that act takes as plain text … */
  readonly raw_output?: true;
  /** … or as this command. */
  readonly raw?: string;
  /** `set-output`, `summary`, or the printed text. */
  readonly command?: string;
  /** An output's name and value. */
  readonly name?: string;
  readonly arg?: string;
  /** The summary's. */
  readonly content?: string;
}

/** @param step id of the step with the outputs, summary and commands */
function readRun(all: readonly Entry[], step: string): JobRun {
  const gate = all.filter(({ stepID }) => stepID?.[0] === step);
  const result = all.find(({ jobResult }) => jobResult !== undefined)?.jobResult ?? "failure";
  const failed = gate.map(({ msg }) => /^exit status (\d+)$/.exec(msg)?.[1]).find(Boolean);
  const succeeded = gate.some(({ stepResult }) => stepResult === "success");
  const printed: Record<string, string> = {};
  for (const { stepID: [id] = [], stepResult, raw_output, raw, msg } of all) {
    if (id === undefined) continue;
    if (stepResult !== undefined) printed[id] ??= "";
    if (raw_output || raw !== undefined) printed[id] = (printed[id] ?? "") + (raw ?? msg);
  }
  return {
    result,
    exitStatus: succeeded ? 0 : Number(failed),
    outputs: Object.fromEntries(
      gate.flatMap(({ command, name, arg }) =>
        command === "set-output" && name !== undefined ? [[name, arg ?? ""]] : [],
      ),
    ),
    summary: gate.find(({ command }) => command === "summary")?.content ?? "",
    commands: commandsIn(printed[step] ?? ""),
    printed,
  };
}

/**
 * Reads the commands like GitHub's runner, which accepts more than act: `::…::` also after
 * spaces, `##[…]` anywhere in a line.
 */
function commandsIn(log: string): Command[] {
  const found: Command[] = [];
  let resume: string | null = null;
  for (const line of log.split("\n")) {
    const [, info, data = ""] = /^\s*::(.*?)::(.*)/.exec(line) ?? /##\[(.*?)\](.*)/.exec(line) ?? [];
    if (info === undefined) continue;
    const name = info.split(" ", 1).join();
    if (resume !== null) resume = name === resume ? null : resume;
    else if (name === "stop-commands") resume = data;
    else found.push({ name, properties: propertiesIn(info.slice(name.length)), text: unescaped(data) });
  }
  return found;
}

function propertiesIn(list: string): Record<string, string> {
  const pairs = list.split(/[,;]/).map((pair) => pair.split("=").map((part) => unescaped(part.trim())));
  return Object.fromEntries(
    pairs.flatMap(([key = "", value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function unescaped(text: string): string {
  return text.replace(/%(?:0D|0A|3A|2C|25)/g, decodeURIComponent);
}
