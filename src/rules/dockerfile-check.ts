import type { Rule } from "./rule.ts";

export const dockerfileCheck: Rule = {
  id: "dockerfile-check",
  why: "What BuildKit itself finds wrong with a Dockerfile is seldom meant so.",
  level: "warning",
  advises: true,
  check: ({ checks }) =>
    checks.map(({ name, message, detail, place }) => ({
      message: `${message} (${name})`,
      place,
      advice: detail,
    })),
};
