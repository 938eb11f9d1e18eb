import { spawnSync } from "node:child_process";

/** Whether this machine has the programs of `@actions/cache` for archives. */
export const HAS_TAR = ["tar", "gzip"].every((program) => spawnSync(program, ["--version"]).status === 0);

/** A test of entries of `@actions/cache`, which needs tar and gzip; skipped without them. */
export function testWithTar(title: string, run: () => Promise<void>): void {
  if (HAS_TAR) test(title, run);
  else test.skip(`${title} (needs tar and gzip)`, run);
}
