import type { Rule } from "./rule.ts";

export const context: Rule = {
  id: "context",
  why: "What .dockerignore does not leave out is looked at in every build, and ends up in images.",
  level: "notice",
  advises: true,
  check: () => [],
};
