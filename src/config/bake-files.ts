import type { BakeRequest } from "../bake/request.ts";
import { readTextFile } from "../host/files.ts";
import { leadsOut } from "../host/links.ts";
import { type Problem, writerFor } from "../values/problem.ts";
import type { Inputs } from "./inputs.ts";

/**
 * What is wrong with bake files before bake reads them: a file that is not a text of a sensible size, or one outside
 * the repository that a file of the repository names. bake itself reports a missing file.
 * @param root absolute folder of the repository
 */
export async function bakeFileProblems(
  { files, locate, show, places }: BakeRequest,
  inputs: Inputs,
  root: string,
): Promise<Problem[]> {
  const problems = await Promise.all(
    files.map(async (name): Promise<Problem[]> => {
      const path = locate(name);
      if (!inputs.has("bake") && leadsOut(root, path)) {
        return [
          {
            place: places.files,
            message: `bake: ${show(name)}, which lies outside the repository`,
            hint: "A pull request can change this file, so name it in the workflow by the input `bake`, or on a command line by --bake.",
          },
        ];
      }
      const file = await readTextFile(path);
      return file.kind === "text" || file.code === "ENOENT"
        ? []
        : [
            {
              place: places.files,
              message: `bake: ${show(name)} ${file.why}`,
              hint: `Write the path of a bake or Compose file, for example: ${writerFor(places.files)("bake", "docker-bake.hcl")}`,
            },
          ];
    }),
  );
  return problems.flat();
}
