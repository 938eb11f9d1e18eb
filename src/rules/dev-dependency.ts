import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const devDependencyRule = rule({
  id: "dev-dependency",
  why: "What only tests and builds load need not ship, nor be patched in production.",
  level: "notice",
  settings: {},
  advises: true,
  // What these packages bring along goes, too, under names of which production may need some.
  check: checkLeftovers("dev-dependency", true),
});
