import { type BuildHint, isMapping, readBuildArgs, readYaml } from "./build-hint.ts";
import type { ComposeFile, ServiceBuild } from "./compose.ts";
import { type ComposeCommand, dockerCommands } from "./docker-commands.ts";
import { archiveIn, isImageOutput, repositoryName } from "./outputs.ts";
import { pathIn } from "./tree.ts";

/** The tool of a step that builds. */
export type BuildTool =
  | "docker/build-push-action"
  | "docker/bake-action"
  | "docker/github-builder"
  | "docker build"
  | "docker compose build";

/** A step of a workflow that builds an image. */
export interface BuildStep {
  readonly tool: BuildTool;
  readonly job: string;
  /** Whether its job has the files of the repository. */
  readonly checksOut: boolean;
  /** Null if it has none. */
  readonly id: string | null;
  /** What it builds; null for bake, and if expressions decide it. */
  readonly build: BuildHint | null;
  /** The `image` of a gate after it; null if the step says nothing that one could be made from. */
  readonly image: string | null;
  /** The permissions of its job, by their scopes; null if neither the job nor the workflow lists them. */
  readonly permissions: Readonly<Record<string, string>> | null;
  /** The action or reusable workflow with its version, and its inputs; null for a command. */
  readonly action: { readonly uses: string; readonly inputs: Readonly<Record<string, unknown>> } | null;
  /** Whether the scripts of its job start in another folder than the repository's. */
  readonly startsElsewhere: boolean;
  /** Whether the image still exists after the step. */
  readonly result: "kept" | "kept unless it is a pull request" | "nowhere";
}

/** A workflow of GitHub Actions. */
export interface Workflow {
  /** From the repository's root. */
  readonly path: string;
  /** Whether it runs for pull requests or branches, and not only for releases, schedules and people. */
  readonly runsForChanges: boolean;
  readonly builds: readonly BuildStep[];
  readonly gates: readonly GateStep[];
}

/** A step that runs stagegate. */
export interface GateStep {
  readonly job: string;
  /** Path of the configuration file from the root; null for the one at the root. */
  readonly config: string | null;
}

/**
 * Reads a workflow; one that is not valid has no steps.
 * @param composeFiles those of the repository
 */
export function readWorkflow(path: string, text: string, composeFiles: readonly ComposeFile[]): Workflow {
  const workflow = readYaml(text);
  const jobs = isMapping(workflow) && isMapping(workflow["jobs"]) ? workflow["jobs"] : {};
  const steps = Object.entries(jobs).flatMap(([name, body]): WrittenStep[] => {
    if (!isMapping(body)) return [];
    const written = (Array.isArray(body["steps"]) ? body["steps"] : []).filter(isMapping);
    const scripts = written.map((step) => String(step["run"] ?? ""));
    const uses = written.map((step) => String(step["uses"] ?? ""));
    const job: Job = {
      name,
      checksOut: uses.some((action) => action.startsWith("actions/checkout@")),
      hasOwnBuilder: uses.some((action) => action.startsWith("docker/setup-buildx-action@")),
      env: { ...mappingIn(workflow, "env"), ...mappingIn(body, "env") },
      folder: folderIn(body) ?? folderIn(workflow) ?? ".",
      permissions: permissionsIn(body) ?? permissionsIn(workflow),
      scripts,
    };
    return [
      { job, step: body, uses: String(body["uses"] ?? "") },
      ...written.map((step, at) => ({ job, step, uses: uses[at] ?? "" })),
    ];
  });
  return {
    path,
    runsForChanges: isMapping(workflow) && runsForChanges(workflow["on"]),
    builds: steps.flatMap((step) => [...readAction(step), ...readScript(step, composeFiles)]),
    gates: steps.flatMap(readGate),
  };
}

/** @param triggers the value of `on` */
function runsForChanges(triggers: unknown): boolean {
  const events = isMapping(triggers) ? Object.keys(triggers) : [triggers].flat().map(String);
  const push = isMapping(triggers) ? triggers["push"] : null;
  const isOfTags = isMapping(push) && push["tags"] !== undefined && push["branches"] === undefined;
  return events.some(
    (event) => (event === "push" && !isOfTags) || /^(?:pull_request|workflow_call|merge_group)/.test(event),
  );
}

