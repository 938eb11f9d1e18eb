import { checkLeftovers } from "./leftover-kind.ts";
import type { Rule } from "./rule.ts";

export const packageCache: Rule = {
  id: "package-cache",
  why: "A package manager's cache makes the next install fast, and an image never sees one.",
  level: "notice",
  advises: true,
  check: checkLeftovers("package-cache"),
};
