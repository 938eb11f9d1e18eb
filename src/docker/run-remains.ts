import type { Exec } from "../host/exec.ts";

/**
 * Removes the containers and images that a killed run has left on the engine, which have its id in their names.
 * An engine that does not answer keeps them.
 * @param runId lower-case letters and digits
 */
export async function removeRunRemains(runId: string, exec: Exec): Promise<void> {
  const list = async (args: readonly string[]) => {
    const { code, stdout } = await exec("docker", args);
    return code === 0 ? stdout.split("\n").filter((line) => line !== "") : [];
  };
  const filter = `name=^/?stagegate-${runId}-`;
  const containers = await list(["ps", "--all", "--quiet", "--filter", filter]);
  if (containers.length > 0) await exec("docker", ["rm", "--force", "--volumes", ...containers]);
  const format = "{{.Repository}}:{{.Tag}}";
  const images = await list(["image", "ls", "--format", format, `stagegate-${runId}`]);
  if (images.length > 0) await exec("docker", ["image", "rm", ...images]);
}