interface Job {
  readonly name: string;
  readonly checksOut: boolean;
  /** Whether `docker buildx` builds elsewhere than in the engine. */
  readonly hasOwnBuilder: boolean;
  /** With that of its workflow. */
  readonly env: Readonly<Record<string, unknown>>;
  /** That scripts run in by default. */
  readonly folder: string;
  readonly permissions: BuildStep["permissions"];
  /** Of all its steps. */
  readonly scripts: readonly string[];
}

interface WrittenStep {
  readonly job: Job;
  /** A step, or a job that is a reusable workflow. */
  readonly step: Readonly<Record<string, unknown>>;
  readonly uses: string;
}

function mappingIn(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const part = isMapping(value) ? value[name] : null;
  return isMapping(part) ? part : {};
}

/** The `working-directory` of `defaults`. */
function folderIn(value: unknown): string | null {
  const folder = mappingIn(mappingIn(value, "defaults"), "run")["working-directory"];
  return typeof folder === "string" ? folder : null;
}

/** The scopes that a job or a workflow lists; null for none, and for `read-all` and `write-all`. */
function permissionsIn(value: unknown): BuildStep["permissions"] {
  const written = isMapping(value) ? value["permissions"] : null;
  if (!isMapping(written)) return null;
  return Object.fromEntries(Object.entries(written).map(([scope, access]) => [scope, String(access)]));
}

const GATE_COMMAND = /\b(?:npx|bunx|dlx) (?:.* )?stagegate(?![\w/-])(?! (?:init|inspect|explain))/;
/** Characters of a line that are looked at, so that the time for it has a limit. */
const LONGEST_LINE = 1_000;

function readGate({ job, step, uses }: WrittenStep): GateStep[] {
  const inputs = mappingIn(step, "with");
  const place = (path: string) => pathIn(".", path) ?? path;
  if (/^(?:https:\/\/[^/]+\/)?[^/@]+\/stagegate(?:@|$)/.test(uses)) {
    const [config, context] = [inputs["config"], inputs["context"]];
    if (typeof config === "string" && config !== "") return [{ job: job.name, config: place(config) }];
    // The gate looks for the file in the build context first.
    const isFolder = typeof context === "string" && context !== "" && place(context) !== ".";
    return [{ job: job.name, config: isFolder ? `${place(context)}/.stagegate.yml` : null }];
  }
  const command = String(step["run"] ?? "")
    .split("\n")
    .find((line) => GATE_COMMAND.test(line.slice(0, LONGEST_LINE)));
  if (command === undefined) return [];
  const [, config = null] = / --config[ =](\S+)/.exec(command) ?? [];
  const folder = typeof step["working-directory"] === "string" ? step["working-directory"] : job.folder;
  const path = config ?? (place(folder) === "." ? null : ".stagegate.yml");
  return [{ job: job.name, config: path === null ? null : place(`${folder}/${path}`) }];
}

/** The parts of a step that its job has. */
function partsOfJob({
  name,
  checksOut,
  permissions,
  folder,
}: Job): Pick<BuildStep, "job" | "checksOut" | "permissions" | "startsElsewhere"> {
  return { job: name, checksOut, permissions, startsElsewhere: pathIn(".", folder) !== "." };
}

function readAction({ job, step, uses }: WrittenStep): BuildStep[] {
  const inputs = mappingIn(step, "with");
  const input = (name: string) => String(inputs[name] ?? "").trim();
  const id = typeof step["id"] === "string" ? step["id"] : null;
  const common = { ...partsOfJob(job), id, action: { uses, inputs } };
  if (uses.startsWith("docker/build-push-action@")) {
    const archive = archiveIn(input("outputs"), ".");
    return [
      {
        ...common,
        tool: "docker/build-push-action",
        build: readBuild(input, input("tags")),
        image: archive ?? firstTag(input("tags")),
        result: archive === null ? resultOf(input) : "kept",
      },
    ];
  }
  if (uses.startsWith("docker/bake-action@"))
    return [{ ...common, tool: "docker/bake-action", build: null, image: null, result: resultOf(input) }];
  if (uses.startsWith("docker/github-builder/.github/workflows/build.yml@")) {
    const [image] = entriesOf(input("meta-images"));
    return [
      {
        ...common,
        tool: "docker/github-builder",
        // Each job has its own machine, so no other job can read an image that is not pushed.
        build: image === undefined || input("push") !== "true" ? null : readBuild(input, image),
        image: `${image}@\${{ needs.${job.name}.outputs.digest }}`,
        result: "kept",
      },
    ];
  }
  return [];
}

