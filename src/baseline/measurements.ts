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

/** Access to the measurements of earlier runs, and storage for later runs. */
export interface Measurements {
  /**
   * The measurement of an image at the first of some commits that has one, and how many commits that is
   * behind the first of them; null if none has, or if the stored
   * one is damaged or of another commit.
   * @param root absolute folder of the tree that the image's paths lie in
   * @param commits nearest first
   */
  readonly find: (
    image: MeasuredSubject,
    root: string,
    commits: readonly string[],
  ) => Promise<{ readonly stored: StoredMeasurement; readonly behind: number } | null>;
  /**
   * A stored measurement of the image at one of the commits that does not fit, with the reason: another store, a build
   * with other arguments. Null if there is none.
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
  /** How it was made, in words that follow "it was". */
  readonly making: string;
}

type MeasuredSubject = Pick<ConfiguredImage, "settings" | "bake">;

/**
 * The measurements in a store, of images that one engine makes: other image stores make other layers.
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
    const entry = await store.find(keys);
    trace("cache", () => `${entry === null ? "miss" : "hit"} ${entry?.key ?? keys.join(", ")}`);
    const stored = entry === null ? null : await decodeMeasurement(entry.bytes);
    if (entry === null || stored === null) return null;
    const behind = keys.indexOf(entry.key);
    // A store must not return another commit than the requested one.
    return stored.commit === commits[behind] ? { stored, behind } : null;
  };
  return {
    find,
    findOther: async (image, root, commits) => {
      const key = keyOf(image, root);
      const prefixes = commits.map((commit) => measurementPrefix(key.image, commit));
      const otherKey = await store.findLike(prefixes);
      const commit = commits.find((_, at) => otherKey?.startsWith(prefixes[at] ?? "") === true);
      const making = otherKey === null ? null : otherMaking(otherKey, key);
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

/** An image that is not built again until its inputs change. */
export interface PassedImage {
  readonly own: ExaminedImage;
  /** The digest of its inputs. */
  readonly inputs: string;
}

/**
 * Stores the measurements of the base, for the next run that is compared with it; those of the images, if later runs are
 * compared with their commit; and those of images that passed. A failure is only a warning, because it says nothing
 * about the images.
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
