import type { Finding } from "../model/report.ts";
import { baseImageRule } from "./base-image.ts";
import { buildRule } from "./build.ts";
import { buildToolRule } from "./build-tool.ts";
import { contextRule } from "./context.ts";
import { devDependencyRule } from "./dev-dependency.ts";
import { dockerfileCheckRule } from "./dockerfile-check.ts";
import { forbiddenFileRule } from "./forbidden-file.ts";
import { growthRule } from "./growth.ts";
import { healthcheckRule } from "./healthcheck.ts";
import { layersRule } from "./layers.ts";
import { leftoverRule } from "./leftover.ts";
import { loosenedRule } from "./loosened.ts";
import { ownSizeRule } from "./own-size.ts";
import { packageCacheRule } from "./package-cache.ts";
import { platformsRule } from "./platforms.ts";
import type { Rule } from "./rule.ts";
import { savingRule } from "./saving.ts";
import { secretRule } from "./secret.ts";
import { sizeRule } from "./size.ts";
import { smokeRule } from "./smoke.ts";
import { testRule } from "./test.ts";
import { transferSizeRule } from "./transfer-size.ts";
import { userRule } from "./user.ts";
import { vulnerabilityRule } from "./vulnerability.ts";
import { wastedRule } from "./wasted.ts";

const ALL = [
  buildRule,
  testRule,
  smokeRule,
  sizeRule,
  ownSizeRule,
  transferSizeRule,
  layersRule,
  growthRule,
  userRule,
  secretRule,
  forbiddenFileRule,
  vulnerabilityRule,
  wastedRule,
  packageCacheRule,
  buildToolRule,
  devDependencyRule,
  leftoverRule,
  baseImageRule,
  dockerfileCheckRule,
  contextRule,
  healthcheckRule,
  savingRule,
  platformsRule,
  loosenedRule,
] as const satisfies readonly Rule[];

/** Every rule, in the order in which findings of one level are shown. */
export const RULES: readonly Rule[] = ALL;

/** Whether the rule of a finding guards the configuration. */
export function isOfGuard({ rule }: Pick<Finding, "rule">): boolean {
  return RULES.some(({ id, guards }) => id === rule && guards === true);
}

type Intersection<Union> = (Union extends unknown ? (part: Union) => void : never) extends (
  part: infer Whole,
) => void
  ? Whole
  : never;

/** The settings of all rules, by their names in the rules' order. */
export const RULE_SETTINGS: Intersection<(typeof ALL)[number]["settings"]> = Object.assign(
  {},
  ...RULES.map(({ settings }) => settings),
);
