import { relative } from "node:path";
import { withoutCacheTo } from "../bake/definition.ts";
import { type PlannedImage, plan } from "../build/plan.ts";
import { StagegateError } from "../host/errors.ts";
import { ConfigError } from "../values/problem.ts";
import { type BaseTree, readBaseTree, withIdentity } from "./base-tree.ts";
import { type BaseImage, type BaselinePlan, type Baselines, byName, sameForAll } from "./baseline-plan.ts";
import { fetchBase, HISTORY } from "./fetch.ts";
import type { Git } from "./git.ts";
import { matchImages } from "./match-images.ts";
import type { SearchWorld } from "./search-world.ts";

/**
 * Finds the baselines in an earlier state of the repository: a stored measurement of the commit to compare
 * with or of its nearest ancestor that has one, else the commit's own images, which join the build.
 */
export async function findEarlier(
  images: readonly PlannedImage[],
  mode: "auto" | "stored" | "build",
  world: SearchWorld,
): Promise<Baselines> {
  const { history, measurements } = world;
  const { git } = history;
  const commit = await history.findCommit();
  if (commit.kind === "none") return sameForAll(images, commit);
  if (git.kind === "none") return sameForAll(images, git);
  const fetched = await fetchBase(git, commit.sha);
  if (fetched.kind === "none") return sameForAll(images, fetched);
  const checkOut = lazy(() => git.addWorktree(commit.sha, world.worktree));
  const tree = await treeOf(git, commit.sha, checkOut, world);
  if ("why" in tree) return sameForAll(images, tree);

  const { partners, left } = matchImages(
    tree.images.map((image) => withIdentity(image, tree.folder)),
    images.map((image) => withIdentity(image, git.root)),
  );
  const ancestors = await git.ancestors(commit.sha, HISTORY);
  const planFor = async (configured: BaseImage["configured"] | undefined): Promise<BaselinePlan> => {
    if (configured === undefined) return { kind: "none", why: "the base has no such image" };
    const base = { configured, root: tree.folder, commit: commit.sha, branch: commit.name };
    const stored = mode === "build" ? null : await measurements.find(configured, tree.folder, ancestors);
    if (stored !== null) return { kind: "stored", base, ...stored };
    const short = commit.sha.slice(0, 7);
    if (mode === "stored")
      return { kind: "none", base, why: `first run: nothing is stored of ${short} or the commits before it` };
    if (configured.settings.image !== null)
      return {
        kind: "none",
        base,
        why: `first run: nothing is stored of ${short}, and an existing image cannot be built again`,
      };
    return buildOf(base, tree, checkOut, world);
  };
  const plans = await Promise.all(partners.map((partner) => planFor(partner?.image)));
  return { plans: byName(images, plans), removed: left.flatMap(({ name }) => name ?? []) };
}

async function treeOf(
  git: Git,
  commit: string,
  checkOut: () => Promise<void>,
  { exec, history, cwd, worktree }: SearchWorld,
): Promise<BaseTree | { readonly kind: "none"; readonly why: string }> {
  try {
    return await readBaseTree({ git, commit, inputs: history.inputs, cwd, folder: worktree, checkOut, exec });
  } catch (error) {
    if (error instanceof ConfigError)
      return { kind: "none", why: `the base's configuration is not valid (${firstProblem(error)})` };
    if (error instanceof StagegateError) return { kind: "none", why: error.message };
    throw error;
  }
}

/** The base's image, planned in the base's own tree. */
async function buildOf(
  base: BaseImage,
  tree: BaseTree,
  checkOut: () => Promise<void>,
  { exec }: SearchWorld,
): Promise<BaselinePlan> {
  try {
    await checkOut();
    const planned = await plan([base.configured], exec, tree.cwd, (path) => relative(tree.cwd, path) || ".");
    const [image] = planned.map(
      (own): PlannedImage => ({
        ...own,
        // Its tests have passed, and its cache is not what later builds should start from.
        settings: { ...own.settings, cacheTo: null },
        bake: own.bake === null ? null : withoutCacheTo(own.bake),
        how: own.how.kind === "built" ? { ...own.how, testTargets: [] } : own.how,
      }),
    );
    return image === undefined
      ? { kind: "none", base, why: "the base has no such image" }
      : { kind: "built", base, image };
  } catch (error) {
    if (error instanceof ConfigError)
      return { kind: "none", base, why: `the base has no such image (${firstProblem(error)})` };
    if (error instanceof StagegateError) return { kind: "none", base, why: error.message };
    throw error;
  }
}

function firstProblem({ problems: [problem] }: ConfigError): string {
  return problem?.message ?? "";
}

/** Does some work when it is first asked for, and only then. */
function lazy<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => {
    started ??= work();
    return started;
  };
}
