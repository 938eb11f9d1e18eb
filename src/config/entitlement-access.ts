import type { Problem } from "../values/problem.ts";
import { placeOf } from "./bake-settings.ts";
import type { ConfiguredImage } from "./configured-images.ts";

/**
 * The entitlements that a bake file asks for and no input or flag grants. A pull request changes bake files, and a build
 * with one reaches the network or the devices of the machine.
 * @param granted by an input or a flag
 * @see https://docs.docker.com/reference/cli/docker/buildx/bake/#allow
 */
export function entitlementProblems(
  { bake }: Pick<ConfiguredImage, "bake">,
  granted: readonly string[],
): Problem[] {
  if (bake === null) return [];
  const asked = [bake.attributes, ...Object.values(bake.linked)].flatMap(
    ({ entitlements = [] }) => entitlements,
  );
  return [...new Set(asked)]
    .filter((name) => !granted.includes(name))
    .map((name) => ({
      place: placeOf(bake),
      message: `entitlements: ${name} is not granted`,
      hint: `A pull request can change this file, so grant it in the workflow by the input \`allow: ${name}\`, or on a command line by --allow.`,
    }));
}
