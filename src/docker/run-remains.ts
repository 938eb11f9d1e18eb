import type { Exec } from "../host/exec.ts";

/**
 * Removes the containers and images of a killed run from the engine, which have its id in their names.
 * @param runId lower-case letters and digits
 * @returns whether nothing is left; false if the engine does not answer
 */
export async function removeRunRemains(runId: string, exec: Exec): Promise<boolean> {
  let isAnswered = true;
  const docker = async (args: readonly string[]) => {
    const { code, notStarted, stdout } = await exec("docker", args);
    // Without docker, the run did not have any either.
    isAnswered &&= code === 0 || notStarted !== undefined;
    return stdout.split("\n").filter((line) => line !== "");
  };
  const filter = `name=^/?stagegate-${runId}-`;
  const containers = await docker(["ps", "--all", "--quiet", "--filter", filter]);
  if (containers.length > 0) await docker(["rm", "--force", "--volumes", ...containers]);
  const format = "{{.Repository}}:{{.Tag}}";
  const images = await docker(["image", "ls", "--format", format, `stagegate-${runId}`]);
  if (images.length > 0) await docker(["image", "rm", ...images]);
  return isAnswered;
}
