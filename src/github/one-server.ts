import type { getOctokit } from "@actions/github";
import { StagegateError } from "../host/errors.ts";

type OctokitPlugin = NonNullable<Parameters<typeof getOctokit>[2]>;

const MOST_REDIRECTS = 5;

/**
 * A plugin that sends all requests, and so the token, only to the server of the API. An address that the server gives, such
 * as the `Link` to a further page, is asked for there, whatever host it names: a proxy may not know its own name. A
 * redirect to another server is an error, unless the request follows no redirects.
 */
export const oneServer: OctokitPlugin = (octokit) => {
  octokit.hook.wrap("request", async (request, options) => {
    const { origin } = new URL(options.baseUrl);
    options.url = atServer(options.url, origin);
    if (options.request?.["redirect"] !== undefined) return request(options);
    options.request = { ...options.request, redirect: "manual" };
    const { method, headers, body: data } = octokit.request.endpoint(options);
    let sent = options;
    for (let redirects = 0; ; redirects += 1) {
      const response = await request(sent);
      const { location } = response.headers;
      if (!isRedirect(response.status) || location === undefined) return response;
      const next = new URL(location, response.url);
      if (next.origin !== origin)
        throw new RedirectError(
          `${origin} redirects to ${next.origin}, which does not get the token`,
          "Use the address that it redirects to.",
        );
      if (redirects === MOST_REDIRECTS)
        throw new RedirectError(`${origin} redirects more than ${MOST_REDIRECTS} times`);
      // The new address holds the parameters of the old one.
      const { baseUrl, mediaType, operationName, query, request: how } = options;
      sent = {
        baseUrl,
        mediaType,
        operationName,
        query,
        request: how,
        method,
        headers,
        url: next.href,
        data,
      };
    }
  });
  return {};
};

/** A redirect that is not followed; octokit and `statusOf` treat it as an answer with its own status. */
class RedirectError extends StagegateError {
  /** Misdirected Request. */
  readonly status = 421;
}

/** A path as it is; the path of a whole address at this server. */
function atServer(url: string, origin: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}

/** Whether a status asks to send the same request to another address. */
function isRedirect(status: number): boolean {
  return [301, 302, 307, 308].includes(status);
}
