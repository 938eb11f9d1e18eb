import type { FilePlace, LayerReport, Origin, OriginChange } from "../model/report.ts";
import { shares } from "../model/shares.ts";

/**
 * The lines of an origin. Lines of a Dockerfile that differs from the one in the working folder do not count, because
 * an annotation there would point to something else.
 * @param from the target's FROM, the place for the base image and for unknown origins
 */
export function placeOf(origin: Origin | undefined, from: FilePlace | null): FilePlace | null {
  return origin?.kind === "instruction" && origin.elsewhere !== true
    ? { file: origin.file, lines: origin.lines }
    : from;
}

/**
 * The lines to change where an origin grew. For a `COPY --from` these are the lines that made more than half of its
 * growth. If they use exactly one changed file of the build context, these are the changed lines of that file. A lock
 * file does not count if a file that people edit changed, too.
 * @param from the target's FROM, the place for the base image and for unknown origins
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
 * The lines that added most of an image; the target's FROM if that is the base image.
 * @param layers with the sizes that count
 * @param from the target's FROM
 */
export function placeOfMost(layers: readonly LayerReport[], from: FilePlace | null): FilePlace | null {
  const [most] = shares({ layers }).toSorted((a, b) => b.size - a.size);
  return placeOf(most?.origin, from);
}
