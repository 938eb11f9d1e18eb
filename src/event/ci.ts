import type { Environment } from "../host/environment.ts";
import { branchName } from "./github.ts";

/** The run of a CI, from the CI's own variables. Each reader below names their documentation. */
export interface CiRun {
  /** Name of the CI, for people. */
  readonly name: string;
  /** The pull request or merge request that the run is for; null for any other run. */
  readonly change: CiChange | null;
  /** Name of the branch that the run is for; null for any other run, and if the CI does not say it. */
  readonly branch: string | null;
  /** Name of the repository's default branch; null if the CI does not say it. */
  readonly defaultBranch: string | null;
  /** Number of the run, which grows with time; null if there is none. */
  readonly number: string | null;
}

/** A pull request as a CI describes it; unknown values are null. */
export interface CiChange {
  /** The commit that the change is compared with. */
  readonly baseSha: string | null;
  /** Name of the branch that the change is merged into. */
  readonly baseBranch: string | null;
  /** Last commit of the change, which need not be the one that is checked out. */
  readonly headSha: string | null;
  /** The merge of both that the forge made and the CI checks out: its first parent is the base. */
  readonly mergeSha: string | null;
  /** The pull request's page. */
  readonly url: string | null;
}

/** Whether a CI runs this process, also a CI that `readCi` does not know. */
export function isInCi(env: Environment): boolean {
  return (hasValue(env["CI"]) && !["false", "0"].includes(env["CI"])) || readCi(env) !== null;
}

/** The CI that runs this process, by its variables; null if none is known. */
export function readCi(env: Environment): CiRun | null {
  const variables = (name: string) => (hasValue(env[name]) ? env[name] : null);
  return READERS.map((read) => read(variables)).find((run) => run !== null) ?? null;
}

/** A variable that has a value; null for any other. */
type Variables = (name: string) => string | null;

/** Null if it is another CI. */
type Reader = (get: Variables) => CiRun | null;

const UNKNOWN: CiChange = { baseSha: null, baseBranch: null, headSha: null, mergeSha: null, url: null };

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
const gitLab: Reader = (get) => {
  if (get("GITLAB_CI") === null) return null;
  const [project, number] = [get("CI_MERGE_REQUEST_PROJECT_URL"), get("CI_MERGE_REQUEST_IID")];
  return {
    name: "GitLab CI",
    branch: get("CI_COMMIT_BRANCH"),
    defaultBranch: get("CI_DEFAULT_BRANCH"),
    number: get("CI_PIPELINE_ID"),
    change:
      number === null
        ? null
        : {
            ...UNKNOWN,
            // Only a pipeline for merged results has it, and checks out a merge with that commit.
            baseSha: get("CI_MERGE_REQUEST_TARGET_BRANCH_SHA") ?? get("CI_MERGE_REQUEST_DIFF_BASE_SHA"),
            baseBranch: get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
            headSha: get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? get("CI_COMMIT_SHA"),
            url: project === null ? null : `${project}/-/merge_requests/${number}`,
          },
  };
};

/**
 * GitHub Actions, and Gitea and Forgejo, which set the same variables:
 * https://docs.github.com/actions/reference/workflows-and-actions/variables,
 * https://docs.gitea.com/usage/actions/actions-variables, https://forgejo.org/docs/latest/user/actions/reference/
 */
const actions: Reader = (get) => {
  if (get("GITHUB_ACTIONS") === null) return null;
  const isGitea = get("GITEA_ACTIONS") !== null || get("FORGEJO_ACTIONS") !== null;
  const [baseBranch, ref] = [get("GITHUB_BASE_REF"), get("GITHUB_REF") ?? ""];
  const [, number, checkedOut] = /^refs\/pull\/(\d+)\/(\w+)$/.exec(ref) ?? [];
  const repository = `${get("GITHUB_SERVER_URL")}/${get("GITHUB_REPOSITORY")}`;
  return {
    name: isGitea ? "Gitea or Forgejo Actions" : "GitHub Actions",
    branch: baseBranch === null ? branchName(ref) : null,
    defaultBranch: null,
    number: get("GITHUB_RUN_ID"),
    change:
      baseBranch === null
        ? null
        : {
            ...UNKNOWN,
            baseBranch,
            mergeSha: checkedOut === "merge" ? get("GITHUB_SHA") : null,
            headSha: checkedOut === "head" ? get("GITHUB_SHA") : null,
            url: number === undefined ? null : `${repository}/${isGitea ? "pulls" : "pull"}/${number}`,
          },
  };
};

