import type { UnpinnedBase } from "../model/outcomes.ts";
import type { BuiltFrom } from "./built-from.ts";
import { neededDependencies } from "./dependencies.ts";
import type { Naming } from "./sources.ts";

/**
 * The images without a tag or digest, or with the tag latest, that the target takes from: by FROM, by
 * `COPY --from` or by `RUN --mount=from`. Each place is listed, in the Dockerfile's order. Images with
 * unknown names are left out.
 */
export function unpinnedBases({ file, text, target }: BuiltFrom, naming: Naming): UnpinnedBase[] {
  return neededDependencies(text, [target], naming).flatMap(({ from, lines }): UnpinnedBase[] =>
    from.kind === "image" && isUnpinned(from.name) ? [{ image: from.name, place: { file, lines } }] : [],
  );
}

function isUnpinned(reference: string): boolean {
  // The colon of a registry's port is followed by a slash, the colon of a digest by something that is not a tag.
  const tag = /:([^:/]+)$/.exec(reference)?.[1] ?? "latest";
  return tag === "latest";
}
