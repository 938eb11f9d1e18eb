import { isDeepStrictEqual } from "node:util";
import { contentOf } from "../bake/definition.ts";
import type { PlannedImage } from "../build/plan.ts";
import type { BaselinePlan } from "./baseline-plan.ts";
import type { KnownInputs } from "./build-inputs.ts";
import type { ImageChange } from "./configuration-change.ts";
import type { Git, NoGit } from "./git.ts";

/** The files that differ from a commit; null if git cannot tell. */
export type ChangedFiles = (commit: string) => Promise<readonly string[] | null>;

/** Asks git once for each commit. */
export function oncePerCommit(git: Git | NoGit): ChangedFiles {
  const asked = new Map<string, ReturnType<ChangedFiles>>();
  return (commit) => {
    const files =
      asked.get(commit) ?? (git.kind === "git" ? git.changedFiles(commit) : Promise.resolve(null));
    asked.set(commit, files);
    return files;
  };
}

/**
 * Says what changed of an image of which no run with these inputs is stored: what differs from its baseline, as far as
 * git knows. Only people read it; nothing else depends on it.
 * @param change its settings at the commit that is compared with, and now
 */
export async function changeWords(
  own: PlannedImage,
  { has }: KnownInputs,
  plan: BaselinePlan | null,
  change: ImageChange | null,
  changedFiles: ChangedFiles,
): Promise<string> {
  if (plan?.kind === "stored") {
    const { base, stored } = plan;
    const isSame =
      change === null ||
      (isDeepStrictEqual(change.before, change.after) &&
        isDeepStrictEqual(contentOf(base.configured), contentOf(own)));
    if (!isSame) return "its configuration changed";
    const file = (await changedFiles(stored.commit))?.find(has);
    if (file !== undefined) return `${file} changed`;
  }
  return "no earlier run with only-changed passed with the same files and settings";
}
