import { unshippedKind } from "../dockerfile/stages.ts";
import { type BuildHint, isMapping, readBuildArgs, readYaml } from "./build-hint.ts";
import { folderOf, pathIn, type Tree } from "./tree.ts";

/** A Compose file that builds images. */
export interface FoundCompose {
  readonly path: string;
  /** In the order of its services; at least one. */
  readonly builds: readonly BuildHint[];
}

const NAME = /(?:^|\/)(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml$/;

/** The Compose files of a tree that build images. */
export async function findComposeFiles({ paths, read }: Tree): Promise<FoundCompose[]> {
  const found: FoundCompose[] = [];
  for (const path of paths) {
    if (!NAME.test(path)) continue;
    const builds = readCompose((await read(path)) ?? "", folderOf(path));
    if (builds.length > 0) found.push({ path, builds });
  }
  return found;
}

/** @param folder that paths of the file start from */
function readCompose(text: string, folder: string): BuildHint[] {
  const file = readYaml(text);
  const services = isMapping(file) && isMapping(file["services"]) ? file["services"] : {};
  return Object.entries(services).flatMap(([name, service]): BuildHint[] => {
    const build = isMapping(service) ? service["build"] : null;
    const parts = typeof build === "string" ? { context: build } : build;
    if (!isMapping(parts) || typeof parts["dockerfile_inline"] === "string") return [];
    const context = pathIn(folder, textOf(parts["context"]) ?? ".");
    const path = context === null ? null : pathIn(context, textOf(parts["dockerfile"]) ?? "Dockerfile");
    if (context === null || path === null) return [];
    const target = textOf(parts["target"])?.toLowerCase() ?? null;
    return [
      {
        file: path,
        context,
        // Compose files are for work on a laptop, as a rule: what they build need not be what ships.
        target: target === null || unshippedKind(target) !== null || target.includes("$") ? null : target,
        buildArgs: readBuildArgs(parts["args"]),
        name,
      },
    ];
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
