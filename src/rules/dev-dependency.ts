import { checkLeftovers } from "./leftover-kind.ts";
import type { Rule } from "./rule.ts";

export const devDependency: Rule = {
  id: "dev-dependency",
  why: "What only tests and builds load need not ship, nor be patched in production.",
  level: "notice",
  advises: true,
  check: checkLeftovers("dev-dependency"),
};
