import { pathIn } from "./tree.ts";

/**
 * The path of the OCI archive or layout that an `--output` writes, or one of several outputs on lines of their own;
 * null if none does.
 * @param folder that the build runs in, from the root
 */
export function archiveIn(outputs: string, folder: string): string | null {
  const [, path = null] = /^type=(?:oci|docker),(?:.*,)?dest=([^,\n]+)/m.exec(outputs) ?? [];
  if (path === null || path === "-" || path.includes("\0")) return null;
  if (/^[/$]/.test(path)) return path;
  const below = pathIn(folder, path);
  return below === null ? null : `./${below}`;
}

/** Whether an `--output` leaves an image in a registry or an engine. */
export function isImageOutput(output: string): boolean {
  return /type=registry|push=true|type=docker/.test(output);
}

/** `ghcr.io/octo/app:1.2` → `app`; null if an expression says it. */
export function repositoryName(reference: string): string | null {
  const name =
    reference
      .replace(/:[^/]*$/, "")
      .split("/")
      .at(-1) ?? "";
  return /^[\w.-]+$/.test(name) ? name : null;
}
