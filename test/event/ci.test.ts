import { type CiChange, isInCi, readCi } from "../../src/event/ci.ts";

const [BASE, HEAD, MERGE] = ["1".repeat(40), "2".repeat(40), "3".repeat(40)];
const nothing = { baseSha: null, baseBranch: null, headSha: null, mergeSha: null, url: null };

const GITLAB = {
  CI: "true",
  GITLAB_CI: "true",
  CI_COMMIT_SHA: HEAD,
  CI_DEFAULT_BRANCH: "main",
  CI_PIPELINE_ID: "4711",
};
const GITLAB_CHANGE = {
  ...GITLAB,
  CI_MERGE_REQUEST_IID: "7",
  CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example/group/sub/app",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
  CI_MERGE_REQUEST_DIFF_BASE_SHA: BASE,
  CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "",
};
const ACTIONS = {
  CI: "true",
  GITHUB_ACTIONS: "true",
  GITHUB_RUN_ID: "99",
  GITHUB_REPOSITORY: "octo/app",
};
const BUILDKITE = {
  BUILDKITE: "true",
  BUILDKITE_COMMIT: HEAD,
  BUILDKITE_BUILD_NUMBER: "12",
  BUILDKITE_PULL_REQUEST: "7",
  BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main",
};

const changes: readonly (readonly [string, Record<string, string>, Partial<CiChange>])[] = [
  [
    "GitLab: a merge request",
    GITLAB_CHANGE,
    {
      baseSha: BASE,
      baseBranch: "main",
      headSha: HEAD,
      url: "https://gitlab.example/group/sub/app/-/merge_requests/7",
    },
  ],
  [
    "GitLab: merged results",
    {
      ...GITLAB_CHANGE,
      CI_COMMIT_SHA: MERGE,
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "4".repeat(40),
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD,
    },
    {
      baseSha: "4".repeat(40),
      baseBranch: "main",
      headSha: HEAD,
      url: "https://gitlab.example/group/sub/app/-/merge_requests/7",
    },
  ],
  [
    "GitHub Actions: a step of its own",
    {
      ...ACTIONS,
      GITHUB_BASE_REF: "main",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_SHA: MERGE,
      GITHUB_SERVER_URL: "https://github.com",
    },
    { baseBranch: "main", mergeSha: MERGE, url: "https://github.com/octo/app/pull/7" },
  ],
  [
    "Gitea and Forgejo",
    {
      ...ACTIONS,
      GITEA_ACTIONS: "true",
      GITHUB_BASE_REF: "main",
      GITHUB_REF: "refs/pull/7/head",
      GITHUB_SHA: HEAD,
      GITHUB_SERVER_URL: "https://git.example/code",
    },
    { baseBranch: "main", headSha: HEAD, url: "https://git.example/code/octo/app/pulls/7" },
  ],
  [
    "Bitbucket",
    {
      BITBUCKET_BUILD_NUMBER: "3",
      BITBUCKET_COMMIT: HEAD,
      BITBUCKET_PR_ID: "7",
      BITBUCKET_PR_DESTINATION_BRANCH: "main",
      BITBUCKET_GIT_HTTP_ORIGIN: "https://bitbucket.org/octo/app",
    },
    { baseBranch: "main", headSha: HEAD, url: "https://bitbucket.org/octo/app/pull-requests/7" },
  ],
  [
    "Buildkite, cloned by ssh",
    { ...BUILDKITE, BUILDKITE_REPO: "git@github.com:octo/app.git" },
    { baseBranch: "main", headSha: HEAD, url: "https://github.com/octo/app/pull/7" },
  ],
  [
    "Buildkite, of GitLab by https",
    {
      ...BUILDKITE,
      BUILDKITE_PIPELINE_PROVIDER: "gitlab",
      BUILDKITE_REPO: "https://user:token@gitlab.example:8443/octo/app.git",
    },
    { baseBranch: "main", headSha: HEAD, url: "https://gitlab.example:8443/octo/app/-/merge_requests/7" },
  ],
  [
    "Buildkite, cloned from a folder",
    { ...BUILDKITE, BUILDKITE_REPO: "/srv/git/app.git" },
    { baseBranch: "main", headSha: HEAD },
  ],
  [
    "CircleCI",
    { CIRCLECI: "true", CIRCLE_SHA1: HEAD, CIRCLE_PULL_REQUEST: "https://github.com/octo/app/pull/7" },
    { headSha: HEAD, url: "https://github.com/octo/app/pull/7" },
  ],
  [
    "Azure, with a repository at GitHub",
    {
      TF_BUILD: "True",
      BUILD_SOURCEBRANCH: "refs/pull/7/merge",
      BUILD_SOURCEVERSION: MERGE,
      BUILD_REPOSITORY_URI: "https://github.com/octo/app",
      SYSTEM_PULLREQUEST_TARGETBRANCH: "main",
      SYSTEM_PULLREQUEST_SOURCECOMMITID: HEAD,
      SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: "7",
    },
    { baseBranch: "main", headSha: HEAD, mergeSha: MERGE, url: "https://github.com/octo/app/pull/7" },
  ],
  [
    "Azure, with a repository of its own",
    {
      TF_BUILD: "True",
      BUILD_SOURCEBRANCH: "refs/pull/7/merge",
      BUILD_SOURCEVERSION: MERGE,
      SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main",
    },
    { baseBranch: "main", mergeSha: MERGE },
  ],
  [
    "Jenkins",
    {
      JENKINS_URL: "https://jenkins.example/",
      CHANGE_ID: "7",
      CHANGE_TARGET: "main",
      CHANGE_URL: "https://git.example/octo/app/pulls/7",
    },
    { baseBranch: "main", url: "https://git.example/octo/app/pulls/7" },
  ],
];

