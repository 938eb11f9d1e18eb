/** How a container of the image is tried out. */
export interface Smoke {
  /** Port that it listens on; null if it does not. */
  readonly port: number | null;
  /** What makes it ready; null if that follows from the rest. */
  readonly wait: Wait | null;
  /** In ms: for getting ready, and for every request and command. */
  readonly timeout: number;
  /** Null takes the value from this process's environment. */
  readonly env: Readonly<Record<string, string | null>>;
  /** As `docker run --tmpfs` takes them: `/tmp` or `/tmp:size=64m`. */
  readonly tmpfs: readonly string[];
  readonly readOnly: boolean;
  /** Names of capabilities. */
  readonly capDrop: readonly string[];
  /** In the order in which they are sent. */
  readonly requests: readonly SmokeRequest[];
  /** In the order in which they are run. */
  readonly exec: readonly SmokeCommand[];
}

/** What a container has to do to be ready. */
export type Wait =
  /** Answer a GET of the path with 2xx or 3xx. */
  | { readonly kind: "path"; readonly path: string }
  /** Listen on its port. */
  | { readonly kind: "tcp" }
  /** Be healthy as its image's HEALTHCHECK sees it. */
  | { readonly kind: "healthy" }
  /** Have a line in its log that holds the text. */
  | { readonly kind: "log"; readonly text: string }
  /** End with that exit code, with such a line where a text is given. */
  | { readonly kind: "exit"; readonly code: number; readonly text: string | null };

/** A request with what must come back. */
export interface SmokeRequest {
  /** In capital letters. */
  readonly method: string;
  /** Begins with a slash; may have a query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. */
  readonly body: string | null;
  /** Null lets anything from 200 to 399 pass. */
  readonly status: number | null;
  /** What the body must hold; null if that does not matter. */
  readonly contains: string | null;
  /** What the body, as JSON, must have at least; null if that does not matter. */
  readonly json: { readonly value: unknown } | null;
}

/** A command that must end with exit code 0 in the running container. */
export interface SmokeCommand {
  /** As it was written, for people. */
  readonly title: string;
  /** Program and arguments. */
  readonly argv: readonly string[];
  /** All that it must print, but for blanks around it; null if that does not matter. */
  readonly stdout: string | null;
}
