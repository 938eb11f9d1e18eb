import type { Settings } from "../config/config.ts";
import type { Inputs } from "../config/inputs.ts";
import type { BaseCommit } from "./commit.ts";
import type { Git, NoGit } from "./git.ts";
import type { BaselineStore } from "./store.ts";

/** Access to earlier states of the repository. */
export interface History {
  readonly git: Git | NoGit;
  /** The commit to compare with. */
  readonly findCommit: () => Promise<BaseCommit>;
  /**
   * Whether the run is for a proposed change: a pull request or a merge group. Then the configuration of its base is
   * always read.
   */
  readonly isProposal: boolean;
  /**
   * Reads the configuration of the change itself, if the run uses another one (`config-from: base`); null if the run uses
   * the change's own.
   */
  readonly readProposed: (() => Promise<Settings>) | null;
  /** The inputs of the run, which also count for an earlier state. */
  readonly inputs: Inputs;
  /** Whether a person typed the inputs; in a CI, files of the repository have them. */
  readonly isTyped: boolean;
  readonly store: BaselineStore;
  /** The commit under which the run stores its own measurements; null if it stores none. */
  readonly keepAs: string | null;
  /** Reports a fault that does not change the verdict. */
  readonly warn: (message: string) => void;
}
