import { resolve } from "node:path";
import { runInputs } from "./bake-request.ts";
import { type Inputs, readRunSettings } from "./inputs.ts";
import { loadFile, readIfThere } from "./load.ts";
import { outputProblems } from "./path-access.ts";
import { repositoryRoot } from "./repository-root.ts";
import type { RunSettings } from "./settings.ts";

/**
 * The settings of the run that can be read from a configuration with mistakes. They say where a run that ends with an error
 * reports the error. The output folder is absolute; it is null if the configuration file may not name that folder.
 * @param cwd absolute
 */
export async function knownRunSettings(inputs: Inputs, cwd: string): Promise<RunSettings> {
  const root = repositoryRoot(cwd);
  // `loadSettings` reports the mistakes.
  const file = await loadFile(inputs, cwd, root, readIfThere).catch(() => null);
  const forRun = runInputs(inputs, file);
  const run = readRunSettings(forRun, []);
  if (run.outputDir === null) return run;
  const outputDir = resolve(forRun.get("output-dir")?.base ?? cwd, run.outputDir);
  const isRefused = outputProblems(outputDir, inputs, file, root ?? cwd).length > 0;
  return { ...run, outputDir: isRefused ? null : outputDir };
}
