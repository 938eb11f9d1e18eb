import { spawnSync } from "node:child_process";

/** Whether this machine has what `@actions/cache` packs with. */
export const HAS_TAR = ["tar", "gzip"].every((program) => spawnSync(program, ["--version"]).status === 0);

/** A test of something that `@actions/cache` packs, which it does with tar and gzip: skipped where they are missing. */
export function testWithTar(title: string, run: () => Promise<void>): void {
  if (HAS_TAR) test(title, run);
  else test.skip(`${title} (needs tar and gzip)`, run);
}
