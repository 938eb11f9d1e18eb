import { checkLeftovers } from "./leftover-kind.ts";
import type { Rule } from "./rule.ts";

export const buildTool: Rule = {
  id: "build-tool",
  why: "Compilers are large, and a help for whoever breaks in.",
  level: "notice",
  advises: true,
  check: checkLeftovers("build-tool"),
};
