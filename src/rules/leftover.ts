import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const leftoverRule = rule({
  id: "leftover",
  why: "What nothing reads is pulled by every machine all the same.",
  level: "notice",
  settings: {},
  advises: true,
  check: checkLeftovers("leftover"),
});
