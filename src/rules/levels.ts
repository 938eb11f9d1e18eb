import type { Level } from "../model/report.ts";
import type { Fault, Kind } from "../values/kinds.ts";
import type { CountedChange } from "../values/looser.ts";
import { pairs } from "../values/pairs.ts";
import { didYouMean, nearest, type WriteSetting, writeKey } from "../values/problem.ts";
import { RULES } from "./index.ts";

/** How strict rules are, by their ids. */
export type RuleLevels = Readonly<Record<string, Level | "off">>;

/** From the mildest to the strictest. */
export const LEVELS: readonly (Level | "off")[] = ["off", "notice", "warning", "error"];

/** Whether a level is stricter than another. */
export function isStricter(one: Level | "off", other: Level | "off"): boolean {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other);
}

const NAMES = RULES.flatMap(({ id, fixed }) => (fixed === true ? [] : [id]));

/** The levels that settings may give a rule, from the mildest to the strictest. */
function levelsOf(name: string): readonly (Level | "off")[] {
  const rule = RULES.find(({ id }) => id === name);
  return rule?.guards === true ? LEVELS.slice(LEVELS.indexOf(rule.level)) : LEVELS;
}

/** Rules with levels: a YAML mapping, or one `rule=level` a line. */
export const ruleLevels: Kind<RuleLevels> = {
  noun: "a mapping or a list of rule=level",
  isList: true,
  parse: (raw) => (faultsIn(raw).length > 0 ? undefined : (pairs.parse(raw) as RuleLevels)),
  schema: {
    type: ["object", "array", "string"],
    properties: Object.fromEntries(NAMES.map((name) => [name, { enum: levelsOf(name) }])),
    additionalProperties: false,
    items: { type: "string" },
  },
  faults: faultsIn,
};

function faultsIn(raw: unknown, write: WriteSetting = writeKey): Fault[] {
  // An example in the form of the value: a text is a list of rule=level.
  const example: Example = (name, level) =>
    typeof raw === "string"
      ? `Write for example: ${write("rules", `${name}=${level}`)}`
      : `Write for example: ${writeKey("rules", `{${name}: ${level}}`)}`;
  const levels = pairs.parse(raw);
  if (levels === undefined)
    return [{ message: "rules: it is not a mapping of rules to levels", hint: example("secret", "warning") }];
  return Object.entries(levels).flatMap(([name, level]) => {
    const fault = faultOf(name, level, example);
    return fault === null ? [] : [{ ...fault, path: [name] }];
  });
}

/** A sentence with a rule and a level as somebody should write them. */
type Example = (name: string, level: string) => string;

function faultOf(name: string, level: string | null, example: Example): Fault | null {
  if (RULES.some(({ id, fixed }) => id === name && fixed === true))
    return {
      message: `rules.${name}: the level of this rule cannot be changed`,
      hint: "Remove the line.",
    };
  if (!NAMES.includes(name))
    return { message: `rules: there is no rule ${JSON.stringify(name)}`, hint: didYouMean(name, NAMES) };
  const levels = levelsOf(name);
  if (levels.some((word) => word === level)) return null;
  return {
    message:
      level === null
        ? `rules.${name}: the level is missing; it is one of ${levels.join(", ")}`
        : `rules.${name}: ${JSON.stringify(level)} is not one of ${levels.join(", ")}`,
    hint: example(name, nearest(level ?? "", levels) ?? (levels === LEVELS ? "warning" : "error")),
  };
}

/** A milder level of a rule. A rule without an entry has its own level. */
export const milderLevels: CountedChange<RuleLevels> = {
  kind: "loosens",
  counts: "a milder level of any rule",
  find: (before, after) =>
    RULES.flatMap(({ id, level }) => {
      const [was, is] = [before?.[id] ?? level, after?.[id] ?? level];
      return isStricter(was, is) ? [{ before: `${id} ${was}`, after: `${id} ${is}` }] : [];
    }),
};
