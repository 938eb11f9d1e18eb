import type { SmokeOutcome } from "../model/outcomes.ts";
import { check } from "./check.ts";
import { smokeTest } from "./smoke/smoke.ts";

/** How a container of the image does when it is started and asked. */
export const smokeCheck = check<SmokeOutcome>(
  "smoke",
  "built",
  async ({ job: { image, started }, image: measured }, world) => {
    const { smoke, platform, allowRoot } = image.settings;
    if (started === null || smoke === null || measured === null) return null;
    const { healthcheck } = measured;
    return smokeTest({ ...started, smoke, platform, healthcheck, allowRoot: allowRoot === true }, world);
  },
);
