import type { Inputs } from "../config/inputs.ts";
import type { GitHubEvent } from "../event/github.ts";
import { StagegateError } from "../host/errors.ts";
import { flag } from "../values/kinds.ts";

/**
 * Refuses a run that would build a fork's code with this repository's token and secrets in reach, and is called
 * before any file of the working tree is read.
 * @returns a warning if an input allows such a run, else null
 * @throws StagegateError if no input allows it
 */
export function refuseUnsafeFork(event: GitHubEvent, inputs: Inputs): string | null {
  const isUnsafe = event.kind === "pull_request" ? event.target && event.fork : isOtherFork(event);
  if (!isUnsafe) return null;
  const name = event.kind === "pull_request" ? "pull_request_target" : "workflow_run";
  if (flag.parse(inputs.get("allow-unsafe-fork-builds")?.value) === true)
    return `${name} builds a fork's code with this repository's token and secrets in reach, because allow-unsafe-fork-builds is set. This run stores nothing.`;
  throw new StagegateError(
    `${name} would build a fork's code with this repository's token and secrets in reach, so nothing of it was read or run`,
    "Gate pull requests in a workflow of the event `pull_request`, whose runs for a fork have no secrets and a token that only reads. If you trust every fork, set the input `allow-unsafe-fork-builds: true`.",
  );
}

function isOtherFork(event: GitHubEvent): boolean {
  return event.kind === "other" && event.fork;
}
