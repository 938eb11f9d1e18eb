import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const packageCacheRule = rule({
  id: "package-cache",
  why: "A package manager keeps its cache for the next installation, and nothing is installed again inside an image.",
  level: "notice",
  settings: {},
  advises: true,
  check: checkLeftovers("package-cache"),
});
