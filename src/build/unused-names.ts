import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Inputs, type InputValue, readSetting } from "../config/inputs.ts";
import { exists, findDockerfile, nearbyDockerfiles } from "../dockerfile/find.ts";
import { namesOf, parseStages } from "../dockerfile/stages.ts";
import { ConfigError, isFlag, nearest, type Problem, writerFor } from "../values/problem.ts";
import { contextFault, emptyFolder, type PlannedImage, stageHint } from "./plan.ts";

/**
 * Checks the names in inputs or flags that no image uses, because each image has its own setting. Otherwise a misspelt
 * name would pass.
 * @param cwd absolute
 * @param configFolder absolute folder of the configuration file: no image needs a Dockerfile there; null without a file
 * @param show turns an absolute path into the one that is shown
 * @throws ConfigError with every stage, Dockerfile and folder that exists nowhere
 */
export async function checkUnusedNames(
  images: readonly PlannedImage[],
  inputs: Inputs,
  cwd: string,
  configFolder: string | null,
  show: (path: string) => string,
): Promise<void> {
  const unused = (name: "target" | "test-target" | "file"): InputValue[] => {
    const input = inputs.get(name);
    const isUsed = images.some(({ placeOf }) => placeOf(name).name === input?.place.name);
    return input === undefined || isUsed ? [] : [input];
  };
  const known = stagesOf(images);
  const problems: Problem[] = [];
  for (const setting of ["target", "test-target"] as const) {
    for (const input of unused(setting)) {
      const value = readSetting(setting, input, problems) ?? [];
      for (const name of typeof value === "string" ? [value] : value) {
        if (known === null || known.includes(name.toLowerCase())) continue;
        const message = `${setting}: no Dockerfile of this run has a stage ${JSON.stringify(name)}`;
        problems.push({ place: input.place, message, hint: stageHint(name, known) });
      }
    }
  }
  for (const { value, base, place } of unused("file")) {
    const path = resolve(base, String(value));
    if (await exists(path)) continue;
    const hint = `Write the path of a Dockerfile, for example: ${writerFor(place)("file", "Dockerfile")}`;
    problems.push({ place, message: `there is no Dockerfile at ${show(path)}`, hint });
  }
  const context = inputs.get("context");
  if (context !== undefined) {
    const path = resolve(context.base, String(context.value));
    // Images that use the folder have a Dockerfile: the plan looked for it.
    const others = images.filter(({ placeOf }) => placeOf("context").name !== context.place.name);
    const names = others.map(({ imageName }) => imageName);
    const isUsed = others.length < images.length;
    const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
    const isFit =
      !isFlag(context.place) ||
      configFolder === path ||
      inputs.has("file") ||
      (isUsed && nearest(basename(path), names) === null) ||
      (await exists(await findDockerfile(join(path, "Dockerfile"))));
    if (!isFolder || !isFit) {
      const [message, hintFor] = isFolder
        ? emptyFolder(path, show, names, (await nearbyDockerfiles(path)).map(show))
        : contextFault(path, await exists(path), cwd, show);
      problems.push({ place: context.place, message, hint: hintFor(writerFor(context.place)) });
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
}

/** The names of all stages; null if there is no Dockerfile, or one whose front end may know other stages. */
function stagesOf(images: readonly PlannedImage[]): readonly string[] | null {
  const texts = images.flatMap(({ builtFrom }) => builtFrom?.text ?? []);
  const isOther = (text: string) =>
    /^\s*(?:#|\/\/)\s*syntax\s*=\s*(?!(?:docker\.io\/)?docker\/dockerfile(?:[:@\s]|$))/im.test(text);
  if (texts.length === 0 || texts.some(isOther)) return null;
  return [...new Set(texts.flatMap((text) => namesOf(parseStages(text))))];
}
