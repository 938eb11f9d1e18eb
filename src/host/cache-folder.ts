import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Absolute folder of what is kept from run to run; it need not be there. A relative `XDG_CACHE_HOME` counts
 * as none (XDG Base Directory Specification).
 */
export function cacheFolder(): string {
  const home = process.env["XDG_CACHE_HOME"] ?? "";
  return join(isAbsolute(home) ? home : join(homedir(), ".cache"), "stagegate");
}
