/**
 * The problem in the standard error of a `docker` command: its last line with content, without the prefixes of the
 * programs that passed it on.
 */
export function complaint(stderr: string): string {
  const lines = stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !NOISE.test(line));
  const bare = PREFIXES.reduce((text, prefix) => text.replace(prefix, ""), lines.at(-1) ?? "");
  return (
    bare.replace(/: unknown$/, "").replace(/\bcontainer [0-9a-f]{64}\b/, "the container") ||
    "docker failed with no output"
  );
}

/** Whether the engine itself failed, or the connection to it, by the standard error of a `docker` command. */
export function isEngineFault(stderr: string): boolean {
  return ENGINE_FAULTS.some((pattern) => pattern.test(stderr));
}

const ENGINE_FAULTS = [
  /cannot connect to the docker daemon/i,
  /failed to connect to the docker api/i,
  /error during connect/i,
  /permission denied while trying to connect/i,
  /connection (?:refused|reset by peer)\s*$/i,
  /: (?:EOF|broken pipe|context deadline exceeded)\s*$/,
  /no space left on device/,
  /failed to set up container networking|driver failed programming external connectivity/,
  /no such (?:image|container)/i,
  /is already in use by container/,
];

const NOISE = /^(?:See '|Run 'docker |(?:Error: )?failed to start containers: )/;

/** In the order in which they stand in a line. */
const PREFIXES = [
  /^docker: /,
  /^Error response from daemon: /,
  /^failed to create task for container: /,
  /^failed to create shim task: /,
  /^OCI runtime (?:create|exec) failed: /,
  /^(?:runc create|exec) failed: /,
  /^unable to start container process: /,
  /^error during container init: /,
];
