import { join, relative } from "node:path";
import type { Ask } from "../init/ask.ts";
import { type GateInputs, gateAfter, gateBeside, gitHubWorkflow, gitLabJob } from "../init/ci-text.ts";
import { additionNotes, indented } from "../init/notes.ts";
import type { ProposedImage } from "../init/propose.ts";
import type { Workflow } from "../init/workflows.ts";
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
  readonly force: boolean;
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
      notes: [...notes, `${own.path} already runs stagegate, so init writes no workflow.`],
    };
  const [gate] = gates;
  if (gate !== undefined && additions.length === 0)
    return {
      files: [],
      notes: [
        `${gate.path} runs stagegate with another configuration. Add this step to its job ${gate.job}:\n\n${gateBeside(config ?? ".stagegate.yml")}`.trimEnd(),
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
  const planned = await ciFile(ci, question, inputs);
  return planned.isThere && !(question.force && ci === "github")
    ? { files: [], notes: [...notes, keptNote(planned, ci, root)] }
    : { files: [planned], notes };
}

interface CiFile extends PlannedFile {
  readonly isThere: boolean;
}

async function ciFile(
  ci: "github" | "gitlab",
  { root, parts }: CiQuestion,
  inputs: GateInputs,
): Promise<CiFile> {
  const path = join(root, ci === "github" ? ".github/workflows/image.yml" : ".gitlab-ci.yml");
  const text = ci === "github" ? gitHubWorkflow(await defaultBranch(root, parts), inputs) : gitLabJob(inputs);
  return { path, text, isThere: await isThere(path) };
}

function keptNote({ path, text }: CiFile, ci: "github" | "gitlab", root: string): string {
  const shown = relative(root, path);
  return ci === "gitlab"
    ? `${shown} already exists, and init does not change it. Add this job to it:\n\n${indented(text)}`
    : `${shown} already exists, and init overwrites it only with --force. Write this into another file beside it:\n\n${indented(text)}`;
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