test.each(changes)("%s has the change in its variables", (_, env, expected) => {
  expect(readCi(env)?.change).toEqual({ ...nothing, ...expected });
  expect(isInCi(env)).toBe(true);
});

test.each<[string, Record<string, string>, string | null]>([
  ["GitLab", { ...GITLAB, CI_COMMIT_BRANCH: "main" }, "main"],
  ["GitLab for a tag", { ...GITLAB, CI_COMMIT_TAG: "v1" }, null],
  ["GitHub Actions", { ...ACTIONS, GITHUB_BASE_REF: "", GITHUB_REF: "refs/heads/a/b" }, "a/b"],
  ["GitHub Actions for a tag", { ...ACTIONS, GITHUB_BASE_REF: "", GITHUB_REF: "refs/tags/main" }, null],
  ["Bitbucket", { BITBUCKET_BUILD_NUMBER: "3", BITBUCKET_BRANCH: "main" }, "main"],
  ["Buildkite", { ...BUILDKITE, BUILDKITE_PULL_REQUEST: "false", BUILDKITE_BRANCH: "main" }, "main"],
  ["CircleCI", { CIRCLECI: "true", CIRCLE_BRANCH: "main" }, "main"],
  ["Azure", { TF_BUILD: "True", BUILD_SOURCEBRANCH: "refs/heads/main" }, "main"],
  ["Jenkins", { JENKINS_URL: "https://jenkins.example/", BRANCH_NAME: "main" }, "main"],
  ["Jenkins without branches", { JENKINS_URL: "https://jenkins.example/" }, null],
])("%s without a pull request has a branch and no change", (_, env, branch) => {
  expect(readCi(env)).toMatchObject({ change: null, branch });
});

// A fork may give its branch the name of this repository's default branch.
test.each(changes)("%s for a pull request has no branch", (_, env) => {
  const ofSource = { BITBUCKET_BRANCH: "main", BUILDKITE_BRANCH: "main", CIRCLE_BRANCH: "main" };
  expect(readCi({ ...ofSource, ...env, BRANCH_NAME: "PR-7" })?.branch).toBeNull();
});

test("a run has a number and a default branch", () => {
  expect(readCi(GITLAB)).toEqual({
    name: "GitLab CI",
    number: "4711",
    defaultBranch: "main",
    branch: null,
    change: null,
  });
});

test.each([
  [{}, false],
  [{ CI: "" }, false],
  [{ CI: "false" }, false],
  [{ CI: "true" }, true],
  [{ CI: "woodpecker" }, true],
])("variables %j mean a CI: %j", (env, expected) => {
  expect(isInCi(env)).toBe(expected);
  expect(readCi(env)).toBeNull();
});
