import type { BuiltFrom } from "../analysis/origins.ts";
import type { ImageSettings } from "../config/settings.ts";
import type { UnpinnedBase } from "../rules/rule.ts";

/** The FROM lines without a version, in the Dockerfile's order. */
export function unpinnedBases(
  _builtFrom: BuiltFrom,
  _settings: Pick<ImageSettings, "buildArgs" | "buildContexts">,
): UnpinnedBase[] {
  return [];
}
