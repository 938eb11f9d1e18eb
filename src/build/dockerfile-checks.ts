import { fileOfStep } from "../bake/linked-dockerfiles.ts";
import type { BuildCheck } from "../model/outcomes.ts";
import type { Progress } from "./progress.ts";
import type { BuildTarget } from "./target.ts";

/**
 * What BuildKit's check has against a target's Dockerfile, each finding once, in BuildKit's order. It checks
 * with every build what that build looks at: all FROM lines, and the stages that the target needs. Where
 * targets share the step that loads the Dockerfile, each gets the findings of all of them.
 * @param show turns the absolute path of a Dockerfile into the one that is shown
 * @see https://docs.docker.com/reference/build-checks/
 */
export function findChecks(
  target: BuildTarget,
  { steps, warnings }: Progress,
  show: (path: string) => string,
): BuildCheck[] {
  const checks = warnings.flatMap(({ vertex, text, detail, url, lines }): BuildCheck[] => {
    const step = steps.get(vertex);
    if (step?.targets.includes(target.id) !== true) return [];
    // Warnings of another kind have no rule's name.
    const [, name, message] = /^([A-Z][A-Za-z]+): (.*?)(?: \(line \d+\))?$/s.exec(text) ?? [];
    if (name === undefined || message === undefined) return [];
    const file = fileOfStep(target, step);
    const place = lines === null || file === null ? null : { file: show(file), lines };
    return [{ name, message, detail: detail || null, url: url || null, place }];
  });
  return distinctChecks(checks);
}

/** The same findings, each once. */
export function distinctChecks(checks: readonly BuildCheck[]): BuildCheck[] {
  const keyOf = ({ name, message, place }: BuildCheck) => JSON.stringify([name, message, place]);
  return [...new Map(checks.map((check) => [keyOf(check), check])).values()];
}
