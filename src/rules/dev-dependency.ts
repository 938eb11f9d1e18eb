import { checkLeftovers } from "./leftover-kind.ts";
import { rule } from "./rule.ts";

export const devDependencyRule = rule({
  id: "dev-dependency",
  why: "Packages that only tests and builds need make an image larger, and each of them may need security updates.",
  level: "notice",
  settings: {},
  advises: true,
  // Their own dependencies go, too. Production may need some of these, so only the least size is certain.
  check: checkLeftovers("dev-dependency", true),
});
