import type { DescribedStage } from "./dockerfile-stages.ts";
import type { FoundDockerfile } from "./dockerfiles.ts";
import type { FoundBuilds } from "./propose.ts";

/** What was found, for people: each Dockerfile with its stages, then what else builds images. */
export function overview(
  { dockerfiles, composeFiles, workflows }: FoundBuilds,
  bakeFiles: readonly string[],
): string {
  const lines = [
    ...dockerfiles.flatMap(dockerfileLines),
    ...bakeFiles.map((path) => `${path}: a bake file`),
    ...composeFiles.map(
      ({ path, builds }) => `${path}: builds ${builds.map(({ name, file }) => name ?? file).join(", ")}`,
    ),
    ...workflows.flatMap(({ path, builds, gates }) => [
      ...builds.map(({ action, job }) => `${path}: job ${job} builds with ${action}`),
      ...(gates ? [`${path}: already runs stagegate`] : []),
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
      return "may ship as well";
    case "test":
      return "looks like a test stage";
    case "development":
      return "looks like a development stage";
    case "serves others":
      return takers.length === 0 ? "is not used" : `serves ${takers.join(", ")}`;
  }
}
