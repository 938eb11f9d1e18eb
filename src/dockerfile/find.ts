import { lstat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * The path of the Dockerfile that buildx takes for one: where a folder has no `Dockerfile`, its `dockerfile`.
 * @see https://github.com/docker/buildx/blob/master/build/opt.go `handleLowercaseDockerfile`
 */
export async function findDockerfile(file: string): Promise<string> {
  const other = lowerCaseDockerfile(file);
  return other !== null && !(await exists(file)) && (await exists(other)) ? other : file;
}

/** The path that counts where a `Dockerfile` is not there; null for a file of another name. */
export function lowerCaseDockerfile(file: string): string | null {
  return basename(file) === "Dockerfile" ? join(dirname(file), "dockerfile") : null;
}

/** A link that leads nowhere is there as well. */
function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
