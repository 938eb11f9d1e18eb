import type { Exec } from "../../host/exec.ts";

/**
 * The address of the engine if it runs on another machine. There, a port on its 127.0.0.1 cannot be reached from here.
 * @returns null if it runs on this machine
 */
export async function remoteEndpoint(exec: Exec): Promise<string | null> {
  // If DOCKER_HOST is set, this prints its value.
  const { stdout } = await exec("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]);
  const host = stdout.trim();
  return host === "" || /^(?:unix|npipe):/.test(host) ? null : host;
}
