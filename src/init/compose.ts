import { unshippedKind } from "../dockerfile/stages.ts";
import { type BuildHint, isMapping, readBuildArgs, readYaml } from "./build-hint.ts";
import { folderOf, pathIn, type Tree } from "./tree.ts";

/** A Compose file that builds images. */
export interface ComposeFile {
  readonly path: string;
  /** In the order of its services; at least one. */
  readonly builds: readonly ServiceBuild[];
}

/** What a service builds. */
export interface ServiceBuild extends BuildHint {
  /** Name of the service. */
  readonly name: string;
  /** The value of `image`, as written; null if it has none. */
  readonly image: string | null;
  /** Whether the service builds a stage for tests or development, in place of `target`. */
  readonly isUnshipped: boolean;
}

const NAME = /(?:^|\/)(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml$/;

/** The Compose files of a tree that build images. */
export async function findComposeFiles({ paths, read }: Tree): Promise<ComposeFile[]> {
  const files: ComposeFile[] = [];
  for (const path of paths) {
    if (!NAME.test(path)) continue;
    const builds = readCompose((await read(path)) ?? "", folderOf(path));
    if (builds.length > 0) files.push({ path, builds });
  }
  return files;
}

/** @param folder that paths of the file start from */
function readCompose(text: string, folder: string): ServiceBuild[] {
  const file = readYaml(text);
  const services = isMapping(file) && isMapping(file["services"]) ? file["services"] : {};
  return Object.entries(services).flatMap(([name, service]): ServiceBuild[] => {
    const build = isMapping(service) ? service["build"] : null;
    const parts = typeof build === "string" ? { context: build } : build;
    if (!isMapping(parts) || typeof parts["dockerfile_inline"] === "string") return [];
    const context = pathIn(folder, textOf(parts["context"]) ?? ".");
    const path = context === null ? null : pathIn(context, textOf(parts["dockerfile"]) ?? "Dockerfile");
    if (context === null || path === null) return [];
    const target = textOf(parts["target"])?.toLowerCase() ?? null;
    const isUnshipped = target !== null && unshippedKind(target) !== null;
    return [
      {
        file: path,
        context,
        // Compose files are usually for development, so their target need not be the one that ships.
        target: isUnshipped || target?.includes("$") ? null : target,
        buildArgs: readBuildArgs(parts["args"]),
        name,
        image: isMapping(service) ? textOf(service["image"]) : null,
        isUnshipped,
      },
    ];
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
