import type { ImageSettings } from "../config/settings.ts";
import type { Examined } from "../measure/examined.ts";
import type { Measurement } from "../measure/measurement.ts";
import type { BaselineReport } from "../model/report.ts";
import type { FoundBaseline } from "./find.ts";
import { METRIC_VERSION } from "./stored.ts";

/** What an image is compared with, now that all is built. */
export interface Baseline {
  readonly report: BaselineReport;
  /** Null where there is none, or it is not comparable. */
  readonly measurement: Measurement | null;
  /** What was asked of the image there; null where nobody asked anything. */
  readonly settings: ImageSettings | null;
}

/**
 * Settles what an image is compared with.
 * @param name of the image
 * @param after its own measurement; null where it has none
 * @param examined what came of the baseline's own build; null where it had none
 */
export function settleBaseline(
  found: FoundBaseline,
  name: string,
  after: Measurement | null,
  examined: Examined | null,
): Baseline {
  const base = found.kind === "given" ? null : (found.base ?? null);
  const settings = base?.requested.settings ?? null;
  const told = {
    commit: found.kind === "stored" ? found.stored.commit : (base?.commit ?? null),
    name: found.kind === "given" ? found.name : (base?.branch ?? null),
    behind: found.kind === "stored" ? found.behind : 0,
  };
  const without = (state: "none" | "refused", why: string, log: string | null = null): Baseline => ({
    report: { ...told, state, why, log, image: null },
    measurement: null,
    settings,
  });
  if (found.kind === "none") return without("none", found.why);
  if (found.kind === "stored" && found.stored.metricVersion !== METRIC_VERSION)
    return without("refused", `other metric version (${found.stored.metricVersion}, now ${METRIC_VERSION})`);

  const measurement = found.kind === "stored" ? found.stored.measurement : (examined?.measurement ?? null);
  if (measurement === null) {
    const problem = examined?.failure?.message ?? "nothing was built";
    const what = found.kind === "given" ? `${found.name} cannot be read` : "the base does not build";
    return without("none", `${what} (${problem})`, examined?.failure?.log ?? null);
  }
  const { platform, size, transferSize, layers, baseImage } = measurement.image;
  if (after !== null && after.image.platform !== platform)
    return without("refused", `other platform (${platform}, now ${after.image.platform})`);

  const old = base?.requested.name ?? null;
  return {
    report: {
      ...told,
      state: found.kind,
      why: null,
      log: null,
      image: {
        renamedFrom: old === null || old === name ? null : old,
        target:
          found.kind === "stored" ? (settings?.target ?? null) : (found.image.builtFrom?.target ?? null),
        platform,
        size,
        transferSize,
        layers: layers.length,
        baseImage: baseImage?.name ?? null,
      },
    },
    measurement,
    settings,
  };
}
