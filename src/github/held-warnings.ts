import type { ProgressView } from "../build/view.ts";

/** A view of the build, and warnings that its output does not swallow. */
export interface HeldWarnings {
  readonly view: ProgressView;
  readonly warn: (message: string) => void;
}

/**
 * Holds back warnings while a build is under way, and gives them in their order when it ends: meanwhile the
 * runner reads no commands, so that a build gives it none.
 */
export function holdWarnings(view: ProgressView, warn: (message: string) => void): HeldWarnings {
  let held: string[] | null = null;
  return {
    view: {
      ...view,
      begin: (targets) => {
        held ??= [];
        view.begin(targets);
      },
      end: () => {
        view.end();
        for (const message of held ?? []) warn(message);
        held = null;
      },
    },
    warn: (message) => (held === null ? warn(message) : void held.push(message)),
  };
}
