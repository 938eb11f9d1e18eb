import type { FilePlace, LayerReport, Origin, OriginChange } from "../model/report.ts";
import { shares } from "../model/shares.ts";

/**
 * The lines that an origin stands at. Lines of a Dockerfile that is not the one in the working folder are no place:
 * an annotation there would point to something else.
 * @param from the target's FROM, where the base image and what nothing is known of are shown
 */
export function placeOf(origin: Origin | undefined, from: FilePlace | null): FilePlace | null {
  return origin?.kind === "instruction" && origin.elsewhere !== true
    ? { file: origin.file, lines: origin.lines }
    : from;
}

/**
 * The lines to change where an origin grew: of a `COPY --from` those that made more than half of its growth, and if
 * these work with one file of the build context that changed, the lines that changed in it. A lock file does not count
 * beside the file that a person edits.
 * @param from the target's FROM, where the base image and what nothing is known of are shown
 */
export function placeOfChange(change: OriginChange | undefined, from: FilePlace | null): FilePlace | null {
  const most = change?.trace?.find(({ size }) => size * 2 > (change?.size ?? 0));
  if (most === undefined || most.origin.kind !== "instruction")
    return placeOf(change?.after ?? undefined, from);
  const inputs = most.inputs ?? [];
  const edited = inputs.filter(({ file }) => !LOCK_FILE.test(file));
  const [input, ...others] = edited.length > 0 ? edited : inputs;
  return input !== undefined && input.lines !== null && others.length === 0
    ? { file: input.file, lines: input.lines }
    : placeOf(most.origin, from);
}

const LOCK_FILE =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|packages\.lock\.json|pnpm-lock\.yaml|go\.sum|[^/]*\.lockb?)$/;

/**
 * The lines that brought most of an image: its FROM where that is the base image.
 * @param layers with the bytes to go by
 * @param from the target's FROM
 */
export function placeOfMost(layers: readonly LayerReport[], from: FilePlace | null): FilePlace | null {
  const [most] = shares({ layers }).toSorted((a, b) => b.size - a.size);
  return placeOf(most?.origin, from);
}
