import type { ConfiguredImage } from "../config/configured-images.ts";
import { IMAGE_SETTINGS, type ImageSettings } from "../config/settings.ts";
import type { LoosenedSetting } from "../model/outcomes.ts";
import { RULES } from "../rules/index.ts";
import { isStricter } from "../rules/levels.ts";
import { camelCase, type SettingsTable, type Values, valueWords } from "../values/setting.ts";

const TABLE: SettingsTable = IMAGE_SETTINGS;
const NAMES = Object.keys(IMAGE_SETTINGS) as (keyof typeof IMAGE_SETTINGS)[];

/**
 * Which demands on an image are weaker than the baseline's settings had them: settings in the order of their
 * table, then the levels of rules.
 * @param baselineSize in bytes, which tells what a percentage is; null if it is not known
 */
export function loosenedSettings(
  before: ImageSettings,
  { settings: after, placeOf }: Pick<ConfiguredImage, "settings" | "placeOf">,
  baselineSize: number | null,
): LoosenedSetting[] {
  const [old, now]: Values<SettingsTable>[] = [before, after];
  const settings = NAMES.flatMap((name) => {
    const setting = TABLE[name];
    const [was, is] = [old?.[camelCase(name)] ?? null, now?.[camelCase(name)] ?? null];
    return setting?.isLooser?.(was, is, baselineSize) === true
      ? [{ setting: name, before: valueWords(setting, was), after: valueWords(setting, is) }]
      : [];
  });
  const levels = RULES.flatMap(({ id, level }) => {
    const [was, is] = [before.rules?.[id] ?? level, after.rules?.[id] ?? level];
    return isStricter(was, is)
      ? [{ setting: "rules" as const, before: `${id} ${was}`, after: `${id} ${is}` }]
      : [];
  });
  return [...settings, ...levels].map((change) => ({ ...change, place: placeOf(change.setting) }));
}
