import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type Inputs, type InputValue, readSetting } from "../config/inputs.ts";
import { exists } from "../dockerfile/find.ts";
import { namesOf, parseStages } from "../dockerfile/stages.ts";
import { ConfigError, type Problem, writerFor } from "../values/problem.ts";
import { type PlannedImage, stageHint } from "./plan.ts";

/**
 * Checks the names in inputs or flags that no image uses, because each image has its own setting. A misspelt name would
 * otherwise pass.
 * @param show turns an absolute path into the one that is shown
 * @throws ConfigError with every stage, Dockerfile and folder that exists nowhere
 */
export async function checkUnusedNames(
  images: readonly PlannedImage[],
  inputs: Inputs,
  show: (path: string) => string,
): Promise<void> {
  const unused = (name: "target" | "test-target" | "file" | "context"): InputValue[] => {
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
  for (const { value, base, place } of unused("context")) {
    const path = resolve(base, String(value));
    if ((await stat(path).catch(() => null))?.isDirectory() === true) continue;
    const hint = `Write the path of a folder, for example: ${writerFor(place)("context", "./app")}`;
    problems.push({ place, message: `context: there is no folder ${show(path)}`, hint });
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
