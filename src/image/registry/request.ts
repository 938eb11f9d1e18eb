import { trace } from "../../host/diagnostics.ts";
import { InvalidImageError } from "../invalid-image.ts";
import type { Answer, FinalAnswer, Question, Send } from "./exchange.ts";
import { connectionFault, isPassing } from "./faults.ts";
import { mayLeadTo } from "./loopback.ts";

/** Most redirects of one request. */
const MOST_REDIRECTS = 10;

/** Most retries of a request. */
export const RETRIES = 4;

/** In ms: delay before the first retry; it doubles each time. */
const FIRST_WAIT = 250;

/** In ms: longest delay that a registry can ask for. */
const LONGEST_WAIT = 60_000;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const BUSY: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Parts that requests to a registry need. */
export interface RequestWorld {
  readonly send: Send;
  /** Waits for some ms. */
  readonly wait: (ms: number) => Promise<void>;
  /** Whether every host may use plain HTTP. */
  readonly isInsecure: boolean;
}

/**
 * Sends a request, follows redirects, and retries while the server is busy or the connection breaks. The header
 * `Authorization` and a form go only to the first server, never to the target of a redirect. Throws
 * InvalidImageError if there is no answer.
 */
export async function ask(question: Question, world: RequestWorld): Promise<FinalAnswer> {
  for (let tries = 0; ; tries += 1) {
    const isLast = tries === RETRIES;
    try {
      const answer = await follow(question, world);
      const wait = BUSY.has(answer.status) ? waitOf(answer, tries) : null;
      if (wait === null || isLast || wait > LONGEST_WAIT) return answer;
      answer.discard();
      trace("registry", () => `${answer.url.host} answers ${answer.status}; asked again in ${wait} ms`);
      await world.wait(wait);
    } catch (error) {
      if (isLast || !isPassing(error)) throw error;
      await world.wait(waitBefore(tries));
    }
  }
}

/** In ms: delay before a retry. @param tries number of earlier failures */
export function waitBefore(tries: number): number {
  return FIRST_WAIT * 2 ** tries;
}

/** In ms: the value of `Retry-After` (RFC 9110, 10.2.3), which is in seconds or a date. */
function waitOf({ header }: Answer, tries: number): number {
  const after = header("retry-after");
  if (after === null) return waitBefore(tries);
  if (/^\d{1,9}$/.test(after)) return Number(after) * 1000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? waitBefore(tries) : Math.max(0, date - Date.now());
}

async function follow(question: Question, { send, isInsecure }: RequestWorld): Promise<FinalAnswer> {
  let { url } = question;
  let isOwn = true;
  const own = url.host;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const { authorization, ...others } = question.headers;
    const headers = isOwn && authorization !== undefined ? { ...others, authorization } : others;
    const answer = await sendOnce({ ...question, url, headers }, send);
    const location = REDIRECTS.has(answer.status) ? answer.header("location") : null;
    if (location === null) return { ...answer, isOwn };
    answer.discard();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : null;
    if (next === null || !mayLeadTo(url, next, isInsecure))
      throw new InvalidImageError(
        `${url.host} redirects to an address that is not HTTPS`,
        "The fault is the registry's: its blobs must be at an address that begins with https:.",
      );
    isOwn = isOwn && next.origin === question.url.origin;
    if (!isOwn && question.form !== undefined)
      throw new InvalidImageError(
        `${url.host} redirects the login to ${next.host}, which gets no credentials`,
        "The fault is the registry's: the realm that it names must answer itself.",
      );
    url = next;
  }
  throw new InvalidImageError(
    `${own} redirects more than ${MOST_REDIRECTS} times`,
    "The fault is the registry's, or that of a proxy before it.",
  );
}

/** Throws InvalidImageError that names the host if the connection fails. */
async function sendOnce(question: Question, send: Send): Promise<Answer> {
  try {
    return await send(question);
  } catch (error) {
    throw connectionFault(question.url.host, error);
  }
}
