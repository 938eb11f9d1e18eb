import { resolve } from "node:path";
import { csv } from "../text/csv.ts";
import type { RawTarget } from "./target.ts";

type Entries = RawTarget["secret"];

/**
 * Secrets or caches as the CSV text that `docker buildx build` takes.
 * @param folder absolute; relative paths start from it
 */
export function csvTexts(entries: Entries, folder: string): readonly string[] | undefined {
  return entries?.map((entry) =>
    typeof entry === "string"
      ? entry
      : csv(
          Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, toPath(key, value, folder)])),
        ),
  );
}

/** SSH agents and keys as `docker buildx build --ssh` takes them: `default`, `id=key,key`. */
export function sshTexts(entries: Entries, folder: string): readonly string[] | undefined {
  return entries?.map((entry) => {
    if (typeof entry === "string") return entry;
    const { id, paths } = entry;
    return Array.isArray(paths)
      ? `${id}=${paths.map((path) => resolve(folder, String(path))).join(",")}`
      : String(id);
  });
}

function toPath(key: string, value: unknown, folder: string): unknown {
  return key === "src" || key === "dest" ? resolve(folder, String(value)) : value;
}
