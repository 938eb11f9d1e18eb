import type { BuildResult } from "../build/bake.ts";
import type { Job } from "../build/jobs.ts";
import { StagegateError } from "../errors.ts";
import type { Image } from "../image/image.ts";
import type { Source } from "../image/source.ts";
import type { MeasuredImage } from "../report/report.ts";
import type { Facts, Failure } from "../rules/rule.ts";
import { measure } from "./measure.ts";
import { findOrigins } from "./origins.ts";
import { testReport } from "./tests.ts";

/**
 * Reads an image, of the platform where one is named.
 * @param isOwn whether the run exported it itself, with the help of the layer cache
 */
export type ReadImage = (source: Source, platform: string | null, isOwn: boolean) => Promise<Image>;

/** Gathers what the rules look at: what was built of an image, or why there is nothing to measure. */
export async function examine(
  job: Job,
  results: ReadonlyMap<string, BuildResult>,
  readImage: ReadImage,
): Promise<Facts> {
  const { image, main, tests } = job;
  const result = main === null ? undefined : results.get(main.id);
  const measured = result?.failure ?? (await readAndMeasure(job, result?.provenance, readImage));
  const failed = "kind" in measured;
  return {
    name: image.name,
    settings: image.settings,
    target: main === null ? null : (image.builtFrom?.target ?? null),
    image: failed ? null : measured,
    failure: failed ? measured : null,
    tests: tests.map((test) => testReport(test, results.get(test.id))),
    variant: null,
    place: image.how.kind === "built" ? image.how.place : null,
  };
}

async function readAndMeasure(
  { image, main, source }: Job,
  provenance: unknown,
  readImage: ReadImage,
): Promise<MeasuredImage | Failure> {
  try {
    const read = await readImage(source, image.settings.platform, main !== null);
    return measure(read, image.builtFrom === null ? null : findOrigins(read, image.builtFrom, provenance));
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    // One image that can't be read must not hide what is known of the others.
    const message = error.hint === null ? error.message : `${error.message}. ${error.hint}`;
    return { kind: "unreadable", message, place: null, log: null };
  }
}

/** The same facts, with the image of the run that the settings compare it with. */
export function withVariant(facts: Facts, all: readonly Facts[]): Facts {
  const variant = all.find(({ name }) => name === facts.settings.compareWith);
  return variant === undefined
    ? facts
    : { ...facts, variant: { name: variant.name, size: variant.image?.size ?? null } };
}
