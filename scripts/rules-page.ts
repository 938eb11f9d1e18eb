import { parse, stringify } from "yaml";
import { IMAGE_SETTINGS, RUN_SETTINGS } from "../src/config/settings.ts";
import { RULES } from "../src/rules/index.ts";
import type { Rule } from "../src/rules/rule.ts";
import { formatSize } from "../src/text/size.ts";
import { type ExampleFiles, RULE_EXAMPLES, type RuleExamples } from "../test/fixtures/rule-examples.ts";
import { settingsTable } from "./configuration-page.ts";
import { between, table } from "./markers.ts";

/** `docs/rules.md` with the table of all rules, the head of each section, and the settings that `loosened` compares. */
export function rulesPage(text: string): string {
  const sections = RULES.reduce(
    (page, rule) => between(page, `rule ${rule.id}`, `\n${section(rule)}\n`),
    text,
  );
  return changes(between(sections, "rules", table([["Rule", "Level", "Why"], ...RULES.map(row)])));
}

function row({ id, level, why }: Rule): string[] {
  return [`[\`${id}\`](#${id})`, level, why];
}

/** The text below the heading of a rule. */
function section({ id, level, why, settings, fixed }: Rule): string {
  const examples = RULE_EXAMPLES.find(({ rule }) => rule === id);
  if (examples === undefined) throw new Error(`test/fixtures/rule-examples.ts has no examples of ${id}`);
  const off = level === "off" ? `. To use the rule, set \`rules: {${id}: warning}\`` : "";
  return [
    `Level: \`${level}\`${fixed ? ", which no setting changes" : off}. ${why}`,
    ...exampleBlocks(examples),
    ...(Object.keys(settings).length === 0 ? [] : [settingsTable(settings)]),
  ].join("\n\n");
}

function exampleBlocks({ settings, before, bad, good }: RuleExamples): string[] {
  const isShort = settings !== undefined && !settings.trim().includes("\n");
  const [lead, block] =
    settings === undefined
      ? ["", []]
      : isShort
        ? [` with \`${settings.trim()}\``, []]
        : [" with these settings", [fence("yaml", stringify({ defaults: parse(settings) }))]];
  return [
    ...(before === undefined ? [] : ["The base commit has:", ...fileBlocks(before.shown, true)]),
    `**Reported**${lead}:`,
    ...block,
    ...fileBlocks(bad.shown, before !== undefined),
    "**Not reported**:",
    ...fileBlocks(good.shown, before !== undefined),
  ];
}

/**
 * The files, each with its name.
 * @param isNamed whether even a single Dockerfile has its name
 */
function fileBlocks(files: ExampleFiles, isNamed: boolean): string[] {
  const entries = Object.entries(files);
  const sizes = entries.flatMap(([name, content]) =>
    typeof content === "number" ? [`\`${name}\` (${formatSize(content)})`] : [],
  );
  const texts = entries.flatMap(([name, content]) =>
    typeof content === "number"
      ? []
      : [
          ...(name === "Dockerfile" && entries.length === 1 && !isNamed ? [] : [`\`${name}\`:`]),
          fence(languageOf(name), content),
        ],
  );
  return [...texts, ...(sizes.length === 0 ? [] : [`The build context also has ${sizes.join(" and ")}.`])];
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

function languageOf(name: string): string {
  if (/^Dockerfile/.test(name)) return "dockerfile";
  return /\.(?:yml|sh|hcl|json)$/.exec(name)?.[0].slice(1).replace("yml", "yaml") ?? "text";
}

/** A table of the changes that count, with a row for each meaning, then a table of the others. */
function changes(text: string): string {
  const rows = new Map<string, string[]>();
  const reasons = new Map<string, string[]>();
  for (const [name, { change }] of Object.entries({ ...IMAGE_SETTINGS, ...RUN_SETTINGS })) {
    const [meanings, meaning] = change.kind === "harmless" ? [reasons, change.why] : [rows, change.counts];
    meanings.set(meaning, [...(meanings.get(meaning) ?? []), `\`${name}\``]);
  }
  const tableOf = (head: string, entries: ReadonlyMap<string, readonly string[]>) =>
    table([["Settings", head], ...[...entries].map(([meaning, names]) => [names.join(" "), meaning])]);
  const counted = tableOf("What is a finding", rows);
  return between(
    between(text, "changes", counted),
    "harmless",
    tableOf("Why a change of it is none", reasons),
  );
}
