import { relative } from "node:path";
import type { Settings } from "../config/config.ts";
import { SettingsError } from "../config/load.ts";
import { trace } from "../host/diagnostics.ts";
import { StagegateError, StoppedError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import { ConfigError, type Problem } from "../values/problem.ts";
import { plan } from "./plan.ts";

/** Settings that say what an image is built from. */
const SOURCES = ["context", "file", "target", "test-target", "image"] as const;

/**
 * The folders, Dockerfiles and stages that settings name and that do not exist. A user wants to correct them together
 * with the problems of the values.
 * @param others problems of the settings; an image whose sources they concern is not planned, and no target of a bake file
 * @param cwd absolute
 */
export async function planProblems(
  { images }: Pick<Settings, "images">,
  others: readonly Problem[],
  exec: Exec,
  cwd: string,
): Promise<readonly Problem[]> {
  const wrong = new Set(others.map(({ place }) => place.name));
  // The plan also reads the Dockerfiles that a bake file links to, which the problems may refuse.
  const sound = images.filter(
    ({ bake, placeOf }) => bake === null && !SOURCES.some((setting) => wrong.has(placeOf(setting).name)),
  );
  try {
    await plan(sound, exec, cwd, (path) => relative(cwd, path) || ".");
    return [];
  } catch (error) {
    // Where nothing names an image, the other problems may be the reason.
    if (error instanceof ConfigError) return error.problems.filter(({ place }) => place.name !== "");
    if (!(error instanceof StagegateError) || error instanceof StoppedError) throw error;
    trace("error", () => error.message);
    return [];
  }
}

/**
 * An error of `loadSettings` with the problems of `planProblems`.
 * @throws everything else
 */
export async function withPlanProblems(error: unknown, exec: Exec, cwd: string): Promise<ConfigError> {
  if (!(error instanceof SettingsError) || error.left > 0) throw error;
  const { problems, settings } = error;
  return new ConfigError([...problems, ...(await planProblems(settings, problems, exec, cwd))]);
}
