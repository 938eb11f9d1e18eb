import { loginInHeader } from "./pairs.ts";
import { isSecretValue, unquote } from "./values.ts";
import { passwordInUrl, secretInVariables } from "./variables.ts";

/**
 * The secret in a script or a shell's history, in a few words: a variable or an argument of a program. Null
 * if there is none.
 */
export function secretInCommands(text: string): string | null {
  // Zsh writes the time before each command.
  const commands = text.replace(/^: \d{1,12}:\d{1,9};/gm, "");
  return (
    passwordInCommand(commands) ??
    loginInHeader(commands) ??
    secretInVariables(commands) ??
    passwordInUrl(commands)
  );
}

/** The same for arguments of programs only, such as `curl --user app:…`. */
export function passwordInCommand(text: string): string | null {
  for (const pattern of OPTIONS) {
    for (const [, value = ""] of text.matchAll(pattern))
      if (isSecretValue(unquote(value))) return "a password on a command line";
  }
  return null;
}

/** The value is the first group, with or without quotes. */
const OPTIONS: readonly RegExp[] = [
  /[ \t]--?(?:password|passwd|token|api-key)[= \t]("[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s"']{1,200})/g,
  /\b(?:sshpass|docker login|podman login|helm registry login)(?=[ \t])[^\n]{0,200}?[ \t]-p[ \t]?("[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s"'-][^\s"']{0,200})/g,
  /\b(?:mysql|mysqldump|mariadb|mysqladmin)(?=[ \t])[^\n]{0,200}?[ \t]-p("[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s"']{1,200})/g,
  /\bcurl(?=[ \t])[^\n]{0,200}?[ \t](?:-[a-zA-Z]{0,8}u|--user)[ =\t]["']?[\w.@-]{1,100}:([^\s"']{1,200})/g,
];
