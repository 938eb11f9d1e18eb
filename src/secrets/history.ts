import { keywordOf } from "../docker/created-by.ts";
import { passwordInCommand } from "./commands.ts";
import { privateKeyIn } from "./private-keys.ts";
import { tokenIn } from "./tokens.ts";
import { passwordInUrl, secretInVariable } from "./variables.ts";

/** A credential in a line of an image's history. */
export interface HistorySecret {
  /** What it is, in a few words. */
  readonly what: string;
  /** The variable or build argument; for a credential in a command the instruction, such as `RUN`. */
  readonly name: string;
}

/**
 * The credentials that `docker history` shows of one instruction: build arguments, which stand before the
 * command as in `RUN |1 NPM_TOKEN=… /bin/sh -c npm ci`, values of ENV and ARG, and literals in a
 * command.
 */
export function secretsInHistory(createdBy: string): HistorySecret[] {
  const keyword = keywordOf(createdBy);
  const [, count] = /^(?:RUN )?\|(\d+) /.exec(createdBy) ?? [];
  const all = keyword === "ENV" || keyword === "ARG";
  const variables = [...createdBy.matchAll(VARIABLE)].slice(0, all ? undefined : Number(count ?? 0));
  const variableSecrets = variables.flatMap(([, name = "", value = ""]): HistorySecret[] => {
    const what = secretInVariable(name, value);
    return what === null ? [] : [{ what, name }];
  });
  // Values of variables are recognised by the variable's name.
  const command = variables
    .filter(([, name]) => variableSecrets.some((one) => one.name === name))
    .reduce((rest, [assignment]) => rest.replace(assignment, " "), createdBy);
  const what =
    tokenIn(command) ?? privateKeyIn(command) ?? passwordInUrl(command) ?? passwordInCommand(command);
  return what === null
    ? variableSecrets
    : [...variableSecrets, { what, name: keyword === "" ? "a command" : keyword }];
}

/** Values are not quoted, so each one ends at its first blank. */
const VARIABLE = /(?:^|\s)([A-Za-z_]\w*)=(\S*)/g;
