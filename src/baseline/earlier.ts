import { relative } from "node:path";
import { withoutCacheTo } from "../bake/definition.ts";
import { type PlannedImage, plan } from "../build/plan.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import { choiceFor, settingsForPlatform } from "../config/platform-settings.ts";
import type { RunSettings } from "../config/settings.ts";
import { StagegateError } from "../host/errors.ts";
import { readTextFile } from "../host/files.ts";
import { ConfigError, type Place } from "../values/problem.ts";
import { type BaseTree, firstProblem, readBaseTree } from "./base-tree.ts";
import type { BaseImage, BaselinePlan } from "./baseline-plan.ts";
import type { BaseCommit } from "./commit.ts";
import {
  type ConfigurationChange,
  configurationChange,
  type UnreadConfiguration,
} from "./configuration-change.ts";
import { fetchBase, HISTORY } from "./fetch.ts";
import type { Git } from "./git.ts";
import { lazy } from "./lazy.ts";
import { matchImages, withIdentity } from "./match-images.ts";
import type { OtherMeasurement } from "./measurements.ts";
import { type PrepareFailure, prepareBase } from "./prepare.ts";
import type { SearchWorld } from "./search-world.ts";
import { othersThan, type SoughtRun } from "./sought-run.ts";
import { findUntracked, type UntrackedFiles, whyIncomparable } from "./untracked.ts";

/** An earlier state of the repository, which the run is compared with. */
export interface EarlierState {
  readonly kind: "there";
  readonly git: Git;
  readonly commit: Extract<BaseCommit, { readonly kind: "commit" }>;
  readonly tree: BaseTree;
  /** Adds the commit's worktree when it is first called. */
  readonly checkOut: () => Promise<void>;
  /** Runs the setting `prepare` in that worktree when it is first called; null if it succeeded, or is not set. */
  readonly prepare: () => Promise<PrepareFailure | null>;
  /** Whether the setting `prepare` makes the untracked files. */
  readonly isPrepared: boolean;
  /** Gives that worktree a `.git` folder of its own when it is first called. */
  readonly copyRepository: () => Promise<void>;
  /** The untracked files that the build of an image uses; null if git cannot tell. */
  readonly untracked: (image: PlannedImage) => Promise<UntrackedFiles | null>;
}

/** There is none. The reason in `why` follows "none: ". */
export interface NoEarlierState {
  readonly kind: "none";
  readonly why: string;
}

/**
 * Finds the commit to compare with and reads its configuration.
 * @param command the setting `prepare`
 * @param place of the setting `base`
 * @throws ConfigError if the commit in `base` cannot be found
 */
export async function openEarlier(
  command: RunSettings["prepare"],
  place: Place,
  world: SearchWorld,
): Promise<EarlierState | NoEarlierState> {
  const { git, findCommit } = world.history;
  const commit = await findCommit();
  if (commit.kind === "none") return commit;
  if (commit.kind === "unreadable") {
    const { why, hint } = commit;
    throw new ConfigError([{ place, message: `base: ${why}`, hint }]);
  }
  if (git.kind === "none") return git;
  const fetched = await fetchBase(git, commit.sha);
  if (fetched.kind === "none") return fetched;
  const checkOut = lazy(() => git.addWorktree(commit.sha, world.worktree));
  const tree = await treeOf(git, commit.sha, checkOut, world);
  if ("why" in tree) return tree;
  const prepare = lazy(async () =>
    command === null ? null : prepareBase(command, tree.cwd, world.exec, world.showLog),
  );
  const tracked = lazy(git.trackedFiles);
  const untracked = oncePerImage(async (image) => {
    const known = await tracked();
    return known === null ? null : findUntracked(image, git.root, known);
  });
  const copyRepository = lazy(() => git.copyRepository(world.worktree));
  const isPrepared = command !== null;
  return { kind: "there", git, commit, tree, checkOut, prepare, isPrepared, copyRepository, untracked };
}

/** The changes of the configuration since an earlier state. */
export async function changeSince(
  { git, commit, tree }: EarlierState,
  { settings, planned, native }: SoughtRun,
  { history }: Pick<SearchWorld, "history">,
): Promise<ConfigurationChange | UnreadConfiguration> {
  if ("why" in tree.own) return tree.own;
  return configurationChange(
    { settings: tree.own, root: tree.folder },
    {
      settings,
      planned,
      native,
      root: git.root,
      isChosen: history.inputs.has("only"),
      isProposed: history.readProposed !== null,
    },
    (path) => git.show(commit.sha, relative(tree.folder, path)),
    async (path) => {
      const file = await readTextFile(path);
      return file.kind === "text" ? file.text : null;
    },
  );
}

/**
 * Finds the baselines in an earlier state: a stored measurement of its commit or of the nearest ancestor that
 * has one, else the commit's own images, which join the build.
 * @returns a plan for each row, in their order
 */
export async function findEarlier(
  earlier: EarlierState,
  run: SoughtRun,
  mode: "auto" | "stored" | "build",
  world: SearchWorld,
): Promise<BaselinePlan[]> {
  const { git, commit, tree } = earlier;
  const ancestors = await git.ancestors(commit.sha, HISTORY);
  const baseOf = baseFinder(earlier, run);
  const planFor = async (image: PlannedImage): Promise<BaselinePlan> => {
    const base = baseOf(image);
    if ("why" in base) return base;
    const { configured } = base;
    const stored =
      mode === "build" ? null : await world.measurements.find(configured, tree.folder, ancestors);
    if (stored !== null) return { kind: "stored", base, ...stored };
    const short = commit.sha.slice(0, 7);
    const isExisting = configured.settings.image !== null;
    if (mode === "stored" || isExisting) {
      const other = await world.measurements.findOther(configured, tree.folder, ancestors);
      const why =
        mode === "stored"
          ? firstRunWords(`${short} or the commits before it`, other)
          : `${firstRunWords(short, other)}, and an existing image cannot be built again. Set baseline to the image of the base branch, or run stagegate on a push to the default branch, which stores one`;
      return { kind: "none", base, why };
    }
    return planBuild(image, base, earlier, world);
  };
  return Promise.all(run.rows.map(planFor));
}

