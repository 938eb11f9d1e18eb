import type { BakeTarget } from "../bake/target.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { ImageSettings } from "../config/settings.ts";
import type { ImageSource } from "../image/source.ts";

/** One stage to build, for shipping or for running its tests. */
export interface BuildTarget {
  /** Name in the bake definition, unique in the run: letters, digits, `-` and `_`. */
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  /** Absolute. */
  readonly context: string;
  /** Absolute path of the Dockerfile; of an inline one that of its bake file, `#` and the target. */
  readonly file: string;
  /** Null for the last stage. */
  readonly stage: string | null;
  readonly settings: ImageSettings;
  /** Where its settings were given; left out where nobody gave any. */
  readonly placeOf?: ConfiguredImage["placeOf"];
  /** What a bake file says of it beside its settings; null where none does. */
  readonly bake: BakeTarget | null;
  readonly output: BuildOutput;
  /** Name that the engine's store is to have it by as well; null where nothing is started of it. */
  readonly loadAs: string | null;
}

export type BuildOutput =
  /** Runs the stage and keeps its result in the build cache only. */
  | { readonly kind: "test" }
  /** Makes the image and keeps it in the builder, which then tells its manifest and its configuration. */
  | { readonly kind: "record" }
  /** An OCI layout is written, or the engine's store loaded, where the image is then read from. */
  | Extract<ImageSource, { readonly kind: "engine" | "oci-directory" }>;

/** Whether steps of a target run again though the build cache has them. */
export function isRerun({ settings, bake }: BuildTarget): boolean {
  const attributes = bake === null ? [] : [bake.attributes, ...Object.values(bake.linked)];
  return (
    settings.noCache === true ||
    attributes.some((each) => each["no-cache"] === true || (each["no-cache-filter"] ?? []).length > 0)
  );
}
