import type { Exec } from "../../host/exec.ts";

/**
 * Where the engine is, when that is another machine: a port that it publishes on its 127.0.0.1 cannot be
 * reached from here.
 * @returns null where it is this machine
 */
export async function remoteEndpoint(exec: Exec): Promise<string | null> {
  // With DOCKER_HOST set this is what that says.
  const { stdout } = await exec("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]);
  const host = stdout.trim();
  return host === "" || /^(?:unix|npipe):/.test(host) ? null : host;
}
