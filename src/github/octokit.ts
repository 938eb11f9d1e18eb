import type { getOctokit } from "@actions/github";

/** GitHub's API, REST and GraphQL, with paging, retries and respect for rate limits. */
export type Octokit = ReturnType<typeof getOctokit>;

type OctokitOptions = NonNullable<Parameters<typeof getOctokit>[1]>;

/** How long is waited, and for what: settings of the retries and of the rate limits. */
export interface Pace {
  readonly retry?: OctokitOptions["retry"];
  readonly throttle?: Partial<NonNullable<OctokitOptions["throttle"]>>;
}

/**
 * A client of the GitHub that the job runs on: `GITHUB_API_URL` of `env`, so also an Enterprise Server.
 *
 * A request is sent again up to three times after a broken connection or a 5xx, unless it forbids that
 * (`request: { retries: 0 }`). Where GitHub names a rate limit, that is waited for at most twice and at
 * most a minute each time, because no comment is worth holding a job for. `pace` goes before all that.
 */
export async function createOctokit(
  token: string,
  env: Readonly<Record<string, string | undefined>>,
  pace: Pace = {},
): Promise<Octokit> {
  // Loaded here because these packages take long to load, and because @actions/github reads the event's
  // payload as soon as it is imported: a damaged one would end the run before anything could be said.
  const [github, { retry }, { throttling }] = await Promise.all([
    import("@actions/github"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
  ]);
  const baseUrl = env["GITHUB_API_URL"];
  const options: OctokitOptions = {
    ...(baseUrl ? { baseUrl } : {}),
    // 429 belongs to the throttling alone: two plugins that retry the same answer multiply.
    retry: { doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451], ...pace.retry },
    throttle: { onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting, ...pace.throttle },
  };
  return github.getOctokit(token, options, retry, throttling);
}

/** `seconds` is what GitHub asks to wait, `waits` how often this request has waited already. */
function isWorthWaiting(seconds: number, _request: unknown, _octokit: unknown, waits: number): boolean {
  return seconds <= 60 && waits < 2;
}
