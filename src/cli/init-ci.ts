import { basename, join, relative } from "node:path";
import type { Ask } from "../init/ask.ts";
import { type GateInputs, gateAfter, gateBeside, gitHubWorkflow, gitLabJob } from "../init/ci-text.ts";
import { additionNotes, indented } from "../init/notes.ts";
import type { ProposedImage } from "../init/propose.ts";
import type { Workflow } from "../init/workflows.ts";
import { visibleName } from "../init/yaml-text.ts";
import { isThere, type PlannedFile } from "./init-files.ts";
import type { InitParts } from "./init-part.ts";

/** The facts that decide where the gate runs. */
export interface CiQuestion {
  /** Their paths start from `cwd`. */
  readonly images: readonly ProposedImage[];
  readonly workflows: readonly Workflow[];
  /** Absolute folder of the repository. */
  readonly root: string;
  readonly cwd: string;
  readonly parts: InitParts;
  readonly ask: Ask;
}

/** The files for the CI, and notes on what to do by hand. */
export async function planCi(question: CiQuestion): Promise<{ files: PlannedFile[]; notes: string[] }> {
  const { images, root, cwd, workflows, ask } = question;
  const config = root === cwd ? null : relative(root, join(cwd, ".stagegate.yml"));
  const additions = images.flatMap((image) =>
    image.builtBy === null
      ? []
      : [gateAfter(image, image.builtBy, { config, only: null }, images.length === 1)],
  );
  const notes = additionNotes(additions);
  const others = images.filter(({ builtBy }) => builtBy === null);
  if (others.length === 0) return { files: [], notes };
  const gates = workflows.flatMap(({ path, gates: steps }) => steps.map((step) => ({ ...step, path })));
  const own = gates.find((gate) => gate.config === config);
  if (own !== undefined)
    return {
      files: [],
      notes: [...notes, `${visibleName(own.path)} already runs stagegate, so init writes no workflow.`],
    };
  const [gate] = gates;
  if (gate !== undefined && additions.length === 0)
    return {
      files: [],
      notes: [
        `${visibleName(gate.path)} runs stagegate with another configuration. Add this step to its job ${visibleName(gate.job)}:\n\n${gateBeside(config ?? ".stagegate.yml")}`.trimEnd(),
      ],
    };
  const inputs = { config, only: additions.length === 0 ? null : others.map(({ name }) => name) };
  const ci = await ask.choose<"github" | "gitlab" | "none">(
    "Where does the gate run?",
    [
      { value: "github", label: "GitHub Actions" },
      { value: "gitlab", label: "GitLab CI" },
      { value: "none", label: "Neither", hint: "docs/ci.md has other CIs" },
    ],
    await likelyCi(question),
  );
  if (ci === "none") return { files: [], notes };
  const names =
    ci === "github" ? [".github/workflows/image.yml", ".github/workflows/stagegate.yml"] : [".gitlab-ci.yml"];
  const there = await Promise.all(names.map((name) => isThere(join(root, name))));
  const free = names.find((_, at) => there[at] === false) ?? null;
  const text = await ciText(ci, free, question, inputs);
  return free === null
    ? { files: [], notes: [...notes, unchangedNote(names, ci, text)] }
    : { files: [{ path: join(root, free), text }], notes };
}

/** @param path of the file; null if it is only printed */
async function ciText(
  ci: "github" | "gitlab",
  path: string | null,
  { root, parts }: CiQuestion,
  inputs: GateInputs,
): Promise<string> {
  if (ci === "gitlab") return gitLabJob(inputs);
  return gitHubWorkflow(
    path === null ? "stagegate" : basename(path, ".yml"),
    await defaultBranch(root, parts),
    inputs,
  );
}

/** @param names of the files that are there */
function unchangedNote(names: readonly string[], ci: "github" | "gitlab", text: string): string {
  const shown = names.join(" and ");
  return ci === "gitlab"
    ? `${shown} already exists, and init does not change it. Add this job to it:\n\n${indented(text)}`
    : `${shown} already exist, and init does not change them. Write this into another file beside them:\n\n${indented(text)}`;
}

/** The CI that a repository probably uses. */
async function likelyCi({ root, parts, workflows }: CiQuestion): Promise<"github" | "gitlab"> {
  if (workflows.length > 0) return "github";
  if (await isThere(join(root, ".gitlab-ci.yml"))) return "gitlab";
  const { stdout } = await parts.exec("git", ["remote", "get-url", "origin"], { cwd: root });
  return /gitlab/i.test(stdout) ? "gitlab" : "github";
}

/** The default branch of the clone; `main` if unknown. */
async function defaultBranch(root: string, { exec }: InitParts): Promise<string> {
  const ask = async (...args: string[]) => {
    const { code, stdout } = await exec("git", args, { cwd: root });
    return code === 0 ? stdout.trim() : "";
  };
  const remote = await ask("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
  if (remote.startsWith("origin/")) return remote.slice("origin/".length);
  const local = await ask("symbolic-ref", "--short", "HEAD");
  return ["master", "trunk", "develop"].includes(local) ? local : "main";
}
