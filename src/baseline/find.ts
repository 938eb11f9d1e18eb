import type { PlannedImage } from "../build/plan.ts";
import type { RequestedImage } from "../config/config.ts";
import type { Source as Inputs } from "../config/given.ts";
import type { Exec } from "../host/exec.ts";
import { looksLikePath } from "../image/source.ts";
import type { BaseCommit } from "./commit.ts";
import { findEarlier } from "./earlier.ts";
import type { Git, NoGit } from "./git.ts";
import { givenBaseline } from "./given.ts";
import type { Measurements } from "./measurements.ts";
import type { BaselineStore } from "./store.ts";
import type { StoredMeasurement } from "./stored.ts";

/** What a run knows of earlier states of its repository. */
export interface Past {
  readonly git: Git | NoGit;
  /** The commit to compare with. */
  readonly findCommit: () => Promise<BaseCommit>;
  /** What the run was given, which counts for an earlier state as well. */
  readonly inputs: Inputs;
  readonly store: BaselineStore;
  /** The commit that what is measured now is to be remembered as; null where it is not. */
  readonly keepAs: string | null;
  /** Tells what went wrong without a consequence for the verdict. */
  readonly warn: (message: string) => void;
}

/** What an image is compared with, as far as that is known before anything is built. */
export type FoundBaseline =
  /** `base` is there where only its measurement is missing. */
  | { readonly kind: "none"; readonly why: string; readonly base?: BaseImage }
  | {
      readonly kind: "stored";
      readonly base: BaseImage;
      readonly stored: StoredMeasurement;
      /** How many commits lie between it and the commit that should be compared with. */
      readonly behind: number;
    }
  /** It joins the build. */
  | { readonly kind: "built"; readonly base: BaseImage; readonly image: PlannedImage }
  | { readonly kind: "given"; readonly name: string; readonly image: PlannedImage };

/** An image of the commit that is compared with. */
export interface BaseImage {
  /** As that commit's own configuration asks for it. */
  readonly requested: RequestedImage;
  /** Absolute folder of the commit's tree, in which the paths among its settings lie. */
  readonly root: string;
  readonly commit: string;
  /** Name of the commit's branch; null where it is not known. */
  readonly branch: string | null;
}

/** The baselines of a run. */
export interface Found {
  /** By the names of the images. */
  readonly baselines: ReadonlyMap<string, FoundBaseline>;
  /** Names of the base's images that none of the run's is. */
  readonly removed: readonly string[];
}

/** What the search needs of the world. */
export interface FindWorld {
  readonly exec: Exec;
  readonly past: Past;
  readonly measurements: Measurements;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute, private to the run. */
  readonly folder: string;
  /** Absolute; where the worktree of the commit goes if it must be built. */
  readonly worktree: string;
}

/**
 * Finds what each image is compared with. Nothing here fails a run: where there is no baseline, the answer
 * is why not.
 * @param mode the setting `baseline`: `auto`, `stored`, `build`, `none`, or the name of an image
 */
export async function findBaselines(
  images: readonly PlannedImage[],
  mode: string,
  world: FindWorld,
): Promise<Found> {
  switch (mode) {
    case "none":
      return sameForAll(images, { kind: "none", why: "switched off" });
    case "auto":
    case "stored":
    case "build":
      return findEarlier(images, mode, world);
    default: {
      const given = images.map((image) => givenBaseline(mode, image, images, world));
      return { baselines: byName(images, await Promise.all(given)), removed: [] };
    }
  }
}

/** Whether the setting `baseline` names an image that a builder has to fetch. */
export function namesImage(mode: string): boolean {
  return !["auto", "stored", "build", "none"].includes(mode) && !looksLikePath(mode);
}

/** The images that must be built or read to have the baselines, each once. */
export function baselineImages({ baselines }: Found): PlannedImage[] {
  return [...baselines.values()].flatMap((found) =>
    found.kind === "built" || found.kind === "given" ? [found.image] : [],
  );
}

/** The same answer for every image. */
export function sameForAll(images: readonly PlannedImage[], found: FoundBaseline): Found {
  return { baselines: new Map(images.map(({ name }) => [name, found])), removed: [] };
}

/** The answers by the images' names; both in the same order. */
export function byName(
  images: readonly PlannedImage[],
  found: readonly FoundBaseline[],
): Map<string, FoundBaseline> {
  return new Map(images.flatMap(({ name }, at) => (found[at] === undefined ? [] : [[name, found[at]]])));
}
