import { baselineWords } from "../../src/model/baseline-words.ts";
import type { BaselineReport } from "../../src/model/report.ts";

const NOTHING: BaselineReport = {
  state: "given",
  commit: null,
  name: null,
  behind: 0,
  why: null,
  log: null,
  logFile: null,
  image: null,
};

test.each<[Partial<BaselineReport>, string]>([
  [{ name: "app:1", source: "engine" }, "compared with app:1 (from the engine)"],
  [{ name: "ghcr.io/o/app:1", source: "registry" }, "compared with ghcr.io/o/app:1 (from its registry)"],
  [{ name: "./old.tar", source: "archive" }, "compared with ./old.tar (from an archive)"],
  [{ name: "./old", source: "oci-directory" }, "compared with ./old (from an OCI directory)"],
  // As reports before that field have it.
  [{ name: "app:1" }, "compared with app:1"],
  [
    { state: "unreadable", name: "./old", source: "oci-directory", why: "it has no image for linux/arm64" },
    "baseline ./old cannot be read: it has no image for linux/arm64",
  ],
  [
    { state: "stored", name: "main", commit: "1a2b3c4d5e", behind: 2 },
    "compared with 1a2b3c4 of main (stored, 2 commits before the base commit)",
  ],
  [
    { state: "stored", name: "the commit before", commit: "1a2b3c4d5e", behind: 1 },
    "compared with 1a2b3c4 (stored, 2 commits before)",
  ],
  [
    { state: "built", name: "the commit before", commit: "1a2b3c4d5e" },
    "compared with the commit before, 1a2b3c4 (built)",
  ],
])("the baseline %j is written %s", (baseline, words) => {
  expect(baselineWords({ target: null, baseline: { ...NOTHING, ...baseline } })).toBe(words);
});
