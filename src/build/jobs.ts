import { join } from "node:path";
import type { Source } from "../image/source.ts";
import type { PlannedImage } from "./plan.ts";
import type { BuildTarget } from "./target.ts";

/** An image with the targets that are built for it and where it is read from afterwards. */
export interface Job {
  readonly image: PlannedImage;
  /** Null for an existing image. */
  readonly main: BuildTarget | null;
  readonly tests: readonly BuildTarget[];
  readonly source: Source;
}

/** Where a run puts what it builds. */
export interface Destination {
  /** Whether the builder writes OCI directories; else images are loaded into the engine. */
  readonly exportsOci: boolean;
  /** Absolute, for OCI directories: one each, since two exporters in one directory race. */
  readonly folder: string;
  /** Unique to the run, for the names of loaded images. */
  readonly runId: string;
}

/**
 * Lays out a run: which targets are built, and where each image goes.
 * @param kind whether they are the images to judge or what these are compared with
 */
export function layOut(
  images: readonly PlannedImage[],
  kind: "image" | "base",
  { exportsOci, folder, runId }: Destination,
): Job[] {
  return images.map((image, index) => {
    const { name, settings, how } = image;
    if (how.kind === "existing") return { image, main: null, tests: [], source: how.source };
    const common = { context: settings.context, file: how.file, settings };
    const id = `${kind}-${index}`;
    const source: Exclude<Source, { kind: "archive" }> = exportsOci
      ? { kind: "oci-directory", path: join(folder, id) }
      : { kind: "engine", name: `stagegate-${runId}:${id}` };
    return {
      image,
      main: {
        ...common,
        id,
        title: kind === "base" ? `${name} (base)` : name,
        stage: settings.target,
        output: source,
      },
      tests: how.testTargets.map((stage, number) => ({
        ...common,
        id: `${id}-test-${number}`,
        title: `${name} ${stage}`,
        stage,
        output: { kind: "test" },
      })),
      source,
    };
  });
}

/** All targets of the run, an image's own before its tests. */
export function targetsOf(jobs: readonly Job[]): BuildTarget[] {
  return jobs.flatMap(({ main, tests }) => [...(main === null ? [] : [main]), ...tests]);
}

/** Names of the images that the build loads into the engine. */
export function loadedImages(jobs: readonly Job[]): string[] {
  return targetsOf(jobs).flatMap(({ output }) => (output.kind === "engine" ? [output.name] : []));
}

/** Absolute folders of the OCI directories that the build writes. */
export function exportedDirectories(jobs: readonly Job[]): string[] {
  return targetsOf(jobs).flatMap(({ output }) => (output.kind === "oci-directory" ? [output.path] : []));
}
