/**
 * What is wrong, from the standard error of a `docker` command: its last line that says something, without
 * the layers of programs that passed it on.
 */
export function complaint(stderr: string): string {
  const said = stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !NOISE.test(line));
  const bare = PREFIXES.reduce((text, prefix) => text.replace(prefix, ""), said.at(-1) ?? "");
  return (
    bare.replace(/: unknown$/, "").replace(/\bcontainer [0-9a-f]{64}\b/, "the container") ||
    "docker failed without a word"
  );
}

const NOISE = /^(?:See '|Run 'docker |Error: failed to start containers: )/;

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
