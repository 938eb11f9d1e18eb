import {
  IMAGE_SETTINGS,
  INPUT_ONLY,
  RUN_SETTINGS,
  settingsInGroups,
  WORKFLOW_ONLY,
} from "../src/config/settings.ts";
import { RULES } from "../src/rules/index.ts";
import type { SettingsTable } from "../src/values/setting.ts";
import { between, table } from "./markers.ts";
import { sentence } from "./sentence.ts";

/** `docs/configuration.md` with the tables of all settings. Settings of rules are links to their rules. */
export function configurationPage(text: string): string {
  const parts = [
    "### Settings of an image",
    "In `.stagegate.yml`, write them under an image in `images`, or under `defaults`.",
    ...tablesOf(IMAGE_SETTINGS),
    "### Settings of the run",
    "In `.stagegate.yml`, write them at the top level.",
    ...tablesOf(RUN_SETTINGS),
  ];
  return between(text, "settings", `\n${parts.join("\n\n")}\n`);
}

/** Blocks of Markdown: a heading and a table for each group of settings. */
function tablesOf(settings: SettingsTable): string[] {
  return settingsInGroups(settings).flatMap(({ title, settings: own }) => [
    `#### ${title}`,
    settingsTable(own, linkToRule),
  ]);
}

/**
 * A row for each setting.
 * @param title Markdown for the name of a setting
 */
export function settingsTable(settings: SettingsTable, title: (name: string) => string = code): string {
  const rows = Object.entries(settings).map(([name, setting]) => [
    `${title(name)}${placesOf(name)}`,
    sentence(setting).replace(/[*<>]/g, "\\$&"),
    `\`${setting.example}\``,
  ]);
  return table([["Setting", "What it does", "Example"], ...rows]);
}

function code(name: string): string {
  return `\`${name}\``;
}

function linkToRule(name: string): string {
  const rule = RULES.find(({ settings }) => Object.hasOwn(settings, name));
  return rule === undefined ? code(name) : `[${code(name)}](rules.md#${rule.id})`;
}

/** Where the setting can be given, if not everywhere. */
function placesOf(name: string): string {
  const [isInput, isWorkflow] = [Object.hasOwn(INPUT_ONLY, name), Object.hasOwn(WORKFLOW_ONLY, name)];
  if (isInput && isWorkflow) return "<br>(input)";
  if (isInput) return "<br>(input, flag)";
  return isWorkflow ? "<br>(input, key)" : "";
}
