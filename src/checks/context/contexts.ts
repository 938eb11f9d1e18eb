import type { Job } from "../../build/jobs.ts";
import type { ContextReport } from "../../model/report.ts";
import { measureContext } from "./context.ts";

/**
 * What the build contexts of the images that are judged offer, by the images' names; one after another, for
 * the machine is building meanwhile. Nothing for an existing image.
 * @param show turns an absolute path into the one that is shown
 */
export async function measureContexts(
  jobs: readonly Job[],
  show: (path: string) => string,
): Promise<ReadonlyMap<string, ContextReport | null>> {
  const measured = new Map<string, ContextReport | null>();
  for (const { image, isJudged } of jobs) {
    const { name, settings, how, builtFrom } = image;
    if (!isJudged || how.kind !== "built" || builtFrom === null) continue;
    const subject = { ...how, context: settings.context, builtFrom, naming: settings };
    measured.set(name, await measureContext(subject, show));
  }
  return measured;
}
