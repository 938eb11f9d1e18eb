/** A request of one round trip. */
export interface Question {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** A form that is posted; without it the request is a GET. */
  readonly form?: string;
}

/** What a server answered, whose body must be read or thrown away. */
export interface Answer {
  readonly url: URL;
  readonly status: number;
  /** A header by its name in lower case; several of one name with commas between. Null if it is not there. */
  readonly header: (name: string) => string | null;
  readonly body: AsyncIterable<Uint8Array>;
  readonly discard: () => void;
}

/** The answer to a request, behind all its redirects. */
export interface FinalAnswer extends Answer {
  /** Whether the server that was asked answered itself: no redirect led to another one, not even on the way. */
  readonly isOwn: boolean;
}

/** Sends a request once: no redirect, no retry. Throws the error of the connection. */
export type Send = (question: Question) => Promise<Answer>;
