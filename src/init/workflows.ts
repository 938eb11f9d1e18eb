import { type BuildHint, isMapping, readBuildArgs, readYaml } from "./build-hint.ts";
import { pathIn } from "./tree.ts";

/** A step of a workflow that builds images. */
export interface BuildStep {
  readonly action: "docker/build-push-action" | "docker/bake-action";
  readonly job: string;
  /** Whether its job has the files of the repository. */
  readonly checksOut: boolean;
  /** Null if it has none. */
  readonly id: string | null;
  /** What it builds; null for bake, and if expressions decide it. */
  readonly build: BuildHint | null;
  /** Bake files that it names; empty for those that bake takes by itself. */
  readonly bakeFiles: readonly string[];
  /** The `image` of a gate behind it; null if the step says nothing that one could be made from. */
  readonly image: string | null;
  /** Where the image is when the step has ended. */
  readonly result: "kept" | "kept unless it is a pull request" | "nowhere";
}

/** A workflow of GitHub Actions. */
export interface FoundWorkflow {
  /** From the repository's root. */
  readonly path: string;
  readonly builds: readonly BuildStep[];
  /** Whether one of its steps runs stagegate. */
  readonly gates: boolean;
}

/** Reads a workflow; one that is not valid has no steps. */
export function readWorkflow(path: string, text: string): FoundWorkflow {
  const workflow = readYaml(text);
  const jobs = isMapping(workflow) && isMapping(workflow["jobs"]) ? workflow["jobs"] : {};
  const steps = Object.entries(jobs).flatMap(([job, body]) => {
    const list = isMapping(body) && Array.isArray(body["steps"]) ? body["steps"] : [];
    const ofJob = list.filter(isMapping).map((step) => ({ job, step, uses: String(step["uses"] ?? "") }));
    const checksOut = ofJob.some(({ uses }) => uses.startsWith("actions/checkout@"));
    return ofJob.map((step) => ({ ...step, checksOut }));
  });
  return {
    path,
    builds: steps.flatMap((step) => readStep(step) ?? []),
    gates: steps.some(({ uses }) => /^(?:https:\/\/[^/]+\/)?[^/@]+\/stagegate(?:@|$)/.test(uses)),
  };
}

interface WrittenStep {
  readonly job: string;
  readonly checksOut: boolean;
  readonly step: Readonly<Record<string, unknown>>;
  readonly uses: string;
}

function readStep({ job, checksOut, step, uses }: WrittenStep): BuildStep | null {
  const action = ["docker/build-push-action", "docker/bake-action"].find((name) =>
    uses.startsWith(`${name}@`),
  );
  const given = isMapping(step["with"]) ? step["with"] : {};
  const input = (name: string) => String(given[name] ?? "").trim();
  const id = typeof step["id"] === "string" ? step["id"] : null;
  if (action === "docker/build-push-action")
    return {
      action,
      job,
      checksOut,
      id,
      build: readBuild(input),
      bakeFiles: [],
      image: archiveIn(input("outputs")) ?? firstTag(input("tags")),
      result: archiveIn(input("outputs")) === null ? resultOf(input) : "kept",
    };
  if (action === "docker/bake-action")
    return {
      action,
      job,
      checksOut,
      id,
      build: null,
      bakeFiles: entriesOf(input("files")).filter((file) => !file.includes("$")),
      image: null,
      result: resultOf(input),
    };
  return null;
}

type Input = (name: string) => string;

function readBuild(input: Input): BuildHint | null {
  // By default the action builds the commit that it fetches by itself, whose paths are the same.
  const context = pathIn(".", input("context") || ".");
  const file = input("file") === "" ? pathIn(context ?? ".", "Dockerfile") : pathIn(".", input("file"));
  if (context === null || file === null || input("target").includes("$")) return null;
  return {
    file,
    context,
    target: input("target").toLowerCase() || null,
    buildArgs: readBuildArgs(input("build-args").split("\n")),
    name: repositoryName(input("tags")),
  };
}

/** `ghcr.io/octo/app:1.2` → `app`, of the first tag; null if an expression says it. */
function repositoryName(tags: string): string | null {
  const [first = ""] = entriesOf(tags);
  const name =
    first
      .replace(/:[^/]*$/, "")
      .split("/")
      .at(-1) ?? "";
  return /^[\w.-]+$/.test(name) ? name : null;
}

/** The first of the tags; docker/metadata-action has them as JSON, too. */
function firstTag(tags: string): string | null {
  const [first = ""] = entriesOf(tags);
  const [, step] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(first) ?? [];
  if (step !== undefined) return `\${{ fromJSON(steps.${step}.outputs.json).tags[0] }}`;
  return first === "" ? null : first;
}

/** The path of an OCI archive or layout that the step writes. */
function archiveIn(outputs: string): string | null {
  const [, path = null] = /^type=(?:oci|docker),(?:.*,)?dest=([^,\n]+)/m.exec(outputs) ?? [];
  return path === null || path === "-" ? null : /^[./$]/.test(path) ? path : `./${path}`;
}

function resultOf(input: Input): BuildStep["result"] {
  const [push, load, outputs] = [input("push"), input("load"), input("outputs")];
  if (push === "true" || load === "true" || /type=registry|push=true|type=docker/.test(outputs))
    return "kept";
  if (push.includes("${{") && load.includes("${{")) return "kept";
  return push.includes("${{") ? "kept unless it is a pull request" : "nowhere";
}

/** Entries of an input, one a line or between commas; expressions stay whole. */
function entriesOf(text: string): string[] {
  return (text.match(/(?:\$\{\{.*?\}\}|[^\n,])+/g) ?? [])
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
