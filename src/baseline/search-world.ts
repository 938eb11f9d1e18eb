import type { ListPlatforms } from "../build/platform-rows.ts";
import type { Exec } from "../host/exec.ts";
import type { History } from "./history.ts";
import type { Measurements } from "./measurements.ts";

/** The parts of the world that the search needs. */
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
  /** Absolute path for the worktree of the commit, if it must be built. */
  readonly worktree: string;
}
