import type { Exec } from "../../host/exec.ts";
import type { Smoke } from "../../values/smoke/smoke-test.ts";

/** Everything that a smoke test needs from the world. */
export interface SmokeWorld {
  /** Throws once the run was stopped. */
  readonly exec: Exec;
  /** Also works after the run was stopped. */
  readonly cleanUpExec: Exec;
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal;
  /** Reports a problem that does not affect the verdict. */
  readonly warn: (message: string) => void;
}

/** The container to start. */
export interface SmokeSubject {
  /** The engine's name of the image. */
  readonly image: string;
  /** Name of the container, unique to the run and the image. */
  readonly container: string;
  readonly platform: string | null;
  /** Whether the image has a HEALTHCHECK. */
  readonly healthcheck: boolean;
  readonly smoke: Smoke;
  /** Whether its processes may run as root. */
  readonly allowRoot: boolean;
}
