import { readdirSync, readFileSync } from "node:fs";
import { isDefaultBranchPush, readEvent } from "../../../src/event/github.ts";
import { mutateJson } from "../mutate/json.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const FOLDER = "test/event/events";

/** The payload of a GitHub event. */
export const target: FuzzTarget = {
  name: "event",
  executions: 800,
  seeds: () =>
    readdirSync(FOLDER)
      .sort()
      .map((name) => readFileSync(`${FOLDER}/${name}`)),
  mutate: mutateJson,
  run: async (payload) => {
    for (const name of ["pull_request", "pull_request_target", "push", "merge_group", "schedule"]) {
      const env = {
        GITHUB_EVENT_NAME: name,
        GITHUB_REPOSITORY: "octocat/hello-world",
        GITHUB_SHA: "1".repeat(40),
        GITHUB_EVENT_PATH: "/event.json",
      };
      const event = await refusable(() => readEvent(env, async () => payload.toString("utf8")));
      expectThat(!event.isRefused || name.startsWith("pull_request"), () => `a ${name} event is refused`);
      if (event.isRefused) continue;
      isDefaultBranchPush(event.value);
      const texts = Object.values(event.value).flat();
      expectThat(
        texts.every((value) => value === null || typeof value !== "object"),
        () => `an event with ${JSON.stringify(event.value)}`,
      );
    }
  },
};
