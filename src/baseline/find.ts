import type { PlannedImage } from "../build/plan.ts";
import { looksLikePath } from "../image/source.ts";
import { type Baselines, byName, sameForAll } from "./baseline-plan.ts";
import { findEarlier } from "./earlier.ts";
import { namedBaseline } from "./named-image.ts";
import type { SearchWorld } from "./search-world.ts";

/**
 * Finds what each image is compared with. Nothing here fails a run: where there is no baseline, the answer
 * is why not.
 * @param mode the setting `baseline`: `auto`, `stored`, `build`, `none`, or the name of an image
 */
export async function findBaselines(
  images: readonly PlannedImage[],
  mode: string,
  world: SearchWorld,
): Promise<Baselines> {
  switch (mode) {
    case "none":
      return sameForAll(images, { kind: "none", why: "switched off" });
    case "auto":
    case "stored":
    case "build":
      return findEarlier(images, mode, world);
    default: {
      const plans = images.map((image) => namedBaseline(mode, image, images, world));
      return { plans: byName(images, await Promise.all(plans)), removed: [] };
    }
  }
}

/** Whether the setting `baseline` names an image that a builder has to fetch. */
export function namesImage(mode: string): boolean {
  return !["auto", "stored", "build", "none"].includes(mode) && !looksLikePath(mode);
}

/**
 * The images that must be built or read to have the baselines, by the names of the images that are compared
 * with them.
 */
export function baselineImages({ plans }: Baselines): ReadonlyMap<string, PlannedImage> {
  return new Map(
    [...plans].flatMap(([name, plan]): [string, PlannedImage][] =>
      plan.kind === "built" || plan.kind === "given" ? [[name, plan.image]] : [],
    ),
  );
}
