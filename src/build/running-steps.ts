import { type Step, stageStep } from "./progress.ts";
import type { ProgressView } from "./view.ts";

/** A view that knows what runs. */
export interface FollowedView {
  readonly view: ProgressView;
  /** The steps of Dockerfiles that run now, in the order in which they began: `production: [2/4] RUN make`. */
  readonly running: () => string[];
}

/** Follows the steps of a build on their way to a view. */
export function followSteps(view: ProgressView): FollowedView {
  const titles = new Map<string, string>();
  const running = new Map<string, Step>();
  return {
    view: {
      begin: (targets) => {
        for (const { id, title } of targets) titles.set(id, title);
        view.begin(targets);
      },
      step: (step, before) => {
        if (step.started !== null && step.completed === null && stageStep(step.name) !== null)
          running.set(step.digest, step);
        else running.delete(step.digest);
        view.step(step, before);
      },
      end: () => {
        running.clear();
        view.end();
      },
      log: view.log,
      tell: view.tell,
    },
    running: () =>
      [...running.values()].map(({ targets, name }) => `${titles.get(targets[0] ?? "") ?? "?"}: ${name}`),
  };
}
