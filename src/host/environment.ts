/** Variables of a process, by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of the runner, of an action's inputs, and those that by custom hold a token for the repository. */
const RESERVED =
  /^(?:ACTIONS_.*|INPUT_.*|(?:GITHUB|GH|GITEA|FORGEJO|GITLAB|STAGEGATE)(?:_ENTERPRISE)?_TOKEN)$/i;

/** The runner's own, without those that a job gets identity tokens by. */
const FOR_CACHE = /^ACTIONS_(?!ID_TOKEN_REQUEST_)/i;

/**
 * Whether no program that stagegate starts has the variable. Names count whatever their case: Windows does
 * not tell them apart.
 */
export function isReserved(variable: string): boolean {
  return RESERVED.test(variable);
}

/**
 * The variables of this process without the reserved ones: a step that runs `docker build` by itself would
 * not have these either, and files of a pull request choose what a build is given.
 */
export function withoutReserved(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isReserved(name)));
}

/** The reserved variables that GitHub's cache is reached by. */
export function cacheVariables(env: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      FOR_CACHE.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}
