import { neededDependencies } from "./dependencies.ts";
import type { Naming } from "./sources.ts";

/**
 * The first external input of the stages that can change without notice, in words; null if the syntax and all images have
 * digests and all files have checksums. Downloads of a RUN do not count.
 * @param targets names of stages; null for the last one
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
 * Why the front end of the Dockerfile is unknown; null for the builder itself, and for a syntax with a digest. BuildKit
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
