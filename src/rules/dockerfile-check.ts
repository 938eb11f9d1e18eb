import { rule } from "./rule.ts";

export const dockerfileCheckRule = rule({
  id: "dockerfile-check",
  why: "BuildKit's own checks of a Dockerfile usually find real mistakes.",
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
