import type { JobWorld } from "../../src/github/world.ts";

/** A stand-in for `@actions/core` of a job, which records its calls. */
export interface FakeCore {
  readonly core: JobWorld["core"];
  /** `warning: …`, `error: …`, `NAME=VALUE` of an output, in order. */
  readonly said: readonly string[];
  /** The job's summary so far. */
  readonly summary: () => string;
}

export function fakeCore(): FakeCore {
  const said: string[] = [];
  const say = (kind: string) => (message: string | Error) => {
    said.push(`${kind}: ${message}`);
  };
  let summarized = "";
  const summary = {
    addRaw: (text: string) => {
      summarized += text;
      return summary;
    },
    write: async () => summary,
  };
  const core = {
    setSecret: () => undefined,
    setOutput: (name: string, value: unknown) => said.push(`${name}=${value}`),
    error: say("error"),
    warning: say("warning"),
    notice: say("notice"),
    debug: say("debug"),
    summary: summary as never,
  };
  return { core, said, summary: () => summarized };
}
