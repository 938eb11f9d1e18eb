/** A smoke test of a container of the image. */
export interface Smoke {
  /** Port that it listens on; null if it does not listen. */
  readonly port: number | null;
  /** The condition for being ready; null if it follows from the rest. */
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

/** The condition for a container to be ready. */
export type Wait =
  /** Answer a GET of the path with 2xx or 3xx. */
  | { readonly kind: "path"; readonly path: string }
  /** Listen on its port. */
  | { readonly kind: "tcp" }
  /** Be healthy as its image's HEALTHCHECK sees it. */
  | { readonly kind: "healthy" }
  /** Have a line in its log that holds the text. */
  | { readonly kind: "log"; readonly text: string }
  /** End with that exit code and, if a text is given, with such a line in its log. */
  | { readonly kind: "exit"; readonly code: number; readonly text: string | null };

/** A request with the expected response. */
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
  /** Text that the body must contain; null for any body. */
  readonly contains: string | null;
  /** JSON that the body must contain at least; null for any body. */
  readonly json: { readonly value: unknown } | null;
}

/** A command that must end with exit code 0 in the running container. */
export interface SmokeCommand {
  /** As it was written, for people. */
  readonly title: string;
  /** Program and arguments. */
  readonly argv: readonly string[];
  /** Its expected output, without outer blanks; null for any output. */
  readonly stdout: string | null;
}
