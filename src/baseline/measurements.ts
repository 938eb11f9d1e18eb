import type { ConfiguredImage } from "../config/configured-images.ts";
import { trace } from "../host/diagnostics.ts";
import { type Environment, withoutReserved } from "../host/environment.ts";
import { StagegateError } from "../host/errors.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import type { Measurement } from "../measure/measurement.ts";
import type { EngineReport } from "../model/report.ts";
import type { ComparedImage } from "./compared-image.ts";
import type { History } from "./history.ts";
import type { BaselineStore } from "./store.ts";
import {
  baselineKey,
  decodeMeasurement,
  encodeMeasurement,
  measurementKey,
  measurementPrefix,
  otherMaking,
  type StoredMeasurement,
} from "./stored.ts";

/** What earlier runs measured, and what later ones will want to know. */
export interface Measurements {
  /**
   * The measurement of an image at the first of some commits that has one, and how many commits that is
   * behind the first of them; null if none has, and where what is stored is damaged or of
   * another commit.
   * @param root absolute folder of the tree that the image's paths lie in
   * @param commits nearest first
   */
  readonly find: (
    image: MeasuredSubject,
    root: string,
    commits: readonly string[],
  ) => Promise<{ readonly stored: StoredMeasurement; readonly behind: number } | null>;
  /**
   * How a measurement of the image at one of the commits was made that is there and does not fit: another store, a
   * build with other arguments. Null if there is none.
   */
  readonly findOther: (
    image: MeasuredSubject,
    root: string,
    commits: readonly string[],
  ) => Promise<OtherMeasurement | null>;
  /**
   * Stores a measurement.
   * @param commit SHA of the measured commit; for an image that passed, the digest of its inputs instead
   */
  readonly keep: (
    image: MeasuredSubject,
    root: string,
    commit: string,
    measurement: Measurement,
  ) => Promise<void>;
  /** The measurement of an image that passed a run with these inputs; null if none is stored. */
  readonly findPassed: (image: MeasuredSubject, root: string, inputs: string) => Promise<Measurement | null>;
}

/** A measurement that does not fit. */
export interface OtherMeasurement {
  readonly commit: string;
  /** In words that follow "it was". */
  readonly making: string;
}

type MeasuredSubject = Pick<ConfiguredImage, "settings" | "bake">;

/**
 * The measurements in a store, of images as one engine makes them: another store's layers are others.
 * @param engine null if nothing needs one
 * @param env of this process
 */
export function openMeasurements(
  store: BaselineStore,
  engine: EngineReport | null,
  env: Environment,
): Measurements {
  const buildEnv = withoutReserved(env);
  const keyOf = ({ settings, bake }: MeasuredSubject, root: string) =>
    baselineKey({
      settings,
      bake,
      root,
      store: engine?.store ?? null,
      platform: settings.platform ?? process.arch,
      env: buildEnv,
    });
  const find: Measurements["find"] = async (image, root, commits) => {
    const key = keyOf(image, root);
    const keys = commits.map((commit) => measurementKey(key, commit));
    const found = await store.find(keys);
    trace("cache", () => `${found === null ? "miss" : "hit"} ${found?.key ?? keys.join(", ")}`);
    const stored = found === null ? null : await decodeMeasurement(found.bytes);
    if (found === null || stored === null) return null;
    const behind = keys.indexOf(found.key);
    // A store that is asked for one commit must not answer with another.
    return stored.commit === commits[behind] ? { stored, behind } : null;
  };
  return {
    find,
    findOther: async (image, root, commits) => {
      const key = keyOf(image, root);
      const prefixes = commits.map((commit) => measurementPrefix(key.image, commit));
      const found = await store.findLike(prefixes);
      const commit = commits.find((_, at) => found?.startsWith(prefixes[at] ?? "") === true);
      const making = found === null ? null : otherMaking(found, key);
      return commit === undefined || making === null ? null : { commit, making };
    },
    keep: async (image, root, commit, measurement) => {
      const bytes = await encodeMeasurement({ commit, engine, measurement });
      await store.keep(measurementKey(keyOf(image, root), commit), bytes);
    },
    findPassed: async (image, root, inputs) =>
      (await find(image, root, [inputs]))?.stored.measurement ?? null,
  };
}

/** An image that need not be built again as long as its inputs stay the same. */
export interface PassedImage {
  readonly own: ExaminedImage;
  /** The digest of its inputs. */
  readonly inputs: string;
}

/**
 * Keeps what was measured of the base, for the next run that is compared with it, of the images themselves where
 * their commit is one that others will be compared with, and of those that passed. What cannot be kept is a warning:
 * it says nothing of the images.
 * @param root absolute folder that the paths of the images are stored from
 */
export async function storeMeasurements(
  compared: readonly ComparedImage[],
  passed: readonly PassedImage[],
  root: string,
  history: History,
  measurements: Measurements,
): Promise<void> {
  try {
    await keepAll(compared, history, measurements);
    for (const { own, inputs } of passed)
      if (own.measurement !== null) await measurements.keep(own.image, root, inputs, own.measurement);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    history.warn(error.message);
  }
}

async function keepAll(
  compared: readonly ComparedImage[],
  { git, keepAs }: History,
  measurements: Measurements,
): Promise<void> {
  for (const { own, baseline, plan } of compared) {
    const { measurement } = baseline;
    if (plan.kind === "built" && plan.isOfCommit && measurement !== null) {
      const { configured, root, commit } = plan.base;
      // The first measurement of a commit stays: compared with one of today, later runs would see no drift.
      const stored = await measurements.find(configured, root, [commit]);
      if (stored === null) await measurements.keep(configured, root, commit, measurement);
    }
    if (keepAs !== null && git.kind === "git" && own.measurement !== null)
      await measurements.keep(own.image, git.root, keepAs, own.measurement);
  }
}
