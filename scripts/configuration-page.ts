import { IMAGE_SETTINGS, INPUT_ONLY, RUN_SETTINGS, WORKFLOW_ONLY } from "../src/config/settings.ts";
import type { SettingsTable } from "../src/values/setting.ts";
import { between, table } from "./markers.ts";
import { sentence } from "./sentence.ts";

interface SettingGroup {
  readonly title: string;
  /** A sentence above the table. */
  readonly about: string;
  readonly settings: SettingsTable;
}

/** The settings in the order of the page. */
function settingGroups(): readonly SettingGroup[] {
  return [
    {
      title: "Settings of an image",
      about: "In `.stagegate.yml` they stand under an image in `images`, or under `defaults`.",
      settings: IMAGE_SETTINGS,
    },
    {
      title: "Settings of the run",
      about: "In `.stagegate.yml` they stand at the top level.",
      settings: RUN_SETTINGS,
    },
  ];
}

/** `docs/configuration.md` with the tables of all settings. */
export function configurationPage(text: string): string {
  const groups = settingGroups().map(
    ({ title, about, settings }) => `### ${title}\n\n${about}\n\n${settingsTable(settings)}`,
  );
  return between(text, "settings", `\n${groups.join("\n\n")}\n`);
}

/** A row for each setting. */
export function settingsTable(settings: SettingsTable): string {
  const rows = Object.entries(settings).map(([name, setting]) => [
    `\`${name}\`${placesOf(name)}`,
    sentence(setting),
    `\`${setting.example}\``,
  ]);
  return table([["Setting", "What it does", "Example"], ...rows]);
}

/** Where the setting can be given, if not everywhere. */
function placesOf(name: string): string {
  const [isInput, isWorkflow] = [Object.hasOwn(INPUT_ONLY, name), Object.hasOwn(WORKFLOW_ONLY, name)];
  if (isInput && isWorkflow) return "<br>(input)";
  if (isInput) return "<br>(input, flag)";
  return isWorkflow ? "<br>(input, key)" : "";
}
