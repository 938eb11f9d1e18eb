import { baseImage } from "./base-image.ts";
import { build } from "./build.ts";
import { buildTool } from "./build-tool.ts";
import { context } from "./context.ts";
import { devDependency } from "./dev-dependency.ts";
import { dockerfileCheck } from "./dockerfile-check.ts";
import { forbiddenFile } from "./forbidden-file.ts";
import { growth } from "./growth.ts";
import { healthcheck } from "./healthcheck.ts";
import { layers } from "./layers.ts";
import { leftover } from "./leftover.ts";
import { loosened } from "./loosened.ts";
import { packageCache } from "./package-cache.ts";
import type { Rule } from "./rule.ts";
import { saving } from "./saving.ts";
import { secret } from "./secret.ts";
import { size } from "./size.ts";
import { smoke } from "./smoke.ts";
import { test } from "./test.ts";
import { transferSize } from "./transfer-size.ts";
import { user } from "./user.ts";
import { vulnerability } from "./vulnerability.ts";
import { wasted } from "./wasted.ts";

const ALL = [
  build,
  test,
  smoke,
  size,
  transferSize,
  layers,
  growth,
  user,
  secret,
  forbiddenFile,
  vulnerability,
  wasted,
  packageCache,
  buildTool,
  devDependency,
  leftover,
  baseImage,
  dockerfileCheck,
  context,
  healthcheck,
  saving,
  loosened,
] as const satisfies readonly Rule[];

/** Every rule, in the order in which findings of one level are shown. */
export const RULES: readonly Rule[] = ALL;

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
