/** Variables of a process, by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of the runner and of an action's inputs, and those that usually hold a token for the repository. */
const RESERVED =
  /^(?:ACTIONS_.*|INPUT_.*|(?:GITHUB|GH|GITEA|FORGEJO|GITLAB|STAGEGATE)(?:_ENTERPRISE)?_TOKEN)$/i;

/** The runner's own, without those for identity tokens of a job. */
const FOR_CACHE = /^ACTIONS_(?!ID_TOKEN_REQUEST_)/i;

/** Whether stagegate hides the variable from all programs that it starts. Case is ignored, as on Windows. */
export function isReserved(variable: string): boolean {
  return RESERVED.test(variable);
}

/**
 * The variables of this process without the reserved ones: a plain `docker build` step would not have these either,
 * and files of a pull request choose what a build gets.
 */
export function withoutReserved(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isReserved(name)));
}

/** The reserved variables for access to GitHub's cache. */
export function cacheVariables(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      FOR_CACHE.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}
