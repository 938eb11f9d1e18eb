import { rule } from "./rule.ts";

export const healthcheckRule = rule({
  id: "healthcheck",
  why: "An engine restarts what has ended, and needs a check to notice what hangs.",
  level: "off",
  settings: {},
  advises: true,
  check: ({ name, image, place }) =>
    image === null || image.healthcheck
      ? []
      : [
          {
            message: `${name} has no health check`,
            place,
            advice:
              "Add one to its stage, with a program that the image has: `HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8080/health`.",
          },
        ],
});
