import type { Level } from "../model/report.ts";
import { type Fault, type Kind, pairs } from "../values/kinds.ts";
import { didYouMean } from "../values/problem.ts";
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

/** Rules with levels: a YAML mapping, or one `rule=level` a line. */
export const ruleLevels: Kind<RuleLevels> = {
  noun: "a mapping or a list of rule=level",
  isList: true,
  parse: (raw) => (faultsIn(raw).length > 0 ? undefined : (pairs.parse(raw) as RuleLevels)),
  schema: {
    type: ["object", "array", "string"],
    properties: Object.fromEntries(NAMES.map((name) => [name, { enum: LEVELS }])),
    additionalProperties: false,
    items: { type: "string" },
  },
  faults: faultsIn,
};

function faultsIn(raw: unknown): Fault[] {
  const levels = pairs.parse(raw);
  if (levels === undefined)
    return [{ message: "rules: it is not a mapping of rules to levels", hint: EXAMPLE }];
  return Object.entries(levels).flatMap(([name, level]) => {
    const fault = faultOf(name, level);
    return fault === null ? [] : [{ ...fault, path: [name] }];
  });
}

function faultOf(name: string, level: string | null): Fault | null {
  if (RULES.some(({ id, fixed }) => id === name && fixed === true))
    return { message: `rules.${name}: it cannot be switched`, hint: "Remove the line" };
  if (!NAMES.includes(name))
    return { message: `rules: there is no rule ${JSON.stringify(name)}`, hint: didYouMean(name, NAMES) };
  const written = JSON.stringify(level);
  return LEVELS.some((word) => word === level)
    ? null
    : { message: `rules.${name}: ${written} is not one of ${LEVELS.join(", ")}`, hint: EXAMPLE };
}

const EXAMPLE = "Write for example: rules: {secret: warning, wasted: off}";
