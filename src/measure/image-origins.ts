import type { HistoryEntry, Image } from "../image/image.ts";
import type { HistoryOrigin, Origin } from "../model/report.ts";
import { readBuildpacksLabel } from "./buildpacks-label.ts";
import { begunUpon, readHistory } from "./history-entries.ts";
import type { LayerOrigins } from "./layer-origins.ts";

/**
 * The origins of layers without provenance and without a Dockerfile: from the image's history and, for buildpacks, from
 * a label. The base image is known only if the tool marks its layers. The label `org.opencontainers.image.base.name`
 * does not help, because images inherit labels from their base image, and it does not count layers.
 * @returns null if the history does not have one entry for each layer, and there is no label either
 */
export function readOriginsFromImage({ config, layers }: Image): LayerOrigins | null {
  const read = readHistory(config.history);
  const entries = read.length === layers.length ? read : null;
  const diffIds = layers.map(({ diffId }) => diffId);
  const label = readBuildpacksLabel(config.labels, diffIds);
  if (label === null && (entries === null || entries.every((entry) => entry === null))) return null;

  const origins = diffIds.map((_, at): Origin => label?.layers[at] ?? entries?.[at] ?? { kind: "unknown" });
  if (label?.base != null)
    return { knownBy: "label", base: label.base, own: origins.slice(label.base.layers) };
  const base = entries === null ? null : baseOf(config.history, entries);
  return { knownBy: "history", base, own: origins.slice(base?.layers ?? 0) };
}

/** Tools that put all their layers on top of the base image, and mark each of them. */
const MARKS_ALL: ReadonlySet<HistoryOrigin["by"]> = new Set(["ko", "jib", "nix"]);

/** The base image; null if the history does not show where its layers end. */
function baseOf(
  history: readonly HistoryEntry[],
  entries: readonly (HistoryOrigin | null)[],
): LayerOrigins["base"] {
  const by = entries.at(-1)?.by;
  if (by !== undefined && MARKS_ALL.has(by)) {
    const layers = entries.findLastIndex((entry) => entry?.by !== by) + 1;
    return layers === 0 ? null : { name: null, from: null, digest: null, layers };
  }
  const at = history.findLastIndex((entry) => begunUpon(entry) !== null);
  const [start] = history.slice(at, at + 1);
  const name = start === undefined ? null : begunUpon(start);
  if (name === null || by !== "dockerfile") return null;
  const layers = history.slice(0, at).filter(({ emptyLayer }) => !emptyLayer).length;
  return { name, from: null, digest: null, layers };
}
