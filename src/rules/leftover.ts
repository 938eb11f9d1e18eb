import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const leftoverRule = rule({
  id: "leftover",
  why: "Every machine pulls these files, and nothing reads them.",
  level: "notice",
  settings: {},
  advises: true,
  check: checkLeftovers("leftover"),
});
