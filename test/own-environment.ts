import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Every test file gets a cache folder of its own, so that no test reads or writes the user's cache.
const folder = mkdtempSync(join(tmpdir(), "stagegate-cache-"));
process.env["XDG_CACHE_HOME"] = folder;
afterAll(() => rmSync(folder, { recursive: true }));

// A gate says other things in a CI. The tests expect the same wherever they run.
for (const name of [
  "CI",
  "GITLAB_CI",
  "GITHUB_ACTIONS",
  "BITBUCKET_BUILD_NUMBER",
  "BUILDKITE",
  "CIRCLECI",
  "TF_BUILD",
  "JENKINS_URL",
])
  delete process.env[name];
