import type { ImageChange, RunChange } from "../baseline/configuration-change.ts";
import { IMAGE_SETTINGS, type ImageSettings, RUN_SETTINGS, type RunSettings } from "../config/settings.ts";
import type { LoosenedSetting } from "../model/outcomes.ts";
import type { Place } from "../values/problem.ts";
import { camelCase, type SettingsTable, type Values, valueWords } from "../values/setting.ts";

/**
 * The settings of an image that are less strict than the baseline's, in the order of their table.
 * @param baselineSize in bytes, to compare percentages with sizes; null if it is unknown
 */
export function loosenedSettings(
  { before, after, placeOf }: ImageChange,
  baselineSize: number | null,
): LoosenedSetting[] {
  return loosened<keyof typeof IMAGE_SETTINGS>(IMAGE_SETTINGS, before, after, placeOf, baselineSize);
}

/** The settings of the run that are less strict than the baseline's. */
export function loosenedRunSettings({ before, after, placeOf }: RunChange): LoosenedSetting[] {
  return loosened<keyof typeof RUN_SETTINGS>(RUN_SETTINGS, before, after, placeOf, null);
}

function loosened<Name extends string>(
  table: Readonly<Record<Name, SettingsTable[string]>>,
  before: ImageSettings | RunSettings,
  after: ImageSettings | RunSettings,
  placeOf: (setting: Name) => Place,
  baselineSize: number | null,
): LoosenedSetting[] {
  const [old, now]: Values<SettingsTable>[] = [before, after];
  return (Object.keys(table) as Name[]).flatMap((name) => {
    const setting = table[name];
    const { change } = setting;
    if (change.kind === "harmless") return [];
    const [was, is] = [old?.[camelCase(name)] ?? null, now?.[camelCase(name)] ?? null];
    const words = { baselineSize, write: (value: unknown) => valueWords(setting, value) };
    return change
      .find(was, is, words)
      .map((values) => ({ ...values, setting: name, kind: change.kind, place: placeOf(name) }));
  });
}
