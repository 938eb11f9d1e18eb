import type { BaselinePlan } from "./baseline-plan.ts";
import type { Git, NoGit } from "./git.ts";

/**
 * The note on a command line that stagegate also builds the base, and why; null if it does not.
 * @param mode the setting `baseline`; null by default
 */
export function buildNote(
  plans: ReadonlyMap<string, BaselinePlan>,
  mode: string | null,
  git: Git | NoGit,
): string | null {
  const built = [...plans.values()].flatMap((plan) => (plan.kind === "built" ? [plan.base.commit] : []));
  const [commit] = built;
  if (commit === undefined || mode === "build") return null;
  const isParent = git.kind === "git" && git.head?.parents[0] === commit;
  const what = isParent
    ? `the commit before this one (${commit.slice(0, 7)})`
    : `commit ${commit.slice(0, 7)}`;
  return `stagegate also builds ${what}, because no measurement of it is stored yet, and the report compares with it. To compare with nothing, use --baseline none.`;
}
