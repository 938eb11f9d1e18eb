import { createOctokit, type Octokit, type Pace } from "../../src/github/octokit.ts";

// The API is on loopback, so requests must not go to a proxy of the machine.
for (const name of ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"]) delete process.env[name];

type Limits = NonNullable<NonNullable<Pace["throttle"]>["write"]>;

/** The part of the limiter that the plugin uses, without the pause of a second between two writes. */
const unlimited = {
  key: () => ({
    schedule: (_options: object, job: (...args: unknown[]) => unknown, ...args: unknown[]) => job(...args),
  }),
} as unknown as Limits;

/** A second of waiting takes a millisecond. */
export const FAST: Pace = {
  retry: { retryAfterBaseValue: 1 },
  throttle: { retryAfterBaseValue: 1, write: unlimited, notifications: unlimited },
};

/** The client of a job, except that a second of waiting takes a millisecond. */
export function fastOctokit(url: string, token: string): Promise<Octokit> {
  const { signal } = new AbortController();
  return createOctokit({ token, env: { GITHUB_API_URL: url }, signal, pace: FAST });
}
