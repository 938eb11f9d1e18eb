import { commandsIn } from "./commands.ts";

/**
 * Whether a Dockerfile uses the history of the repository in its build context: an instruction names `.git`, or runs a
 * git command that reads history, without cloning or creating a repository. Comments do not count, not even comments of
 * shells.
 */
export function usesHistory(dockerfile: string): boolean {
  return commandsIn(dockerfile)
    .map((command) => command.replace(SHELL_COMMENT, "$1").replace(/",\s*"/g, " "))
    .some((command) => NAMES_HISTORY.test(command) || READS_HISTORY.test(command));
}

/** Behind a quote, `#` may be part of a text. */
const SHELL_COMMENT = /^([^"'#]*\s)#.*$/;

/** Neither `.gitignore` nor the end of an address: `https://example.com/app.git`. */
const NAMES_HISTORY = /(?<![\w.-])\.git(?![\w-]|\.\w)/;

/** `RUN git -C /app describe`, not `RUN apk add git`. */
const READS_HISTORY =
  /^(?!.*\bgit\s+(?:clone|init)\b).*(?:^|[;&|(`"']|\b(?:RUN|then|do|else)\s)\s*(?:(?:--|\w+=)\S*\s+)*git(?:\s+-\S+(?:\s+[^\s-]\S*)?)*\s+(?:archive|blame|branch|cat-file|describe|diff|for-each-ref|log|ls-files|merge-base|name-rev|rev-list|rev-parse|shortlog|show|show-ref|status|submodule|symbolic-ref|tag)\b/i;
