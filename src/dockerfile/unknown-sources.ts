import { neededDependencies } from "./dependencies.ts";
import type { Naming } from "./sources.ts";

/**
 * What the stages take from elsewhere that may be another one each time, in words that tell why; null if there is
 * nothing of that sort: the syntax and images by their digests, files by their checksums. What a RUN fetches does not
 * count.
 * @param targets names of stages, null for the last one
 */
export function unknownSources(
  text: string,
  targets: readonly (string | null)[],
  naming: Naming,
): string | null {
  const syntax = whySyntax(text, naming);
  if (syntax !== null) return syntax;
  for (const { from, unfixed = [], lines } of neededDependencies(text, targets, naming)) {
    if (from.kind === "image" && !hasDigest(from.name))
      return `${from.name} has no digest; add it, for example: ${from.name.replace(/@.*$/, "")}@sha256:…`;
    if (from.kind === "other" && from.isUnknown === true)
      return `the source of line ${lines[0]} is not known`;
    const [elsewhere] = unfixed;
    if (elsewhere !== undefined) return `ADD ${elsewhere} can change without notice`;
  }
  return null;
}

/**
 * Why nobody knows what reads the Dockerfile; null if that is the builder itself, or a syntax by its digest. BuildKit
 * knows several ways to name one, in the first lines only: here each line that looks like one counts.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/directives.go `DetectSyntax`
 */
function whySyntax(text: string, { buildArgs }: Naming): string | null {
  const argument = Object.entries(buildArgs ?? {}).find(([name]) => name === "BUILDKIT_SYNTAX");
  const isJson = text.trimStart().startsWith("{");
  if (argument?.[1] === null || isJson) return "its syntax is not known";
  const written = text
    .split("\n")
    .flatMap((row) => /^\s*(?:#|\/\/)\s*syntax\s*=\s*(\S+)/i.exec(row)?.[1] ?? []);
  const other = [...(argument?.[1] === undefined ? [] : [argument[1]]), ...written].find(
    (name) => !hasDigest(name),
  );
  return other === undefined ? null : `the syntax ${other} has no digest`;
}

function hasDigest(reference: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(reference);
}
