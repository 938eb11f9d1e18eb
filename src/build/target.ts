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
  /** Absolute path of the Dockerfile. For an inline one: the path of its bake file, `#` and the target. */
  readonly file: string;
  /** Null for the last stage. */
  readonly stage: string | null;
  readonly settings: ImageSettings;
  /** Where its settings were given; left out if nobody gave any. */
  readonly placeOf?: ConfiguredImage["placeOf"];
  /** What a bake file says of it, beside its settings; null without a bake file. */
  readonly bake: BakeTarget | null;
  readonly output: BuildOutput;
  /** Name under which the engine also gets the image; null if no container of it is started. */
  readonly loadAs: string | null;
}

export type BuildOutput =
  /** Runs the stage and keeps its result in the build cache only. */
  | { readonly kind: "test" }
  /** Makes the image and leaves it in the builder, which then reports its manifest and its configuration. */
  | { readonly kind: "record" }
  /** Writes an OCI layout or loads the image into the engine; the image is then read from there. */
  | Extract<ImageSource, { readonly kind: "engine" | "oci-directory" }>;

/** Whether steps of a target run again, although the build cache has them. */
export function isRerun({ settings, bake }: BuildTarget): boolean {
  const attributes = bake === null ? [] : [bake.attributes, ...Object.values(bake.linked)];
  return (
    settings.noCache === true ||
    attributes.some((each) => each["no-cache"] === true || (each["no-cache-filter"] ?? []).length > 0)
  );
}
