import { join } from "node:path";
import type { ImageSettings } from "../config/settings.ts";
import type { ImageSource } from "../image/source.ts";
import type { PlannedImage } from "./plan.ts";
import { type BuildTarget, isRerun } from "./target.ts";

/** An image, the targets that are built for it, and the place that it is read from afterwards. */
export interface Job {
  /** Name of the judged image: the image itself, or the one that is compared with it. */
  readonly name: string;
  readonly image: PlannedImage;
  /** Null for an existing image. */
  readonly main: BuildTarget | null;
  readonly tests: readonly BuildTarget[];
  readonly source: ImageSource;
  /** The image for the container of its smoke test; null without a smoke test. */
  readonly started: StartedImage | null;
  /** Whether it is judged; false for an image that another one is compared with. */
  readonly isJudged: boolean;
}

/** An image from which a container is started. */
export interface StartedImage {
  /** The engine's name of the image. */
  readonly image: string;
  /** Name of the container, unique to the run. */
  readonly container: string;
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
 * Plans a run: the targets that are built, and the place that each image goes to.
 * @param images by the names of the judged images
 * @param kind the images to judge, their bases, the bases that are built after a comparison with an older
 * measurement, or stages that the images copy from
 */
export function layOut(
  images: ReadonlyMap<string, PlannedImage>,
  kind: "image" | "base" | "later-base" | "stage",
  { exportsOci, folder, runId }: Destination,
): Job[] {
  return [...images].map(([name, image], index) => {
    const { settings, placeOf, bake, how } = image;
    const id = `${kind}-${index}`;
    const isJudged = kind === "image";
    const start = (name: string): StartedImage | null =>
      isJudged && isStarted(settings) ? { image: name, container: `stagegate-${runId}-${id}` } : null;
    if (how.kind === "existing") {
      const started = how.source.kind === "engine" ? start(how.source.name) : null;
      return { name, image, main: null, tests: [], source: how.source, started, isJudged };
    }
    const common = { context: settings.context, file: how.file, settings, placeOf, bake, loadAs: null };
    const loaded = `stagegate-${runId}:${id}`;
    const source: Extract<ImageSource, { kind: "engine" | "oci-directory" }> = exportsOci
      ? { kind: "oci-directory", path: join(folder, id) }
      : { kind: "engine", name: loaded };
    const started = start(loaded);
    return {
      name,
      image,
      main: {
        ...common,
        id,
        title: isJudged ? name : kind === "stage" ? image.name : `${image.name} (before)`,
        stage: settings.target,
        output: source,
        loadAs: exportsOci && started !== null ? loaded : null,
      },
      tests: (image.hasTests ? how.testTargets : []).map((stage, number) => ({
        ...common,
        // Tests run where the builder needs no emulation.
        settings: { ...settings, platform: null },
        id: `${id}-test-${number}`,
        title: `${image.imageName} ${stage}`,
        stage,
        output: { kind: "test" },
      })),
      source,
      started,
      isJudged,
    };
  });
}

/** All targets of the run, an image's own before its tests. */
export function targetsOf(jobs: readonly Job[]): BuildTarget[] {
  return jobs.flatMap(({ main, tests }) => [...(main === null ? [] : [main]), ...tests]);
}

/** Names of the images that the build loads into the engine. */
export function loadedImages(jobs: readonly Job[]): string[] {
  return targetsOf(jobs).flatMap(({ output, loadAs }) =>
    output.kind === "engine" ? [output.name] : (loadAs ?? []),
  );
}

/** Absolute folders of the OCI directories that only this run reads, which knows layers without their bytes. */
export function ownDirectories(jobs: readonly Job[]): string[] {
  return jobs.flatMap(({ main, source, ...job }) =>
    main !== null && source.kind === "oci-directory" && !isScanned(job) ? [source.path] : [],
  );
}

/**
 * Ids of the targets for which the builder's record is read before an export: only
 * this run reads their images, and all their layers may be cached elsewhere. The record is made by a build of its
 * own, which must not run steps that another one runs again.
 */
export function recordedTargets(jobs: readonly Job[]): ReadonlySet<string> {
  const own = new Set(ownDirectories(jobs));
  const targets = jobs.flatMap(({ main, source }) =>
    main !== null && source.kind === "oci-directory" && own.has(source.path) ? [main] : [],
  );
  const worth = targets.filter((target) => target.loadAs === null && isCachedElsewhere(target));
  return new Set(worth.map(({ id }) => id));
}

function isCachedElsewhere(target: BuildTarget): boolean {
  return (target.settings.cacheFrom ?? []).length > 0 && !isRerun(target);
}

/** Whether a smoke test starts a container of the image. */
export function isStarted({ smoke, rules }: ImageSettings): boolean {
  return smoke !== null && rules?.["smoke"] !== "off";
}

/** Whether a scanner looks at the image. */
export function isScanned({ image: { settings }, isJudged }: Pick<Job, "image" | "isJudged">): boolean {
  const { scan, maxCritical, maxHigh, rules } = settings;
  const isAsked = scan ?? (maxCritical !== null || maxHigh !== null);
  return isJudged && isAsked && rules?.["vulnerability"] !== "off";
}
