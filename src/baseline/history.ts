import type { Settings } from "../config/config.ts";
import type { Inputs } from "../config/inputs.ts";
import type { BaseCommit } from "./commit.ts";
import type { Git, NoGit } from "./git.ts";
import type { BaselineStore } from "./store.ts";

/** What a run knows of earlier states of its repository. */
export interface History {
  readonly git: Git | NoGit;
  /** The commit to compare with. */
  readonly findCommit: () => Promise<BaseCommit>;
  /**
   * Whether the run is of a change that somebody proposes to merge: a pull request or a merge group. The
   * configuration of what it is merged onto is then read in any case.
   */
  readonly isProposal: boolean;
  /**
   * Reads the configuration that the change itself proposes, if the run goes by another one (`config-from: base`);
   * null if the run goes by its own.
   */
  readonly readProposed: (() => Promise<Settings>) | null;
  /** What the run was given, which counts for an earlier state as well. */
  readonly inputs: Inputs;
  readonly store: BaselineStore;
  /** The commit under which the run stores its own measurements; null if it stores none. */
  readonly keepAs: string | null;
  /** Tells what went wrong that does not change the verdict. */
  readonly warn: (message: string) => void;
}
