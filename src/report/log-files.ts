import { LOG_FILE } from "../model/log-file.ts";

/**
 * The paths of the whole logs that a report names, from its folder.
 * @param json what `report.json` holds; anything else names none, and none of the paths leads out of the folder `logs`
 */
export function logFilesOf(json: string): string[] {
  const named = [...json.matchAll(/"logFile": ?"([^"]*)"/g)].map(([, path = ""]) => path);
  return [...new Set(named)].filter((path) => LOG_FILE.test(path));
}