/** Makes a function that finds the earlier image for a row of a run. */
export function baseFinder(
  { git, commit, tree }: EarlierState,
  run: SoughtRun,
): (row: PlannedImage) => BaseImage | Extract<BaselinePlan, { kind: "none" }> {
  const { partners } = matchImages(
    tree.images.map((image) => withIdentity(image, tree.folder)),
    [...run.planned, ...othersThan(run)].map((image) => withIdentity(image, git.root)),
  );
  const names = run.planned.map(({ imageName }) => imageName);
  return (row) => {
    const partner = partners[names.indexOf(row.imageName)]?.image;
    if (partner === undefined) return { kind: "none", why: "the base has no such image", isNew: true };
    const configured = platformOf(partner, row, run.native);
    if (configured === null) return { kind: "none", why: "the base has no such platform", isNew: true };
    return { configured, root: tree.folder, commit: commit.sha, branch: commit.name };
  };
}

/** An image of the base for the platform of a row; null if the base has it for others only. */
function platformOf(
  image: ConfiguredImage,
  { settings: { platform } }: PlannedImage,
  native: string,
): ConfiguredImage | null {
  const { settings } = image;
  const choice = choiceFor(settings, platform, native);
  if (choice === undefined) return null;
  const built = settings.image === null ? null : platform;
  return { ...image, settings: settingsForPlatform(settings, choice?.name ?? built, choice) };
}

/** @param commits without a stored measurement that fits */
function firstRunWords(commits: string, other: OtherMeasurement | null): string {
  return other === null
    ? `first run: no measurement of ${commits} is stored`
    : `first run: no stored measurement fits, because the one of ${other.commit.slice(0, 7)} was ${other.making}`;
}

async function treeOf(
  git: Git,
  commit: string,
  checkOut: () => Promise<void>,
  { exec, history, cwd, worktree }: SearchWorld,
): Promise<BaseTree | NoEarlierState> {
  try {
    const { inputs, isTyped } = history;
    return await readBaseTree({ git, commit, inputs, isTyped, cwd, folder: worktree, checkOut, exec });
  } catch (error) {
    if (error instanceof ConfigError)
      return { kind: "none", why: `the base's configuration is not valid (${firstProblem(error)})` };
    if (error instanceof StagegateError) return { kind: "none", why: error.message };
    throw error;
  }
}

/**
 * Plans the build of the base's image in the base's own tree. The tree is checked out and prepared first. If that is not
 * possible, the plan says why.
 * @param own the image that is compared with it
 */
export async function planBuild(
  own: PlannedImage,
  base: BaseImage,
  { tree, checkOut, prepare, isPrepared, untracked: untrackedOf, copyRepository }: EarlierState,
  { exec }: SearchWorld,
): Promise<BaselinePlan> {
  if (base.configured.settings.image !== null)
    return { kind: "none", base, why: "an existing image cannot be built again" };
  try {
    const untracked = await untrackedOf(own);
    if (untracked === null) return { kind: "none", base, why: "git cannot list the files that it tracks" };
    const why = isPrepared ? null : whyIncomparable(untracked);
    if (why !== null) return { kind: "none", base, why };
    await checkOut();
    const failure = await prepare();
    if (failure !== null) return { kind: "none", base, why: failure.why, ...logOf(failure) };
    if (untracked.sendsRepository) await copyRepository();
    const planned = await plan([base.configured], exec, tree.cwd, (path) => relative(tree.cwd, path) || ".");
    const [image] = planned.map(
      (own): PlannedImage => ({
        ...own,
        // Its tests have passed before, and later builds should not start from its cache.
        settings: { ...own.settings, cacheTo: null },
        bake: own.bake === null ? null : withoutCacheTo(own.bake),
        how: own.how.kind === "built" ? { ...own.how, testTargets: [] } : own.how,
      }),
    );
    return image === undefined
      ? { kind: "none", base, why: "the base has no such image", isNew: true }
      : { kind: "built", base, image, isOfCommit: !isPrepared };
  } catch (error) {
    if (error instanceof ConfigError)
      return { kind: "none", base, why: `the base has no such image (${firstProblem(error)})`, isNew: true };
    if (error instanceof StagegateError) return { kind: "none", base, why: error.message };
    throw error;
  }
}

function logOf({ log }: PrepareFailure): { readonly log?: string } {
  return log === null ? {} : { log };
}

/** Does some work once for all platforms of an image, because it concerns all of them. */
function oncePerImage<T>(work: (image: PlannedImage) => Promise<T>): (image: PlannedImage) => Promise<T> {
  const started = new Map<string, Promise<T>>();
  return (image) => {
    const { imageName, settings, rowPlatforms } = image;
    const result =
      started.get(imageName) ??
      work(rowPlatforms.length > 1 ? { ...image, settings: { ...settings, platform: null } } : image);
    started.set(imageName, result);
    return result;
  };
}
