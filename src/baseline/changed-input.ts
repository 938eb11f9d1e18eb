import { isDeepStrictEqual } from "node:util";
import { contentOf } from "../bake/definition.ts";
import type { PlannedImage } from "../build/plan.ts";
import { IMAGE_SETTINGS } from "../config/settings.ts";
import { COMMIT_BEFORE } from "../model/baseline-words.ts";
import { camelCase, type SettingsTable, type Values } from "../values/setting.ts";
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
 * Why an image is built although `only-changed` is on: no earlier run passed with the same inputs. Git shows which of
 * them differ from the baseline. The words are for people; no decision depends on them.
 * @param change settings of the image at the baseline's commit, and now
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
    const since = plan.behind === 0 ? "" : `; ${notStored(plan)}`;
    const settings = change === null ? [] : changedSettings(change);
    if (settings.length > 0) return `its configuration changed: ${settings.join(", ")}${since}`;
    if (change !== null && !isDeepStrictEqual(contentOf(base.configured), contentOf(own)))
      return `its configuration changed${since}`;
    const file = (await changedFiles(stored.commit))?.find(has);
    if (file !== undefined) return `${file} changed${since}`;
  }
  return "no earlier run with only-changed passed with the same files and settings";
}

/** Names of the settings that changed, in the order of their table. */
function changedSettings({ before, after }: ImageChange): string[] {
  const [was, is]: Values<SettingsTable>[] = [before, after];
  return Object.keys(IMAGE_SETTINGS).filter(
    (name) => !isDeepStrictEqual(was?.[camelCase(name)], is?.[camelCase(name)]),
  );
}

/** `no measurement of main at 218aa49 is stored, so the one of 08e4b51 counts`: another change may be the cause. */
function notStored({ base, stored }: Extract<BaselinePlan, { kind: "stored" }>): string {
  const [commit, other] = [base.commit, stored.commit].map((sha) => sha.slice(0, 7));
  const what = base.branch === null || base.branch === COMMIT_BEFORE ? commit : `${base.branch} at ${commit}`;
  return `no measurement of ${what} is stored, so the one of ${other} counts`;
}
