import type { ProgressView } from "../build/view.ts";

/** A view of the build, with warnings that do not get lost in its output. */
export interface HeldWarnings {
  readonly view: ProgressView;
  readonly warn: (message: string) => void;
}

/**
 * Holds back warnings during a build, and writes them in their order at its end: during the build the runner reads no
 * commands, so that a build cannot give it any.
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
