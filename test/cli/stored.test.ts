import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import { newRepository, removeFolders } from "../baseline/repository.ts";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { cliIn } from "./world.ts";

const archive = archiveOf(dockerSave(makeImage({ user: "1000" }), "25"));
afterAll(removeFolders);

const JENKINS = { JENKINS_URL: "https://jenkins.example/" };
const GITLAB = { GITLAB_CI: "true", CI_COMMIT_BRANCH: "trunk", CI_DEFAULT_BRANCH: "trunk" };

test.each<[string, boolean, Record<string, string>]>([
  ["on a laptop", false, {}],
  ["in a CI with its default branch", true, GITLAB],
  ["in a CI with another branch", false, { ...GITLAB, CI_COMMIT_BRANCH: "main" }],
  ["in a CI with the clone's default branch", true, { ...JENKINS, BRANCH_NAME: "main" }],
  [
    "in a CI for a pull request",
    false,
    { ...JENKINS, BRANCH_NAME: "main", CHANGE_ID: "7", CHANGE_TARGET: "main" },
  ],
  ["in a CI without a branch", false, JENKINS],
])("a run %s stores its measurement: %s", async (_, isStored, variables) => {
  const repository = newRepository();
  writeFileSync(join(repository.folder, "app.tar"), archive);
  // Stored measurements have the commit as key, so each test has a commit of its own.
  const commit = repository.commit({
    ".stagegate.yml": "images: {app: {image: ./app.tar}}\n",
    note: JSON.stringify(variables),
  });
  const run = (env: Record<string, string>) =>
    cliIn(repository.folder, ["--format", "json", "--quiet"], { ...process.env, ...env });
  expect(await run(variables)).toMatchObject({ code: 0, stderr: "" });
  repository.commit({ note: "2" });
  const { stdout } = await run({});
  const { images } = JSON.parse(stdout) as Report;
  expect(images[0]?.baseline).toMatchObject(isStored ? { state: "stored", commit } : { state: "none" });
});
