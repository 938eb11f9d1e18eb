import { distinctChecks } from "../build/dockerfile-checks.ts";
import type { BuildCheck } from "../model/outcomes.ts";
import { check } from "./check.ts";

/** The warnings of BuildKit's own checks of the Dockerfile, with its test stages. */
export const dockerfileCheck = check<readonly BuildCheck[]>("dockerfile", "built", async ({ results }) =>
  distinctChecks(results.flatMap(({ checks }) => checks)),
);
