import type { Rule } from "./rule.ts";

export const secret: Rule = {
  id: "secret",
  why: "Whoever can pull an image can read every file of every layer, also the deleted ones.",
  level: "error",
  settings: ["allow-secrets"],
  check: () => [],
};
