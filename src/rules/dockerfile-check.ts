import { rule } from "./rule.ts";

export const dockerfileCheckRule = rule({
  id: "dockerfile-check",
  why: "What BuildKit's own checks find in a Dockerfile is usually a mistake.",
  level: "warning",
  settings: {},
  needsNoImage: true,
  judges: "dockerfile",
  advises: true,
  shared: true,
  check: ({ buildChecks }) =>
    buildChecks.map(({ name, message, detail, url, place }) => ({
      message: `${message} (${name})`,
      place,
      advice: [detail, url].filter((part) => part !== null).join(": ") || null,
    })),
});
