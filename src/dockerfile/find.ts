import { lstat, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * The path of the Dockerfile that buildx reads for a path: `dockerfile`, if the folder has no `Dockerfile`.
 * @see https://github.com/docker/buildx/blob/master/build/opt.go `handleLowercaseDockerfile`
 */
export async function findDockerfile(file: string): Promise<string> {
  const other = lowerCaseDockerfile(file);
  return other !== null && !(await exists(file)) && (await exists(other)) ? other : file;
}

/** The path that counts if there is no `Dockerfile`; null for a file with another name. */
export function lowerCaseDockerfile(file: string): string | null {
  return basename(file) === "Dockerfile" ? join(dirname(file), "dockerfile") : null;
}

/** Number of Dockerfiles that a hint names. */
const MOST_NEARBY = 3;

/** `Dockerfile.prod`, `api.Dockerfile`, `Containerfile`; not `Dockerfile.dockerignore`. */
export function isDockerfileName(name: string): boolean {
  return (
    /^(?:Docker|Container)file(?:$|\.)|\.(?:docker|container)file$/i.test(name) && !name.endsWith("ignore")
  );
}

/** Absolute paths of files that are called like Dockerfiles, in a folder or a folder of it: the first few by name. */
export async function nearbyDockerfiles(folder: string): Promise<string[]> {
  const own = await entriesOf(folder);
  const below = own.filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name));
  const all = [own, ...(await Promise.all(below.map(({ name }) => entriesOf(join(folder, name)))))];
  return all
    .flatMap((entries) => entries.filter((entry) => entry.isFile() && isDockerfileName(entry.name)))
    .slice(0, MOST_NEARBY)
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** By name; a folder that cannot be read has none. */
async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Whether there is a file, a folder, or a link, also one that leads nowhere. */
export function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