function readScript({ job, step }: WrittenStep, composeFiles: readonly ComposeFile[]): BuildStep[] {
  const { run, shell } = step;
  if (typeof run !== "string" || (typeof shell === "string" && !/^(?:ba)?sh\b/.test(shell))) return [];
  const common = { ...partsOfJob(job), id: null, action: null };
  const written = step["working-directory"];
  const folder = pathIn(".", typeof written === "string" ? written : job.folder);
  if (folder === null) return [];
  const lookUp = (name: string) => variable(name, job, mappingIn(step, "env"));
  return dockerCommands(run, folder, lookUp).flatMap((command): BuildStep[] => {
    if (command.kind === "compose")
      return servicesOf(command, composeFiles).map((service) => ({
        ...common,
        tool: "docker compose build",
        build: service.isUnshipped ? null : service,
        image: service.image?.includes("$") ? null : service.image,
        result: "kept",
      }));
    const { build, image, result } = command;
    const isKept = result === "kept" || (result === "kept by the default builder" && !job.hasOwnBuilder);
    return [{ ...common, tool: "docker build", build, image, result: isKept ? "kept" : "nowhere" }];
  });
}

/** Variables of every step whose values a gate can take from the context `github`. */
const GITHUB_VARIABLES =
  /^GITHUB_(SHA|REF_NAME|REPOSITORY|REPOSITORY_OWNER|RUN_ID|RUN_NUMBER|RUN_ATTEMPT|ACTOR)$/;

/** The expression that has the value of a variable in another step, or the value; null if it is not known. */
function variable(
  name: string,
  { env, scripts }: Job,
  ofStep: Readonly<Record<string, unknown>>,
): string | null {
  const own = ofStep[name];
  if (own !== undefined) return typeof own === "object" ? null : String(own);
  const [, github] = GITHUB_VARIABLES.exec(name) ?? [];
  if (github !== undefined) return `\${{ github.${github.toLowerCase()} }}`;
  const isExported = scripts.some((script) =>
    script.split("\n").some((line) => line.includes(`${name}=`) && line.includes("GITHUB_ENV")),
  );
  return env[name] !== undefined || isExported ? `\${{ env.${name} }}` : null;
}

/** The names of Compose's default file, the first that is there counts. */
const COMPOSE_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

function servicesOf(
  { folder, files, services }: ComposeCommand,
  composeFiles: readonly ComposeFile[],
): readonly ServiceBuild[] {
  const fileAt = (path: string | null) => composeFiles.find((file) => file.path === path);
  const byDefault = COMPOSE_NAMES.map((name) => fileAt(pathIn(folder, name))).find(
    (file) => file !== undefined,
  );
  const used =
    files.length > 0
      ? files.flatMap((path) => fileAt(path) ?? [])
      : byDefault === undefined
        ? []
        : [byDefault];
  return used.flatMap(({ builds }) =>
    builds.filter(({ name }) => services.length === 0 || services.includes(name)),
  );
}

type Input = (name: string) => string;

/** @param tags the first of them names the image */
function readBuild(input: Input, tags: string): BuildHint | null {
  // By default the action builds a commit that it fetches itself, with the same paths.
  const context = pathIn(".", input("context") || ".");
  const file = input("file") === "" ? pathIn(context ?? ".", "Dockerfile") : pathIn(".", input("file"));
  if (context === null || file === null || input("target").includes("$")) return null;
  return {
    file,
    context,
    target: input("target").toLowerCase() || null,
    buildArgs: readBuildArgs(input("build-args").split("\n")),
    name: repositoryName(entriesOf(tags)[0] ?? ""),
  };
}

/** The first of the tags; docker/metadata-action also has them as JSON. */
function firstTag(tags: string): string | null {
  const [first = ""] = entriesOf(tags);
  const [, step] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(first) ?? [];
  if (step !== undefined) return `\${{ fromJSON(steps.${step}.outputs.json).tags[0] }}`;
  return first === "" ? null : first;
}

function resultOf(input: Input): BuildStep["result"] {
  const [push, load, outputs] = [input("push"), input("load"), input("outputs")];
  if (push === "true" || load === "true" || isImageOutput(outputs)) return "kept";
  if (push.includes("${{") && load.includes("${{")) return "kept";
  return push.includes("${{") ? "kept unless it is a pull request" : "nowhere";
}

/** Entries of an input, one a line or between commas; expressions stay whole. */
function entriesOf(text: string): string[] {
  return (text.match(/(?:\$\{\{.*?\}\}|[^\n,])+/g) ?? [])
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
