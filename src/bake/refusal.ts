import { didYouMean, type Place, type Problem, writerFor } from "../values/problem.ts";
import type { BakeRequest } from "./request.ts";

/** The target or group that bake did not find; null if it refused the files for another reason. */
export function missingTarget(stderr: string): string | null {
  return /^ERROR: failed to find target (\S+)$/m.exec(stderr)?.[1] ?? null;
}

/**
 * The error of bake about the files, in its own words.
 * @param stderr of `docker buildx bake --print --progress=quiet`
 * @param known names of targets and groups, without `missing`
 */
export function problemOf(
  stderr: string,
  missing: string | null,
  known: readonly string[],
  request: BakeRequest,
): Problem {
  const { files, targets, show, places } = request;
  const shown = files.map(show).join(", ");
  if (missing === "default" && targets.length === 0) {
    const names = known.length === 0 ? "app" : known.join(", ");
    return {
      place: places.files,
      message: `bake: ${shown} has no group default`,
      hint: `Name the targets that are images, for example: ${writerFor(places.targets)("bake-targets", names.replaceAll(" ", ""))}`,
    };
  }
  if (missing !== null && targets.includes(missing)) {
    return {
      place: places.targets,
      message: `bake-targets: ${shown} has no target or group ${JSON.stringify(missing)}`,
      hint: didYouMean(missing, known),
    };
  }
  // An entry of a target that bake does not understand may be a secret.
  const words = (/^ERROR: (.*)$/ms.exec(stderr)?.[1]?.trim() ?? stderr.trim()).replace(
    /(unexpected key) '[^']*' in '.*?'/g,
    "$1 in an entry of a list such as secret",
  );
  const file = /^open (.+): no such file or directory$/.exec(words)?.[1];
  if (file !== undefined) return missingFile(file, request);
  // Errors in HCL and JSON name file and line, errors in YAML only the line.
  const [, named = files.length === 1 ? files[0] : undefined, hclLine, reason = ""] =
    /^(?:(\S[^\n]*?):(\d+),\d+-[\d,]+: )?(.*)$/s.exec(words) ?? [];
  const [, yamlLine, yaml] = /^failed to parse : yaml: line (\d+): (.*)$/s.exec(reason) ?? [];
  const line = hclLine ?? yamlLine;
  const message = yaml === undefined ? reason.replace(/; /, ": ") : `not valid YAML: ${yaml}`;
  return {
    place:
      named === undefined || line === undefined
        ? { name: shown, at: null }
        : { name: `${show(named)}:${line}`, at: { file: show(named), line: Number(line) } },
    message: `bake: ${message.replace(/, and \d+ other diagnostic\(s\)$/, "").replace(/[.?]$/, "")}`,
    hint: `Fix the file and check it with: docker buildx bake --print ${files.map((path) => `--file=${path}`).join(" ")}`,
  };
}

/** One of the files is not there. */
export function missingFile(file: string, { show, places }: BakeRequest): Problem {
  return {
    place: places.files,
    message: `bake: there is no file ${show(file)}`,
    hint: `Write the path of a bake or Compose file, for example: ${writerFor(places.files)("bake", "docker-bake.hcl")}`,
  };
}

/** The files are right, and hold no target. */
export function nothingToBuild({ files, show, places }: BakeRequest): Problem {
  return {
    place: places.files,
    message: `bake: ${files.map(show).join(", ")} ${files.length === 1 ? "builds" : "build"} nothing`,
    hint: `Name a file with targets, or with services that have build:, for example: ${writerFor(places.files)("bake", "docker-bake.hcl")}`,
  };
}

/** `bake-targets` leaves out an unknown target. @param names of the targets that it could leave out */
export function excludesNothing(
  name: string,
  names: readonly string[],
  { files, show, places }: BakeRequest,
): Problem {
  return {
    place: places.targets,
    message: `bake-targets: !${name} leaves out no target of ${files.map(show).join(", ")}`,
    hint: didYouMean(name, names),
  };
}

/** In YAML, `!` begins a tag. */
function writeExclusion(place: Place): string {
  return writerFor(place)("bake-targets", place.at === null ? "!docs" : '["!docs"]');
}

/** `bake-targets` leaves out all targets. */
export function everythingExcluded({ files, show, places }: BakeRequest): Problem {
  return {
    place: places.targets,
    message: `bake-targets: no target of ${files.map(show).join(", ")} is left`,
    hint: `Leave out fewer targets, for example: ${writeExclusion(places.targets)}`,
  };
}
