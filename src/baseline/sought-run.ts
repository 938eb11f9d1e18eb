import type { PlannedImage } from "../build/plan.ts";
import type { Settings } from "../config/config.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";

/** A run that needs baselines. */
export interface SoughtRun {
  readonly settings: Settings;
  /** Its images, in the order of `settings.images`. */
  readonly planned: readonly PlannedImage[];
  /** The rows of these images, one for each platform: they are built and judged. */
  readonly rows: readonly PlannedImage[];
  /** The builder's own platform. */
  readonly native: string;
}

/** The images of the configuration that the run leaves out. */
export function othersThan({
  settings: { images, configured },
}: Pick<SoughtRun, "settings">): ConfiguredImage[] {
  return configured.filter((image) => !images.includes(image));
}
