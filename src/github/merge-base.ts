import * as v from "valibot";
import type { BaseWorld } from "../baseline/commit.ts";
import { type Octokit, readAnswer } from "./octokit.ts";

/**
 * Asks GitHub's compare API for the merge base of two commits or branches of a repository, for a clone
 * that is too shallow to tell. The function gives null if they have none, and throws octokit's errors.
 */
export function mergeBaseByApi(
  octokit: Octokit,
  { owner, repo }: { readonly owner: string; readonly repo: string },
): NonNullable<BaseWorld["mergeBaseByApi"]> {
  return async (base, head) => {
    try {
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
        owner,
        repo,
        basehead: `${base}...${head}`,
        // The files that changed, which may be megabytes, are on the first page only.
        per_page: 1,
        page: 2,
      });
      return readAnswer(comparisonSchema, data).merge_base_commit.sha;
    } catch (error) {
      if (error instanceof Error && /no common ancestor/i.test(error.message)) return null;
      throw error;
    }
  };
}

const comparisonSchema = v.object({ merge_base_commit: v.object({ sha: v.string() }) });
