import * as v from "valibot";
import { requireBuildx } from "../docker/engine.ts";
import { StagegateError } from "../host/errors.ts";
import type { Exec, ExecResult } from "../host/exec.ts";
import { nameMatcher } from "../patterns/names.ts";
import { ConfigError } from "../values/problem.ts";
import {
  everythingExcluded,
  excludesNothing,
  missingFile,
  missingTarget,
  nothingToBuild,
  problemOf,
} from "./refusal.ts";
import type { BakeRequest } from "./request.ts";
import { type BakeTarget, linkedTargets, parseBakePrint } from "./target.ts";

/**
 * Asks bake for the targets, which fills in what they inherit, compute and take from the environment. It
 * needs buildx and no engine.
 * @returns in bake's order; at least one
 * @throws ConfigError if bake refuses the files, lacks a target, or if no target is left
 * @throws StagegateError if docker or buildx are missing
 */
export async function printBake(request: BakeRequest, exec: Exec): Promise<BakeTarget[]> {
  const { files, targets, folder, machine } = request;
  const options = ["--print", "--progress=quiet"];
  const { code, killedBy, notStarted, stdout, stderr } = await bake(options, request, targets, exec);
  if (killedBy !== undefined) {
    throw new StagegateError(
      `docker buildx bake --print was ended by ${killedBy}`,
      "Find out what sent the signal, and run stagegate again.",
    );
  }
  if (code !== 0) {
    await requireBuildx(exec);
    // docker exists, so the folder is missing.
    if (notStarted === "ENOENT") throw new ConfigError([missingFile(files[0] ?? "", request)]);
    const missing = missingTarget(stderr);
    if (request.mayLack && targets.length > 1 && missing !== null && targets.includes(missing))
      return printBake({ ...request, targets: targets.filter((name) => name !== missing) }, exec);
    const known = missing === null ? [] : await knownNames(request, exec);
    throw new ConfigError([problemOf(stderr, missing, known, request)]);
  }
  const { names: printed, targets: all } = parseBakePrint(stdout);
  if (printed.length === 0) throw new ConfigError([nothingToBuild(request)]);
  const matchers = request.excluded.map((name) => [name, nameMatcher(name)] as const);
  const needless = request.mayLack ? [] : matchers.filter(([, matches]) => !printed.some(matches));
  if (needless.length > 0)
    throw new ConfigError(needless.map(([name]) => excludesNothing(name, printed, request)));
  const names = printed.filter((name) => !matchers.some(([, matches]) => matches(name)));
  if (names.length === 0) throw new ConfigError([everythingExcluded(request)]);
  const file = request.locate(files[0] ?? "");
  const shown = files.map(request.show).join(", ");
  return names.map((name) => {
    const attributes = all[name] ?? {};
    return { name, file, shown, folder, machine, attributes, linked: linkedTargets(attributes, all) };
  });
}

function bake(
  options: readonly string[],
  { files, folder }: BakeRequest,
  targets: readonly string[],
  exec: Exec,
): Promise<ExecResult> {
  const named = files.map((file) => `--file=${file}`);
  return exec("docker", ["buildx", "bake", ...options, ...named, "--", ...targets], { cwd: folder });
}

/** All targets and groups of the files; none if they cannot be listed, as before buildx 0.20. */
async function knownNames(request: BakeRequest, exec: Exec): Promise<string[]> {
  const { code, stdout } = await bake(["--list=type=targets,format=json"], request, [], exec);
  if (code !== 0) return [];
  const { success, output } = v.safeParse(targetList, stdout);
  return success ? output.map(({ name }) => name) : [];
}

const targetList = v.pipe(v.string(), v.parseJson(), v.array(v.object({ name: v.string() })));
