import { createHash } from "node:crypto";
import { isAbsolute, relative, sep } from "node:path";
import type { ConfiguredImage } from "./configured-images.ts";

/**
 * A short text that tells a run's images from those of other runs in the same repository. It depends on names
 * and paths, not on the contents of files or on values that change from commit to commit. So it stays
 * the same for a workflow, on every system.
 * @param root absolute folder that paths are seen from
 */
export function scopeOf(
  images: readonly Pick<ConfiguredImage, "name" | "bake" | "settings">[],
  root: string,
): string {
  const fromRoot = (path: string) => relative(root, path).split(sep).join("/");
  const parts = images.map(({ name, bake, settings }) => {
    const { context, file, target, image, platforms, buildArgs } = settings;
    return [
      name,
      bake?.name ?? null,
      fromRoot(context),
      file === null ? null : fromRoot(file),
      target,
      image !== null && isAbsolute(image) ? fromRoot(image) : image,
      platforms?.map((platform) => platform.name) ?? null,
      Object.keys(buildArgs ?? {}).sort(),
    ];
  });
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
