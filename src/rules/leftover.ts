import { checkLeftovers } from "./leftover-kind.ts";
import type { Rule } from "./rule.ts";

export const leftover: Rule = {
  id: "leftover",
  why: "What nothing reads is pulled by every machine all the same.",
  level: "notice",
  advises: true,
  check: checkLeftovers("leftover"),
};
