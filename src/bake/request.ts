import type { Place } from "../values/problem.ts";

/** The bake files, and the targets to take from them. */
export interface BakeRequest {
  /** As written, because bake's messages repeat them; at least one. */
  readonly files: readonly string[];
  /** Targets and groups; empty for the group `default`. */
  readonly targets: readonly string[];
  /** Names and patterns of targets that are left out of these. */
  readonly excluded: readonly string[];
  /** Absolute; bake runs in it, and all its relative paths start from it. */
  readonly folder: string;
  /** Absolute; see `BakeTarget.machine`. */
  readonly machine: string;
  /** Whether missing targets are left out; else they are an error. */
  readonly mayLack: boolean;
  /** Shows a path in `folder` as people know it. */
  readonly show: (path: string) => string;
  /** Absolute path of a file in `files`. */
  readonly locate: (file: string) => string;
  /** Places of the settings for the files and for the targets. */
  readonly places: { readonly files: Place; readonly targets: Place };
}
