import * as v from "valibot";

/** The state of a container, as the engine reports it. */
export interface State {
  readonly running: boolean;
  /** Exit code of its first process; 0 while it runs. */
  readonly exitCode: number;
  /** Whether the kernel killed it because it used too much memory. */
  readonly outOfMemory: boolean;
  /** Null if its image has no HEALTHCHECK; `output` is the output of the last check. */
  readonly health: { readonly status: string; readonly output: string } | null;
  /** The port on 127.0.0.1 that leads to its own port; null if there is none. */
  readonly port: number | null;
}

// https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Container/operation/ContainerInspect
const inspection = v.tuple([
  v.object({
    State: v.object({
      Running: v.boolean(),
      ExitCode: v.number(),
      OOMKilled: v.optional(v.boolean(), false),
      Health: v.nullish(
        v.object({ Status: v.string(), Log: v.nullish(v.array(v.object({ Output: v.string() }))) }),
      ),
    }),
    NetworkSettings: v.object({
      Ports: v.nullish(v.record(v.string(), v.nullish(v.array(v.object({ HostPort: v.string() }))))),
    }),
  }),
]);

/**
 * Reads the output of `docker inspect` for one container.
 * @param port of the container
 * @returns null if the text is something else
 */
export function readState(text: string, port: number | null): State | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), inspection), text);
  if (!parsed.success) return null;
  const [{ State, NetworkSettings }] = parsed.output;
  const { Running, ExitCode, OOMKilled, Health } = State;
  const published = NetworkSettings.Ports?.[`${port}/tcp`]?.[0];
  return {
    running: Running,
    exitCode: ExitCode,
    outOfMemory: OOMKilled,
    health: Health == null ? null : { status: Health.Status, output: Health.Log?.at(-1)?.Output ?? "" },
    port: published === undefined ? null : Number(published.HostPort),
  };
}

/** `ended with exit code 3`. */
export function endWords({ exitCode, outOfMemory }: State): string {
  return `ended with exit code ${exitCode}${outOfMemory ? ", out of memory" : ""}`;
}
