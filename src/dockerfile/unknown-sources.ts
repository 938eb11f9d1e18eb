import { isRemote, neededDependencies } from "./dependencies.ts";
import { type Naming, resolveStages } from "./sources.ts";

/**
 * What the stages take from elsewhere that may be another one each time, in words that tell why; null if there is
 * nothing of that sort: images by their digests, files by their checksums. What a RUN fetches does not count.
 * @param targets names of stages, null for the last one
 */
export function unknownSources(
  text: string,
  targets: readonly (string | null)[],
  naming: Naming,
): string | null {
  const rows = text.split("\n");
  const bases = new Map(resolveStages(text, naming).stages.map(({ from, base }) => [from.lines[0], base]));
  for (const { from, paths, lines } of neededDependencies(text, targets, naming)) {
    const [first, last] = lines;
    const written = rows.slice(first - 1, last).join(" ");
    if (from.kind === "image" && !/@sha256:[0-9a-f]{64}$/.test(from.name))
      return `${from.name} has no digest`;
    if (from.kind === "other") {
      const isUnknown = bases.has(first)
        ? (bases.get(first) ?? "") === ""
        : /\bfrom=[^\s,]*\$/i.test(written);
      if (isUnknown) return `nobody knows what line ${first} is built from`;
    }
    const isAdd = /^\s*(?:ONBUILD\s+)?ADD\s/i.test(written);
    const elsewhere = isAdd ? paths.find((path) => isRemote(path) || path.includes("$")) : undefined;
    if (elsewhere !== undefined && !/--checksum=\S/.test(written))
      return `ADD ${elsewhere} may be another file`;
  }
  return null;
}
