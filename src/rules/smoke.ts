import type { Rule } from "./rule.ts";

export const smoke: Rule = {
  id: "smoke",
  why: "An image that builds is not yet one that starts and answers.",
  level: "error",
  settings: ["smoke"],
  check: () => [],
};
