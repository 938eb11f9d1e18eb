import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const packageCacheRule = rule({
  id: "package-cache",
  why: "Nothing is installed again inside an image, so the cache of a package manager is dead weight.",
  level: "notice",
  settings: {},
  advises: true,
  check: checkLeftovers("package-cache"),
});
