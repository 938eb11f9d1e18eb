import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Folder of a user without a home: nothing can be stored there, and the attempt fails with an error. */
const NOWHERE = "/dev/null";

/**
 * Absolute folder of files that runs share; it need not exist. A relative `XDG_CACHE_HOME` is ignored (XDG Base
 * Directory Specification).
 */
export function cacheFolder(): string {
  const named = process.env["XDG_CACHE_HOME"] ?? "";
  if (isAbsolute(named)) return join(named, "stagegate");
  const home = homeFolder();
  return isAbsolute(home) ? join(home, ".cache/stagegate") : join(NOWHERE, "stagegate");
}

/** "" if neither HOME nor the system names one. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return "";
  }
}
