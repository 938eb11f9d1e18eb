import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const packageCacheRule = rule({
  id: "package-cache",
  why: "A package manager's cache makes the next install fast, and an image never sees one.",
  level: "notice",
  settings: {},
  advises: true,
  check: checkLeftovers("package-cache"),
});
