import type { Shell } from "../arguments.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { zshScript } from "./zsh.ts";

const SCRIPTS: Readonly<Record<Shell, () => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The script that completes the command line in a shell. It starts no program. */
export function completion(shell: Shell): string {
  return SCRIPTS[shell]();
}
