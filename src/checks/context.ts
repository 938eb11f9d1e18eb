import type { ContextReport } from "../model/report.ts";
import { check } from "./check.ts";
import { measureContext } from "./context/context.ts";

/** The files of the build context; skipped for an existing image. */
export const contextCheck = check<ContextReport>(
  "context",
  "planned",
  async ({ job: { image } }, { show }) => {
    const { settings, how, builtFrom } = image;
    if (how.kind !== "built" || builtFrom === null) return null;
    // Files for another platform of the image are needed, too.
    const naming = image.rowPlatforms.length > 1 ? { ...settings, platform: null } : settings;
    return measureContext({ ...how, context: settings.context, builtFrom, naming }, show);
  },
);
