/** Characters of a command that are searched, so that the time has a limit. */
const LONGEST_COMMAND = 10_000;

/** The instructions of a Dockerfile, and the lines of their heredocs, each in one line, without comments. */
export function commandsIn(dockerfile: string): string[] {
  return dockerfile
    .replace(/^[ \t]*#.*(?:\n|$)/gm, "")
    .replace(/\\[ \t]*\r?\n/g, " ")
    .split("\n")
    .map((command) => command.slice(0, LONGEST_COMMAND));
}