/** https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/ */
const bitbucket: Reader = (get) => {
  if (get("BITBUCKET_BUILD_NUMBER") === null) return null;
  const number = get("BITBUCKET_PR_ID");
  const repository = get("BITBUCKET_GIT_HTTP_ORIGIN");
  return {
    name: "Bitbucket Pipelines",
    branch: number === null ? get("BITBUCKET_BRANCH") : null,
    defaultBranch: null,
    number: get("BITBUCKET_BUILD_NUMBER"),
    change:
      number === null
        ? null
        : {
            ...UNKNOWN,
            baseBranch: get("BITBUCKET_PR_DESTINATION_BRANCH"),
            headSha: get("BITBUCKET_COMMIT"),
            url: repository === null ? null : `${repository}/pull-requests/${number}`,
          },
  };
};

/** https://buildkite.com/docs/pipelines/configure/environment-variables */
const buildkite: Reader = (get) => {
  if (get("BUILDKITE") === null) return null;
  const number = get("BUILDKITE_PULL_REQUEST");
  const isChange = number !== null && number !== "false";
  const repository = webAddress(get("BUILDKITE_REPO"));
  // Its variables have the names of the forge that the pipeline is connected with.
  const isGitLab = get("BUILDKITE_PIPELINE_PROVIDER")?.startsWith("gitlab") === true;
  return {
    name: "Buildkite",
    branch: isChange ? null : get("BUILDKITE_BRANCH"),
    defaultBranch: get("BUILDKITE_PIPELINE_DEFAULT_BRANCH"),
    number: get("BUILDKITE_BUILD_NUMBER"),
    change: !isChange
      ? null
      : {
          ...UNKNOWN,
          baseBranch: get("BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
          headSha: get("BUILDKITE_COMMIT"),
          url:
            repository === null ? null : `${repository}/${isGitLab ? "-/merge_requests" : "pull"}/${number}`,
        },
  };
};

/** https://circleci.com/docs/reference/variables/: it names the pull request, and not its base. */
const circleCi: Reader = (get) => {
  if (get("CIRCLECI") === null) return null;
  const url = get("CIRCLE_PULL_REQUEST");
  return {
    name: "CircleCI",
    branch: url === null ? get("CIRCLE_BRANCH") : null,
    defaultBranch: null,
    number: get("CIRCLE_BUILD_NUM"),
    change: url === null ? null : { ...UNKNOWN, headSha: get("CIRCLE_SHA1"), url },
  };
};

/** https://learn.microsoft.com/azure/devops/pipelines/build/variables */
const azure: Reader = (get) => {
  if (get("TF_BUILD") === null) return null;
  const target = get("SYSTEM_PULLREQUEST_TARGETBRANCH");
  const isMerge = /^refs\/pull\/\d+\/merge$/.test(get("BUILD_SOURCEBRANCH") ?? "");
  // Only a repository at GitHub has it. Azure has another variable for its own pull requests.
  const number = get("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER");
  const repository = webAddress(get("BUILD_REPOSITORY_URI"));
  return {
    name: "Azure Pipelines",
    branch: target === null ? branchName(get("BUILD_SOURCEBRANCH")) : null,
    defaultBranch: null,
    number: get("BUILD_BUILDID"),
    change:
      target === null
        ? null
        : {
            ...UNKNOWN,
            baseBranch: target.replace(/^refs\/heads\//, ""),
            headSha: get("SYSTEM_PULLREQUEST_SOURCECOMMITID"),
            mergeSha: isMerge ? get("BUILD_SOURCEVERSION") : null,
            url: number === null || repository === null ? null : `${repository}/pull/${number}`,
          },
  };
};

/** https://www.jenkins.io/doc/book/pipeline/multibranch/#additional-environment-variables */
const jenkins: Reader = (get) => {
  if (get("JENKINS_URL") === null) return null;
  const isChange = get("CHANGE_ID") !== null;
  return {
    name: "Jenkins",
    branch: isChange ? null : get("BRANCH_NAME"),
    defaultBranch: null,
    number: get("BUILD_NUMBER"),
    change: !isChange
      ? null
      : {
          ...UNKNOWN,
          baseBranch: get("CHANGE_TARGET"),
          headSha: get("GIT_COMMIT"),
          url: get("CHANGE_URL"),
        },
  };
};

/** Jenkins last: its agents pass on the variables of the machine that they run on. */
const READERS: readonly Reader[] = [gitLab, actions, bitbucket, buildkite, circleCi, azure, jenkins];

/** The page of a repository, from its address for git; null if the address names no server. */
function webAddress(address: string | null): string | null {
  // As git writes ssh: `git@github.com:owner/name.git`.
  const scp = /^(?:[^@/:]+@)?([^@/:]+):([^/].*)$/.exec(address ?? "");
  const written = scp === null ? (address ?? "") : `ssh://${scp[1]}/${scp[2]}`;
  if (!URL.canParse(written)) return null;
  const { protocol, host, hostname, pathname } = new URL(written);
  const path = pathname.replace(/(?:\.git)?\/*$/, "");
  if (protocol === "https:" || protocol === "http:") return `${protocol}//${host}${path}`;
  return protocol === "ssh:" ? `https://${hostname}${path}` : null;
}

function hasValue(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}
