import type { ListPlatforms } from "../build/platform-rows.ts";
import type { Exec } from "../host/exec.ts";
import type { History } from "./history.ts";
import type { Measurements } from "./measurements.ts";

/** What the search needs of the world. */
export interface SearchWorld {
  readonly exec: Exec;
  readonly history: History;
  readonly measurements: Measurements;
  readonly listPlatforms: ListPlatforms;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute, private to the run. */
  readonly folder: string;
  /** Shows a person what a program printed. */
  readonly showLog: (title: string, log: string) => void;
  /** Absolute; where the worktree of the commit goes if it must be built. */
  readonly worktree: string;
}
