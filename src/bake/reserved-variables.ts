import { extname } from "node:path";
import { isReserved } from "../host/environment.ts";
import { readTextFile } from "../host/files.ts";
import type { Problem } from "../values/problem.ts";
import type { BakeRequest } from "./request.ts";

/** How each format names a variable that bake takes from the environment. */
const HCL = /\bvariable\s+"?([\w-]+)"?\s*\{/g;
const COMPOSE = /(?<!\$)(?:\$\$)*\$\{?([A-Za-z_]\w*)/g;
const JSON_KEY = /"([\w-]+)"\s*:\s*\{/g;

/**
 * The reserved variables that bake files read from the environment: builds do not get them. A file that cannot be read
 * has none, because bake reports it.
 */
export async function reservedVariables(request: BakeRequest): Promise<Problem[]> {
  const problems = await Promise.all(
    request.files.map(async (file) => {
      const read = await readTextFile(request.locate(file));
      const text = read.kind === "text" ? read.text : "";
      return [...text.matchAll(patternFor(file))].flatMap(({ 1: name = "", index }): Problem[] =>
        isReserved(name) ? [refusal(request.show(file), lineOf(text, index), name)] : [],
      );
    }),
  );
  return problems.flat();
}

function patternFor(file: string): RegExp {
  switch (extname(file)) {
    case ".yml":
    case ".yaml":
      return COMPOSE;
    case ".json":
      return JSON_KEY;
    default:
      return HCL;
  }
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

function refusal(file: string, line: number, variable: string): Problem {
  return {
    place: { name: `${file}:${line}`, at: { file, line } },
    message: `stagegate passes the variable ${variable} to no build`,
    hint: "Give the variable another name, such as BUILD_TOKEN, and set it by `env: {BUILD_TOKEN: …}` of the step.",
  };
}
