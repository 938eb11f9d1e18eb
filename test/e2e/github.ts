import { createEmulator } from "emulate";
import type { Octokit } from "../../src/github/octokit.ts";
import { fastOctokit } from "../github/client.ts";

/** The repository of the emulated GitHub. */
export const REPOSITORY = { owner: "octocat", repo: "hello-world" };

/** The job's `github.token`. */
export const TOKEN = "token-of-the-job";

export interface EmulatedGitHub {
  readonly url: string;
  readonly octokit: Octokit;
  close(): Promise<void>;
}

/** Starts an emulated GitHub with the repository. */
export async function startGitHub(): Promise<EmulatedGitHub> {
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { [TOKEN]: { login: REPOSITORY.owner, scopes: ["repo"] } },
      github: {
        users: [{ login: REPOSITORY.owner }],
        repos: [{ owner: REPOSITORY.owner, name: REPOSITORY.repo, auto_init: true }],
      },
    },
  });
  return {
    url: emulator.url,
    octokit: await fastOctokit(emulator.url, TOKEN),
    close: () => emulator.close(),
  };
}
