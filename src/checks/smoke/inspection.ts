import * as v from "valibot";

/** What the engine says of a container. */
export interface State {
  readonly running: boolean;
  /** Of its first process; 0 while it runs. */
  readonly exitCode: number;
  /** Whether the kernel killed it for its memory. */
  readonly outOfMemory: boolean;
  /** Null where its image has no HEALTHCHECK; `output` is that of the last check. */
  readonly health: { readonly status: string; readonly output: string } | null;
  /** Where its port is published on 127.0.0.1; null where it is not, or no more. */
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
 * Reads what `docker inspect` prints of one container.
 * @param port the container's own
 * @returns null if it is something else
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
