import type { Environment } from "../host/environment.ts";
import { StagegateError } from "../host/errors.ts";

/** A pull request, from the address of its page. */
export interface PullRequestPage {
  /** Forgejo has the API of Gitea. */
  readonly forge: "github" | "gitea" | "gitlab";
  /** Without the text after the number. */
  readonly url: string;
  /** Of its API, without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name`; at GitLab with all groups. */
  readonly repository: string;
  readonly number: number;
}

/** Paths of pages, after the server's own path. A GitLab project may lie in nested groups. */
const PAGES = [
  { forge: "github", pattern: /^(.*)\/([^/]+\/[^/]+)\/pull\/(\d+)(?:\/|$)/ },
  { forge: "gitea", pattern: /^(.*)\/([^/]+\/[^/]+)\/pulls\/(\d+)(?:\/|$)/ },
  { forge: "gitlab", pattern: /^()\/([^/]+(?:\/[^/]+)+)\/-\/merge_requests\/(\d+)(?:\/|$)/ },
] as const;

const EXAMPLE =
  "Write for example: --pull-request https://github.com/octo/app/pull/7, or the page of a pull request at Gitea or Forgejo, or of a merge request at GitLab.";

/**
 * Reads the address of a pull request's page.
 * @param env its `GITHUB_API_URL` and `CI_API_V4_URL` count if they belong to the same server
 * @throws StagegateError if it is not a page of a known forge
 */
export function readPullRequestPage(written: string, env: Environment): PullRequestPage {
  const url = URL.canParse(written) ? new URL(written) : null;
  for (const { forge, pattern } of url === null || !/^https?:$/.test(url.protocol) ? [] : PAGES) {
    const [page, path = "", repository = "", number] = pattern.exec(url?.pathname ?? "") ?? [];
    if (page === undefined || url === null) continue;
    return {
      forge,
      url: `${url.origin}${page.replace(/\/$/, "")}`,
      apiUrl: apiOf(forge, url, path, env),
      repository: decodeURIComponent(repository),
      number: Number(number),
    };
  }
  throw new StagegateError(
    `${JSON.stringify(written)} is not the address of a pull request that stagegate knows`,
    EXAMPLE,
  );
}

function apiOf(
  forge: PullRequestPage["forge"],
  { origin, host }: URL,
  path: string,
  env: Environment,
): string {
  const [ofGitHub, ofGitLab] = [env["GITHUB_API_URL"], env["CI_API_V4_URL"]];
  switch (forge) {
    case "github":
      if (ofGitHub && isSameServer(env["GITHUB_SERVER_URL"], origin)) return ofGitHub.replace(/\/$/, "");
      if (host === "github.com") return "https://api.github.com";
      return host.endsWith(".ghe.com") ? `https://api.${host}` : `${origin}${path}/api/v3`;
    case "gitea":
      return `${origin}${path}/api/v1`;
    case "gitlab":
      // A server may have a path of its own, which looks like a group in the address.
      return ofGitLab && isSameServer(ofGitLab, origin) ? ofGitLab.replace(/\/$/, "") : `${origin}/api/v4`;
  }
}

function isSameServer(address: string | undefined, origin: string): boolean {
  return address !== undefined && URL.canParse(address) && new URL(address).origin === origin;
}
