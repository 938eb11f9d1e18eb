import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { StagegateError } from "./errors.ts";

/**
 * Absolute folder of what is kept from run to run; it need not be there. A relative `XDG_CACHE_HOME` counts
 * as none (XDG Base Directory Specification).
 * @throws StagegateError if neither that nor the user's home is known
 */
export function cacheFolder(): string {
  const named = process.env["XDG_CACHE_HOME"] ?? "";
  return join(isAbsolute(named) ? named : join(home(), ".cache"), "stagegate");
}

function home(): string {
  let folder = "";
  try {
    folder = homedir();
  } catch {
    // The system does not know the user either.
  }
  if (isAbsolute(folder)) return folder;
  throw new StagegateError(
    "the folder for what is kept from run to run is not known: HOME is not set to an absolute path",
    "Set XDG_CACHE_HOME, for example: XDG_CACHE_HOME=/tmp/cache stagegate.",
  );
}
