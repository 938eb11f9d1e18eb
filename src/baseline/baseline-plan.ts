import type { PlannedImage } from "../build/plan.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import type { Measurement } from "../measure/measurement.ts";
import type { ConfigurationChange, UnreadConfiguration } from "./configuration-change.ts";
import type { KnownDrift } from "./origin-changes.ts";
import type { StoredMeasurement } from "./stored.ts";

/** What an image is compared with, as far as that is known before anything is built. */
export type BaselinePlan =
  /**
   * `base` is set if only its measurement is missing; `log` has the last lines of a failed command; `isNew` is set if the
   * change adds the image or the platform.
   */
  | {
      readonly kind: "none";
      readonly why: string;
      readonly base?: BaseImage;
      readonly log?: string;
      readonly isNew?: true;
    }
  | {
      readonly kind: "stored";
      readonly base: BaseImage;
      readonly stored: StoredMeasurement;
      /** Number of commits between it and the commit that should be compared with. */
      readonly behind: number;
    }
  /** The image is built in this run. */
  | {
      readonly kind: "built";
      readonly base: BaseImage;
      readonly image: PlannedImage;
      /** Whether the commit alone makes it, without `prepare`: only then later runs may use its measurement. */
      readonly isOfCommit: boolean;
    }
  /** `base` is set if the base commit of the change is known; the image need not be built from it. */
  | { readonly kind: "given"; readonly name: string; readonly image: PlannedImage; readonly base?: BaseImage }
  /** The settings name an image that cannot be read, for the reason in `why`. */
  | { readonly kind: "unreadable"; readonly name: string; readonly why: string };

/** An image of the commit that is compared with. */
export interface BaseImage {
  /** As that commit's own configuration asks for it. */
  readonly configured: ConfiguredImage;
  /** Absolute folder of the commit's tree, in which the paths among its settings lie. */
  readonly root: string;
  readonly commit: string;
  /** Name of the commit's branch; null if it is not known. */
  readonly branch: string | null;
}

/** The baselines of a run. */
export interface Baselines {
  /** By the names of the images' rows. */
  readonly plans: ReadonlyMap<string, BaselinePlan>;
  /** What changed in the configuration; null if nobody asked for that, or nothing came before. */
  readonly change: ConfigurationChange | UnreadConfiguration | null;
  /**
   * Compares the lines and the base image of an image with those in the commit of its stored measurement. Null if no
   * size differs, or if the baseline is not a stored measurement.
   * @param provenance of its build, null if there is none
   */
  readonly compareInputs: (own: ExaminedImage, provenance: unknown) => Promise<KnownDrift | null>;
  /**
   * Finds out whether an image has to be built, if only those are that a change may concern.
   * @param name of a row
   */
  readonly findUnchanged: (name: string) => Promise<UnchangedImage | ChangedImage>;
  /**
   * Plans the build of the commit's own image, if a stored measurement is not enough to judge by.
   * @param name of an image whose plan is `stored`
   * @returns `none` if it cannot be built, or is not allowed to be
   */
  readonly planBuild: (name: string) => Promise<BaselinePlan>;
}

/** Why a named image cannot be the baseline of an image for another platform. @param held its platforms */
export function otherPlatformWords(platform: string, held: string): string {
  return `it has no image for ${platform}, only for ${held}`;
}

/** An image that passed an earlier run with the same inputs. */
export interface UnchangedImage {
  readonly kind: "unchanged";
  readonly measurement: Measurement;
}

/** An image that has to be built, for the reason in `why`, which reads well behind a colon. */
export interface ChangedImage {
  readonly kind: "changed";
  readonly why: string;
  /** The digest of its inputs; null if they are not known. */
  readonly inputs: string | null;
}

/** The plans by the images' names; both in the same order. */
export function byName(
  images: readonly PlannedImage[],
  plans: readonly BaselinePlan[],
): Map<string, BaselinePlan> {
  return new Map(images.flatMap(({ name }, at) => (plans[at] === undefined ? [] : [[name, plans[at]]])));
}
