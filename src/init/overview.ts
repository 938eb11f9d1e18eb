import type { DescribedStage } from "./dockerfile-stages.ts";
import type { FoundDockerfile } from "./dockerfiles.ts";
import type { FoundBuilds } from "./propose.ts";
import { relativePath } from "./tree.ts";
import { visibleName } from "./yaml-text.ts";

/**
 * The files of a folder that say how images are built, for people: each Dockerfile with its stages, then what builds it.
 * @param folder path from the root, that the paths of the text start from
 */
export function overview(
  { dockerfiles, unusable, composeFiles, workflows }: FoundBuilds,
  bakeFiles: readonly string[],
  folder: string,
): string {
  const shown = (path: string) => visibleName(relativePath(folder, path));
  const lines = [
    ...dockerfiles.flatMap((dockerfile) => dockerfileLines({ ...dockerfile, path: shown(dockerfile.path) })),
    ...unusable.map(({ path, why }) => `${shown(path)} ${why}, so it is left out`),
    ...bakeFiles.map((path) => `${path}: a bake file`),
    ...composeFiles.map(
      ({ path, builds }) =>
        `${shown(path)}: builds ${builds.map(({ name }) => visibleName(name)).join(", ")}`,
    ),
    ...workflows.flatMap(({ path, builds, gates }) => [
      ...new Set(
        builds.map(({ tool, job }) => `${shown(path)}: job ${visibleName(job)} builds with ${tool}`),
      ),
      ...(gates.length > 0 ? [`${shown(path)}: already runs stagegate`] : []),
    ]),
  ];
  return `Found:\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

function dockerfileLines({ path, kind, stages }: FoundDockerfile): string[] {
  if (kind !== null) return [`${path}: looks like a Dockerfile for ${FOR[kind]}, so it is left out`];
  const names = stages.map(({ name }) => name ?? "(no name)");
  const width = Math.max(...names.map(({ length }) => length));
  return [
    path,
    ...stages.map((stage, index) => `  ${(names[index] ?? "").padEnd(width)}  ${roleWords(stage)}`),
  ];
}

const FOR = { test: "tests", development: "development" };

function roleWords({ role, takers }: DescribedStage): string {
  switch (role) {
    case "ships":
      return "ships";
    case "may ship":
      return "may ship too";
    case "test":
      return "looks like a test stage";
    case "development":
      return "looks like a development stage";
    case "serves others":
      return takers.length === 0 ? "not used" : `used by ${takers.join(", ")}`;
  }
}
