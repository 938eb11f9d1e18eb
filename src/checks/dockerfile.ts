import { distinctChecks } from "../build/dockerfile-checks.ts";
import type { BuildCheck } from "../model/outcomes.ts";
import { check } from "./check.ts";

/** What BuildKit's own check has against the Dockerfile, the stages of its tests included. */
export const dockerfileCheck = check<readonly BuildCheck[]>("dockerfile", "built", async ({ results }) =>
  distinctChecks(results.flatMap(({ checks }) => checks)),
);
