import type { ContextReport } from "../model/report.ts";
import { check } from "./check.ts";
import { measureContext } from "./context/context.ts";

/** What the build context sends; nothing for an existing image. */
export const contextCheck = check<ContextReport>(
  "context",
  "planned",
  async ({ job: { image } }, { show }) => {
    const { settings, how, builtFrom } = image;
    if (how.kind !== "built" || builtFrom === null) return null;
    // A folder for another platform of the image is not needless.
    const naming = image.rowPlatforms.length > 1 ? { ...settings, platform: null } : settings;
    return measureContext({ ...how, context: settings.context, builtFrom, naming }, show);
  },
);
