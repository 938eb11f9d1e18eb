import { join, relative } from "node:path";
import type { ConfiguredImage } from "../config/configured-images.ts";

/** The identity of an image. */
export interface ImageIdentity {
  /** Null without a configuration file. */
  readonly name: string | null;
  /** Its context and Dockerfile, from the root of its tree. */
  readonly madeOf: string;
}

/**
 * Matches each image with an image of the base: the one with the same name. If each side has just one image left that is
 * built from the same Dockerfile, the image was renamed.
 * @returns `partners`: for each of `after` its image in `before`, or null; `left`: images of `before` without a partner
 */
export function matchImages<Before extends ImageIdentity>(
  before: readonly Before[],
  after: readonly ImageIdentity[],
): { readonly partners: readonly (Before | null)[]; readonly left: readonly Before[] } {
  const byName = after.map(({ name }) => before.find((candidate) => candidate.name === name) ?? null);
  const partners = after.map(({ madeOf }, index) => {
    const partner = byName[index] ?? null;
    if (partner !== null) return partner;
    const candidates = before.filter((old) => old.madeOf === madeOf && !byName.includes(old));
    const rivals = after.filter((other, at) => other.madeOf === madeOf && byName[at] === null);
    return candidates.length === 1 && rivals.length === 1 ? (candidates[0] ?? null) : null;
  });
  return { partners, left: before.filter((candidate) => !partners.includes(candidate)) };
}

/** An image with its identity in its tree. @param root absolute folder of the tree */
export function withIdentity<T extends Pick<ConfiguredImage, "name" | "settings">>(
  image: T,
  root: string,
): ImageIdentity & { readonly image: T } {
  const { context, file } = image.settings;
  const way = (path: string) => relative(root, path);
  const madeOf = `${way(context)}\n${way(file ?? join(context, "Dockerfile"))}`;
  return { name: image.name, madeOf, image };
}
