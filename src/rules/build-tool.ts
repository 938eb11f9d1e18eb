import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const buildToolRule = rule({
  id: "build-tool",
  why: "Compilers make an image larger and help an attacker.",
  level: "notice",
  settings: {},
  advises: true,
  check: checkLeftovers("build-tool"),
});
