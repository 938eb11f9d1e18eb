import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Stands for the folder of a user without a home: nothing can be kept in it, and whoever tries says so. */
const NOWHERE = "/dev/null";

/**
 * Absolute folder of what is kept from run to run; it need not be there. A relative `XDG_CACHE_HOME` counts
 * as none (XDG Base Directory Specification).
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
