/** A request without redirects and retries. */
export interface Question {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A form that is posted; without it the request is a GET. */
  readonly form?: string;
}

/** The answer of a server. Its body must be read or discarded. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  /** A header by its name in lower case; several of one name joined with commas. Null if it is missing. */
  readonly header: (name: string) => string | null;
  readonly body: AsyncIterable<Uint8Array>;
  readonly discard: () => void;
}

/** The answer to a request, after all redirects. */
export interface FinalAnswer extends Answer {
  /** Whether the first server answered itself, with no redirect to another one on the way. */
  readonly isOwn: boolean;
}

/** Sends a request once: no redirect, no retry. Throws the error of the connection. */
export type Send = (question: Question) => Promise<Answer>;
